"""Django's name for this app."""

from django.apps import AppConfig


class GroupsConfig(AppConfig):
    name = "groups"
    label = "groups"
    verbose_name = "กลุ่มอาชีพ"

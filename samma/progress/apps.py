"""Django's name for this app."""

from django.apps import AppConfig


class ProgressConfig(AppConfig):
    name = "samma.progress"
    label = "progress"
    verbose_name = "ภาพรวม"

"""Django's name for this app."""

from django.apps import AppConfig


class VillagesConfig(AppConfig):
    name = "villages"
    label = "villages"
    verbose_name = "หมู่บ้านและปีงบประมาณ"

"""Django's name for this app."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "samma.jobs"
    label = "jobs"
    verbose_name = "งานเบื้องหลัง"

"""Django's name for this app."""

from django.apps import AppConfig


class TrainersConfig(AppConfig):
    name = "trainers"
    label = "trainers"
    verbose_name = "ปราชญ์และทีมวิทยากร"

"""Django's name for this app."""

from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    name = "samma.knowledge"
    label = "knowledge"
    verbose_name = "องค์ความรู้"

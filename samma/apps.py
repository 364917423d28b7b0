"""Django's name for what all apps share, and the checks at start."""

from django.apps import AppConfig
from django.core.checks import Tags, register

from samma.checks import check_cache_table, check_field_key, check_letters, check_secret_key
from samma.pdf.checks import check_libraries


class SammaConfig(AppConfig):
    name = "samma"
    verbose_name = "สัมมา"

    def ready(self):
        register(check_libraries)
        register(check_letters, Tags.database)
        register(check_cache_table, Tags.database)
        register(check_field_key, Tags.security, deploy=True)
        register(check_secret_key, Tags.security, deploy=True)

"""Django's name for this app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "samma.accounts"
    label = "accounts"
    verbose_name = "บัญชีผู้ใช้"

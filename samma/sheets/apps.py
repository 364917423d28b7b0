"""Django's name for this app; at start every app's `registers` module enters what goes in and out as a sheet."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class SheetsConfig(AppConfig):
    name = "samma.sheets"
    label = "sheets"
    verbose_name = "นำเข้าและส่งออกไฟล์"

    def ready(self):
        autodiscover_modules("registers")

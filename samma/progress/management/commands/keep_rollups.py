"""Stays behind the writes and counts what they marked, so that provinces and the country are seconds old and no more."""

import time

from django.core.management.base import BaseCommand
from django.db import OperationalError, close_old_connections

from samma.progress import rollups
from samma.scope import WHOLE_COUNTRY

PAUSE = 2  # seconds


class Command(BaseCommand):
    help = "นับตัวเลขสรุปของหมู่บ้านที่เปลี่ยนแปลง ทำงานไปเรื่อย ๆ (หยุดด้วย Ctrl-C)"

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="นับที่รออยู่ให้หมดแล้วจบ")

    def handle(self, *args, **options):
        while True:
            try:
                while rollups.settle(WHOLE_COUNTRY):
                    pass
            except OperationalError:  # SQLite is inside somebody's long transaction, or PostgreSQL starts anew
                self.stderr.write("ฐานข้อมูลไม่ว่าง จะนับใหม่อีกครั้ง")
            if options["once"]:
                return
            close_old_connections()
            time.sleep(PAUSE)

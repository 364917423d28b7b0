"""Reads the rules that no constraint can hold back from the rows; for a person, or with --json for a program."""

import json

from django.core.management.base import BaseCommand, CommandError

from samma.progress.consistency import findings


class Command(BaseCommand):
    help = "ตรวจว่าข้อมูลสอดคล้องกัน แสดงทุกแถวที่ผิด และจบด้วยรหัส 1 เมื่อพบ"

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="แสดงผลเป็น JSON")

    def handle(self, *args, **options):
        found = list(findings())
        if options["json"]:
            rows = [{"check": check, "text": text} for check, text in found]
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2))
        else:
            for _check, text in found:
                self.stdout.write(text)
        if found:
            raise CommandError(f"พบข้อมูลที่ไม่สอดคล้องกัน {len(found)} รายการ", returncode=1)
        if not options["json"]:
            self.stdout.write("ข้อมูลสอดคล้องกันทั้งหมด")

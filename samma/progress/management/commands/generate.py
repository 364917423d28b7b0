"""Fills a database with an invented district, province or the whole country, for measuring and for trying out."""

import datetime
import time

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from samma import thai
from samma.progress.generator.loading import generate
from samma.scope import WHOLE_COUNTRY
from villages.models import Area

MOST_VISITS = 200


class Command(BaseCommand):
    help = "สร้างข้อมูลสมมุติของอำเภอ จังหวัด หรือทั้งประเทศ สำหรับวัดความเร็วและทดลองใช้ (ไม่มีบุคคลจริง)"

    def add_arguments(self, parser):
        place = parser.add_mutually_exclusive_group(required=True)
        place.add_argument("--district", metavar="3303", help="รหัสอำเภอ 4 หลัก")
        place.add_argument("--province", metavar="33", help="รหัสจังหวัด 2 หลัก")
        place.add_argument("--country", action="store_true", help="ทั้งประเทศ 23,589 หมู่บ้าน")
        parser.add_argument("--seed", type=int, default=1, help="เลขเดียวกันได้ข้อมูลเดียวกัน")
        parser.add_argument("--visits-per-household", type=int, default=12, metavar="N", help="ครั้งต่อครัวเรือน (0 คือไม่มี)")
        parser.add_argument(
            "--until", type=datetime.date.fromisoformat, metavar="2026-11-21", help="วันสุดท้ายของข้อมูล (ปกติคือวันนี้)"
        )
        parser.add_argument("--force", action="store_true", help="ยอมทำแม้ DEBUG ปิดอยู่ (ไม่ยอมทำปนกับข้อมูลจริงไม่ว่าอย่างไร)")

    def handle(self, *args, verbosity=1, **options):
        if not (settings.DEBUG or options["force"]):
            raise CommandError("ไม่สร้างข้อมูลสมมุติ: DEBUG ปิดอยู่ จึงถือเป็นระบบใช้งานจริง ถ้าไม่ใช่ ให้เพิ่ม --force")
        if not 0 <= options["visits_per_household"] <= MOST_VISITS:
            raise CommandError(f"จำนวนครั้งต่อครัวเรือนต้องเป็น 0 ถึง {MOST_VISITS}")
        prefix = WHOLE_COUNTRY if options["country"] else options["district"] or options["province"]
        if not options["country"] and len(prefix) != (4 if options["district"] else 2):
            raise CommandError("รหัสอำเภอมี 4 หลัก รหัสจังหวัดมี 2 หลัก")
        if not Area.objects.tambons().exists():
            call_command("load_areas", verbosity=verbosity, stdout=self.stdout)
        began = time.monotonic()
        try:
            rows = generate(
                prefix,
                seed=options["seed"],
                visits=options["visits_per_household"],
                until=options["until"] or timezone.localdate(),
                tell=self._progress if verbosity > 1 else lambda *_: None,
            )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        if verbosity:
            seconds = time.monotonic() - began
            self.stdout.write(
                f"สร้าง {thai.number(rows['villages.village'])} หมู่บ้าน {thai.number(rows['households.enrolment'])} ครัวเรือน "
                f"เยี่ยม {thai.number(rows['households.visit'])} ครั้ง รวม {thai.number(sum(rows.values()))} แถว ใน {seconds:.0f} วินาที"
            )

    def _progress(self, done: int, of: int):
        self.stdout.write(f"  {thai.number(done)} / {thai.number(of)} หมู่บ้าน")

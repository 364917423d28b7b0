"""Counts every roll-up anew, or proves with --check that what is stored is what the rows tell."""

from django.core.management.base import BaseCommand, CommandError

from samma.progress import rollup_check, rollups


class Command(BaseCommand):
    help = "นับตัวเลขสรุปใหม่ทั้งหมดจากข้อมูลจริง หรือตรวจว่าตรงกัน (--check) และจบด้วยรหัส 1 เมื่อไม่ตรง"

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="ตรวจอย่างเดียว ไม่เขียนทับ (นับหมู่บ้านที่รอนับให้ก่อน)")
        parser.add_argument("--area", default="", help="เฉพาะจังหวัดหรืออำเภอรหัสนี้")

    def handle(self, *args, **options):
        districts = [code for code in rollup_check.districts() if code.startswith(options["area"])]
        if not options["check"]:
            villages = sum(rollups.rebuild(code) for code in districts)
            self.stdout.write(f"นับใหม่แล้ว {len(districts)} พื้นที่ {villages} หมู่บ้าน")
            return
        found = [sentence for code in districts for sentence in rollup_check.differences(code)]
        for sentence in found:
            self.stdout.write(sentence)
        if found:
            raise CommandError(f"ตัวเลขสรุปไม่ตรงกับข้อมูล {len(found)} รายการ", returncode=1)
        self.stdout.write(f"ตัวเลขสรุปตรงกับข้อมูลทั้ง {len(districts)} พื้นที่")

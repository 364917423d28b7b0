"""manage.py forget_uploads: deletes files of imports left lying for a day, and logs of those that can be undone no more."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from samma.sheets.actions import forget_old


class Command(BaseCommand):
    help = "ลบไฟล์นำเข้าที่ค้างเกินหนึ่งวัน และบันทึกของการนำเข้าที่เกินเวลายกเลิกแล้ว"

    def handle(self, *args, **options):
        number = forget_old(timezone.now())
        self.stdout.write(f"ลบแล้ว {number} รายการ")

"""print_records --out FILE.pdf: one book of knowledge records, chosen by number, province, district or year."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from samma.knowledge.models import KnowledgeRecord
from samma.knowledge.printing.papers import Choice, book, printable
from samma.knowledge.record_forms import FORMS
from samma.pdf import PdfError


class Command(BaseCommand):
    help = "พิมพ์บันทึกองค์ความรู้เป็นไฟล์ PDF ไฟล์เดียว"

    def add_arguments(self, parser):
        parser.add_argument("--record", action="extend", nargs="+", type=int, metavar="ID", help="เลขที่บันทึก")
        parser.add_argument("--province", metavar="33", help="รหัสจังหวัด 2 หลัก")
        parser.add_argument("--district", metavar="3301", help="รหัสอำเภอ 4 หลัก")
        parser.add_argument("--year", type=int, metavar="2560", help="ปีงบประมาณ (พ.ศ.)")
        parser.add_argument("--form", choices=FORMS, help="พิมพ์ในแบบนี้ (ไม่บอก: แบบของแต่ละเรื่อง)")
        parser.add_argument("--digits", choices=["thai", "arabic"], default="", help="เลขไทยหรืออารบิก")
        parser.add_argument("--pages", choices=["dash", "of"], default="dash", help="เลขหน้า - ๒ - หรือ หน้า ๒ จาก ๓")
        parser.add_argument("--out", required=True, metavar="FILE.pdf")

    def handle(self, *args, **options):
        records = list(self._chosen(options))
        if not records:
            raise CommandError("ไม่มีบันทึกที่ตรงกับที่เลือก")
        site = settings.SITE_URL or settings.LOCAL_URL
        if not settings.SITE_URL:
            self.stderr.write(f"ไม่ได้ตั้งค่า SITE_URL คิวอาร์โค้ดจึงนำไปที่ {site}", style_func=str)
        choice = Choice(form=options["form"] or "", digits=options["digits"], pages=options["pages"], site=site)
        try:
            pdf = book(records, choice)
        except PdfError as error:
            raise CommandError(str(error)) from error
        Path(options["out"]).write_bytes(pdf)
        self.stderr.write(f"พิมพ์ {len(records)} เรื่องลง {options['out']} แล้ว", style_func=str)

    def _chosen(self, options):
        queryset = KnowledgeRecord.objects.all()
        for name, digits in (("province", 2), ("district", 4)):
            if code := options[name]:
                if not (code.isdecimal() and len(code) == digits):
                    raise CommandError(f"--{name} ต้องเป็นรหัส {digits} หลัก")
                queryset = queryset.under(code)
        if options["year"]:
            queryset = queryset.filter(year=options["year"])
        if wanted := options["record"]:
            queryset = queryset.filter(pk__in=wanted)
            if missing := set(wanted) - set(queryset.values_list("pk", flat=True)):
                raise CommandError(f"ไม่มีบันทึกเลขที่ {', '.join(str(pk) for pk in sorted(missing))} ในที่ที่เลือก")
        return printable(queryset=queryset)

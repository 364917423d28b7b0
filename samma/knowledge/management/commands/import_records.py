"""import_records FILE…: reads old texts of knowledge records and stores them as drafts, or only tells what it reads."""

import json
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import RegexValidator
from django.utils.timezone import localdate

from samma.accounts.models import User
from samma.knowledge.importing.storing import DoubledError, store
from samma.knowledge.reading import ENDINGS, read_file, read_record
from samma.scope import WHOLE_COUNTRY
from villages.models import Area

CODE = RegexValidator(r"^(TH|(\d{2}){1,4})\Z", "รหัสพื้นที่ต้องเป็น TH หรือรหัส 2, 4, 6 หรือ 8 หลัก")


class Command(BaseCommand):
    help = f"นำเข้าบันทึกองค์ความรู้เก่าจากไฟล์ {' '.join(ENDINGS)} เป็นฉบับร่าง ซ่อมเฉพาะตัวอักษรที่เสียหายแน่นอน"

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="อ่านและรายงานเท่านั้น ไม่บันทึก")
        parser.add_argument("--json", metavar="OUT", help="เขียนสิ่งที่อ่านได้เป็น JSON ลงไฟล์นี้ (- คือแสดงบนจอ)")
        parser.add_argument("--area", default=WHOLE_COUNTRY, metavar="CODE", help="รหัสพื้นที่ของเอกสาร (ไม่บอก: ทั้งประเทศ)")
        parser.add_argument("--by", metavar="USER", help="ชื่อบัญชีผู้นำเข้า (ไม่บอก: ผู้ดูแลระบบคนแรก)")

    def handle(self, *args, files, dry_run, area, by, **options):
        user = None if dry_run else self._user(by)
        if not dry_run:
            self._check_area(area)
        read_all, failed = [], 0
        for name in files:
            try:
                read_all.append(self._one(Path(name), area, user))
            except DoubledError as double:
                read_all.append(double.read)
                self._tell(f"{name}: {double.messages[0]}")
            except (ValidationError, OSError) as error:
                failed += 1
                self._tell(f"{name}: {_reason(error)}")
        if options["json"]:
            self._write(options["json"], [read.as_dict() for read in read_all])
        if failed:
            raise CommandError(f"นำเข้าไม่ได้ {failed} จาก {len(files)} ไฟล์")

    def _one(self, path: Path, area: str, user):
        """Read a file, and store it when there is a user to store for."""
        text = read_file(path)
        read = read_record(text, file=path.name)
        if user is None:
            self._tell(f"{path.name}: {read.title or 'ไม่ทราบชื่อ'} ({len(read.sections)} หัวข้อ) ยังไม่บันทึก")
            return read
        try:
            stored = store(read, text, area_code=area, by=user, today=localdate())
        except DoubledError as double:
            double.read = read
            raise
        self._tell(f"{path.name}: บันทึกเป็นฉบับร่างเลขที่ {stored.pk} “{stored.title}” พื้นที่ {stored.area_code}")
        return read

    def _tell(self, sentence: str) -> None:
        # Standard output belongs to the JSON.
        self.stderr.write(sentence, style_func=str)

    def _write(self, out: str, records: list[dict]) -> None:
        text = json.dumps(records, ensure_ascii=False, indent=2)
        if out == "-":
            self.stdout.write(text)
        else:
            Path(out).write_text(text + "\n", encoding="utf-8")

    def _user(self, name: str | None) -> User:
        if name:
            user = User.objects.filter(username=name).first()
            if user is None:
                raise CommandError(f"ไม่มีบัญชี {name}")
            return user
        user = User.objects.filter(is_superuser=True).order_by("pk").first()
        if user is None:
            raise CommandError("ยังไม่มีผู้ดูแลระบบ โปรดบอกผู้นำเข้าด้วย --by ชื่อบัญชี")
        return user

    def _check_area(self, code: str) -> None:
        try:
            CODE(code)
        except ValidationError as error:
            raise CommandError(error.messages[0]) from error
        if code != WHOLE_COUNTRY and not Area.objects.filter(code=code[:6]).exists():
            raise CommandError(f"ไม่มีพื้นที่รหัส {code}")


def _reason(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    return {FileNotFoundError: "ไม่พบไฟล์", IsADirectoryError: "เป็นโฟลเดอร์ ไม่ใช่ไฟล์", PermissionError: "ไม่มีสิทธิ์อ่านไฟล์"}.get(
        type(error), "อ่านไฟล์ไม่ได้"
    )

"""Loads the demo: invented people of two districts, with the accounts that `make run` prints. Safe to run at each start."""

import datetime

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from samma.accounts.models import Event, User
from samma.progress.demo.finished import finished
from samma.progress.demo.group_markets import stand_by, weave_and_sell_baskets
from samma.progress.demo.group_stories import basket_makers, mushroom_growers, weavers
from samma.progress.demo.leaving import leave_notes
from samma.progress.demo.planning import roster
from samma.progress.demo.record_stories import write_records
from samma.progress.demo.spending import spend
from samma.progress.demo.stage import ACCOUNTS, PASSWORD, TRAINER, set_stage
from samma.progress.demo.under_way import begun, middle, neighbour
from villages.models import Area, TargetVillage

LOADED = {"verb": "load_demo", "object_type": "demo", "object_id": "1"}
WHAT_FOR = {
    "officer": "เจ้าหน้าที่อำเภอ บันทึกและแก้ไขข้อมูลของอำเภอ",
    "chief": "พัฒนาการอำเภอ ตรวจองค์ความรู้ที่เจ้าหน้าที่ส่ง",
    TRAINER: "วิทยากร บันทึกการเยี่ยม 4 ครัวเรือนของตน",
    "province": "เจ้าหน้าที่จังหวัด ดูทุกอำเภอ ตรวจและรับรององค์ความรู้",
    "department": "เจ้าหน้าที่กรม ดูทั้งประเทศ ดูแลปีงบประมาณและรายการอาชีพ",
}


class Command(BaseCommand):
    help = "โหลดข้อมูลตัวอย่าง (บุคคลสมมุติทั้งหมด) และบัญชีทดลองใช้ สั่งซ้ำได้"

    def handle(self, *args, verbosity=1, **options):
        if settings.REQUIRE_MFA:
            raise CommandError(
                "ไม่โหลดข้อมูลตัวอย่าง: ระบบนี้บังคับยืนยันตัวตนสองขั้น (REQUIRE_MFA) จึงถือเป็นระบบใช้งานจริง "
                "บัญชีทดลองใช้มีรหัสผ่านที่ทุกคนรู้ ห้ามมีในระบบจริง"
            )
        is_new = not Event.objects.filter(**LOADED).exists()
        if is_new:
            self._refuse_strangers()
            if not Area.objects.tambons().exists():
                call_command("load_areas", verbosity=verbosity, stdout=self.stdout)
            load(timezone.localdate())
            call_command("keep_rollups", once=True)
        if verbosity:
            self._tell(is_new)

    def _refuse_strangers(self):
        taken = sorted(User.objects.filter(username__in=[*ACCOUNTS, TRAINER]).values_list("username", flat=True))
        if taken:
            raise CommandError(f"ไม่โหลดข้อมูลตัวอย่าง: มีบัญชีชื่อ {', '.join(taken)} ของผู้ใช้จริงอยู่แล้ว")

    def _tell(self, is_new: bool):
        self.stdout.write("โหลดข้อมูลตัวอย่างแล้ว (บุคคลสมมุติทั้งหมด)" if is_new else "มีข้อมูลตัวอย่างอยู่แล้ว ไม่ได้เปลี่ยนแปลง")
        loaded = Event.objects.get(**LOADED).detail["targets"]
        for target in TargetVillage.objects.filter(pk__in=loaded).select_related("village__tambon").order_by("pk"):
            self.stdout.write(f"  {target.village_code} {target.village} {target.village.tambon} ปี {target.year_id}")
        self.stdout.write(f"บัญชีทดลองใช้ รหัสผ่าน {PASSWORD}")
        for name, purpose in WHAT_FOR.items():
            self.stdout.write(f"  {name:<11} {purpose}")


@transaction.atomic
def load(today: datetime.date) -> None:
    """Every scene of the demo, or nothing of it; its days are counted back from today."""
    stage = set_stage(today)
    before = set(TargetVillage.objects.values_list("pk", flat=True))
    partners = roster(stage)
    begun(stage, partners)
    on_the_way = middle(stage)
    story = finished(stage, partners)
    spend(stage, story.target, on_the_way)
    leave_notes(stage, story.target)
    stand_by(stage, weavers(stage, story))
    mushroom_growers(stage, story)
    weave_and_sell_baskets(stage, basket_makers(stage, story))
    neighbour(stage, story.course)
    write_records(stage, story)
    targets = sorted(set(TargetVillage.objects.values_list("pk", flat=True)) - before)
    Event.objects.create(**LOADED, who=stage.users["department"], detail={"targets": targets})

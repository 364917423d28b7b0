"""Villages and target villages as lists: a target village goes out with the numbers that its row shows."""

from django.db.models import Count
from django.utils import timezone

from samma.progress.numbers import numbers_of
from samma.progress.steps import next_step, steps_of
from samma.progress.views import LISTED as TARGETS
from samma.resources.export import Seen
from samma.resources.reading import Whole
from villages.partner_views import LISTED as PARTNERS
from villages.places import with_place_names
from villages.plan_resources import PartnerResource
from villages.resources import TargetVillageResource, VillageResource
from villages.views import LISTED as VILLAGES


class PartnerSheet(PartnerResource):
    """The roster of partners, each with how often he came."""

    listed = PARTNERS

    place = Seen("พื้นที่", lambda partner: partner.area.full_name)
    times = Seen("เข้าร่วมกิจกรรม (ครั้ง)", lambda partner: partner.times, Whole())

    def list_rows(self, request):
        return self.get_queryset().select_related("area").annotate(times=Count("presences"))


class VillageSheet(VillageResource):
    """Every village entered, with the names of its places."""

    listed = VILLAGES

    moo = Seen("หมู่ที่", lambda village: village.moo, Whole())
    tambon = Seen("ตำบล", lambda village: village.tambon_name)
    district = Seen("อำเภอ", lambda village: village.district_name)
    province = Seen("จังหวัด", lambda village: village.province_name)
    years = Seen("ปีที่เป็นหมู่บ้านเป้าหมาย", lambda village: ", ".join(str(t.year_id) for t in village.targets.all()))

    def list_rows(self, request):
        return with_place_names(self.get_queryset()).prefetch_related("targets")


def _number(name: str):
    return lambda target: getattr(target.numbers, name)


def _next_step(target) -> str:
    step = next_step(steps_of(target.numbers))
    return step.label if step else "ครบทุกขั้น"


class TargetSheet(TargetVillageResource):
    """Target villages with their numbers of today and the step each is at."""

    listed = TARGETS

    tambon = Seen("ตำบล", lambda target: target.tambon_name)
    district = Seen("อำเภอ", lambda target: target.district_name)
    province = Seen("จังหวัด", lambda target: target.province_name)
    seats = Seen("ทีมวิทยากร (คน)", _number("seats"), Whole())
    enrolled = Seen("ครัวเรือน", _number("enrolled"), Whole())
    wanted = Seen("ครัวเรือนตามเป้าหมาย", lambda target: target.year.households_per_village, Whole())
    trained = Seen("ครัวเรือนผ่านอบรม", _number("trained"), Whole())
    visited = Seen("ครัวเรือนที่เยี่ยมแล้ว", _number("visited"), Whole())
    overdue = Seen("ครัวเรือนเลยกำหนดเยี่ยม", _number("overdue"), Whole())
    visits = Seen("เยี่ยม (ครั้ง)", _number("visits"), Whole())
    groups = Seen("กลุ่มอาชีพ", lambda target: len(target.numbers.groups), Whole())
    five = Seen("5ก (ข้อ) ของกลุ่มที่ก้าวหน้าที่สุด", lambda t: t.numbers.five_met if t.numbers.groups else None, Whole())
    records = Seen("องค์ความรู้ที่ส่งแล้ว (เรื่อง)", _number("handed_in"), Whole())
    next_step = Seen("ขั้นต่อไป", _next_step)

    def list_rows(self, request):
        return with_place_names(self.get_queryset())

    def prepare(self, targets) -> None:
        """Count a thousand villages at once."""
        numbers = numbers_of(targets, timezone.localdate())
        for target in targets:
            target.numbers = numbers[target.pk]

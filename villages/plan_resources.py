"""Sheets of the plan of target villages and of the roster of partners."""

from samma.accounts.resources import RecordedResource
from samma.people import split_name
from samma.resources import Column, of
from samma.resources.reading import Named, Text
from samma.scope import covers
from villages.models import Area, Partner, PlanItem
from villages.resources import OccasionResource


class PlanItemResource(OccasionResource):
    kind = of(PlanItem, "kind", key=True, example="ฝึกอบรมสัมมาชีพชุมชน")
    day_no = of(PlanItem, "day_no", key=True, example=1, note="เฉพาะวันฝึกอบรม")
    topic = of(PlanItem, "topic", key=True, example="ความรู้ความเข้าใจเรื่องสัมมาชีพชุมชน")
    on = of(PlanItem, "on", head="วันที่", example="15/01/2560")
    until = of(PlanItem, "until")
    time_from = of(PlanItem, "time_from", example="09.00")
    time_to = of(PlanItem, "time_to", example="16.00")
    place = of(PlanItem, "place", example="ศาลาประชาคม")
    part = of(PlanItem, "part")
    people = of(PlanItem, "people", example=25)
    budget = of(PlanItem, "budget")
    budget_source = of(PlanItem, "budget_source")
    responsible = of(PlanItem, "responsible")
    note = of(PlanItem, "note")
    called_off = of(PlanItem, "called_off")

    class Meta:
        model = PlanItem


class PlaceOfPartner(Named):
    """A district or tambon by its code of 4 or 6 digits."""

    def __init__(self) -> None:
        super().__init__(
            "อำเภอหรือตำบลรหัส",
            lambda resource: [
                area
                for area in Area.objects.filter(level__in=[4, 6]).visible_to(resource.user)
                if covers(resource.user.area_code, area.code)
            ],
            lambda area: [area.code],
            note="รหัสอำเภอ 4 หลัก หรือรหัสตำบล 6 หลัก",
        )


class PartnerResource(RecordedResource):
    records_rows = True
    blamed = dict.fromkeys(("title", "first_name", "last_name"), "person")
    area = Column("รหัสอำเภอหรือตำบล", "area", PlaceOfPartner(), key=True, needed=True, example="3301")
    person = Column("ชื่อ-สกุล", "full_name", Text(), key=True, needed=True, part=True, example="นายสมมุติ ตัวอย่าง")
    kind = of(Partner, "kind", example="ทีมสนับสนุนระดับอำเภอ")
    position = of(Partner, "position")
    office = of(Partner, "office")
    phone = of(Partner, "phone", example="081-234-5678")
    is_active = of(Partner, "is_active", example="ใช่")

    class Meta:
        model = Partner

    def order(self):
        return ["area_id", "sort_key", "pk"]

    def link(self, instance, cells, wrong):
        text = cells.get("person", "")
        if text and text != instance.full_name:
            name = split_name(text)
            instance.title, instance.first_name, instance.last_name = name.title, name.first_name, name.last_name

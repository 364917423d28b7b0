"""The sheet of what others gave a group."""

from django.core.exceptions import ValidationError

from groups.books import not_after
from groups.models import GroupSupport
from groups.resources import InGroup
from samma.resources import Column, of
from samma.resources.reading import Text
from villages.models import Partner


class GroupSupportResource(InGroup):
    """A help is named by its day, kind, agency and words."""

    records_rows = True
    on = of(GroupSupport, "on", key=True, example="01/06/2560")
    kind = of(GroupSupport, "kind", key=True, example="อุปกรณ์")
    agency = of(GroupSupport, "agency", key=True, example="องค์การบริหารส่วนตำบล")
    what = of(GroupSupport, "what", key=True, example="มอบตาชั่งและเครื่องซีลถุง")
    value = of(GroupSupport, "value", example="3,500", note="ไม่ทราบให้ว่างไว้ ด้านวิชาการไม่มีมูลค่า")
    partner = Column("ผู้ประสานจากทะเบียนภาคี", "partner__full_name", Text(), part=True, note="ชื่อ-สกุลตามทะเบียนภาคี ถ้ามี")

    class Meta:
        model = GroupSupport

    def get_queryset(self):
        return super().get_queryset().select_related("partner")

    def order(self):
        return ["village_code", "group", "on", "pk"]

    def link_further(self, instance, cells):
        if "partner" not in cells:
            return
        name = cells["partner"]
        instance.partner = self._partner_named(instance.group, name) if name else None

    def _partner_named(self, group, name: str) -> Partner:
        if not hasattr(self, "_partners"):
            self._partners = {}
            for partner in Partner.objects.visible_to(self.user):
                self._partners.setdefault(partner.full_name, []).append(partner)
        near = (group.village_code[:4], group.village_code[:6])
        found = [partner for partner in self._partners.get(name, []) if partner.area_id in near]
        if len(found) != 1:
            many = f"ทะเบียนภาคีมีชื่อ “{name}” มากกว่าหนึ่งราย ให้เว้นว่างแล้วเลือกที่หน้ากลุ่ม"
            raise ValidationError({"partner": many if found else f"ไม่มีชื่อ “{name}” ในทะเบียนภาคีของอำเภอนี้"})
        return found[0]

    def refuse(self, line):
        not_after(line.instance.on, self.today, "on")

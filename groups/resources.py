"""Sheets of groups, their members and their ledger."""

from django.core.exceptions import ValidationError

from groups.actions import add_member, post_fund
from groups.models import FundEntry, FundKind, Group, Membership
from households.models import Enrolment
from samma.accounts.resources import RecordedResource
from samma.resources import Column, of
from samma.resources.reading import Money, Text, Whole
from trainers.resources import PersonReading
from villages.resources import occupation_column, village_column, year_column


class GroupResource(RecordedResource):
    village = village_column()
    name = of(Group, "name", key=True, example="กลุ่มทอผ้าตัวอย่าง")
    year = year_column(key=False)
    occupation = occupation_column("อาชีพหรือประเภทอาชีพ", "occupation", needed=True)
    origin = of(Group, "origin", example="จัดตั้งในโครงการ")
    founded = of(Group, "founded", example="01/05/2560")
    address = of(Group, "address")
    note = of(Group, "note")
    registered_on = of(Group, "registered_on", head="ขึ้นทะเบียนเมื่อ (ดูอย่างเดียว)", readonly=True)

    class Meta:
        model = Group

    def get_queryset(self):
        return super().get_queryset().select_related("village", "year", "occupation__parent")

    def order(self):
        return ["village_code", "sort_key", "pk"]


class InGroup(RecordedResource):
    """Rows that hang on a group, named by its village and its name."""

    village = village_column("group__village", part=True)
    group = Column("ชื่อกลุ่ม", "group__name", Text(), key=True, needed=True, part=True, example="กลุ่มทอผ้าตัวอย่าง")

    def get_queryset(self):
        return super().get_queryset().select_related("group__village")

    def link(self, instance, cells, wrong):
        village, name = cells.get("village"), cells.get("group")
        if village is None or not name:
            return
        if not hasattr(self, "_groups"):
            groups = self.within(Group.objects.visible_to(self.user)).select_related("village")
            self._groups = {(g.village_id, g.name): g for g in groups}
        group = self._groups.get((village.pk, name))
        if group is None:
            raise ValidationError({"group": f"ไม่มีกลุ่ม “{name}” ใน{village}"})
        instance.group = group
        self.link_further(instance, cells)

    def link_further(self, instance, cells) -> None:
        """For what else a row names beside its group."""


class MembershipResource(InGroup):
    """A member is a household by year and number, or anybody else by name."""

    blamed = {"enrolment": "number"}

    year = year_column("enrolment__target_village__year", needed=False, part=True)
    number = Column(
        "ลำดับที่ครัวเรือน",
        "enrolment__number",
        Whole(),
        key=True,
        part=True,
        example=1,
        note="ลำดับที่ในทะเบียนครัวเรือนเป้าหมายของปีนั้น เว้นว่างเมื่อเป็นบุคคลอื่น",
    )
    head = Column("หัวหน้าครัวเรือน (ดูอย่างเดียว)", "enrolment__household__full_name", PersonReading(), readonly=True)
    person = of(Membership, "person", key=True)
    joined = of(Membership, "joined", key=True, example="01/05/2560")
    left = of(Membership, "left")
    note = of(Membership, "note")

    class Meta:
        model = Membership

    def get_queryset(self):
        paths = ("enrolment__household", "enrolment__target_village__year")
        return super().get_queryset().select_related(*paths)

    def order(self):
        return ["village_code", "group", "joined", "pk"]

    def link_further(self, instance, cells):
        year, number = cells.get("year"), cells.get("number")
        if number is None or not instance._state.adding:
            return
        if year is None:
            raise ValidationError({"year": "ใส่ปีงบประมาณของทะเบียนครัวเรือนด้วย"})
        if not hasattr(self, "_enrolments"):
            rows = self.within(Enrolment.objects.visible_to(self.user)).select_related("household", "target_village")
            self._enrolments = {(e.village_code, e.target_village.year_id, e.number): e for e in rows}
        found = self._enrolments.get((instance.group.village_code, year.pk, number))
        if found is None:
            raise ValidationError({"number": f"ไม่มีครัวเรือนลำดับที่ {number} ในทะเบียนปี {year}"})
        instance.enrolment = found

    def save_row(self, instance, cells, *, is_new):
        if not is_new or instance.left is not None:  # what is past is written as it was
            super().save_row(instance, cells, is_new=is_new)
            return
        add_member(
            instance.group,
            joined=instance.joined,
            by=self.user,
            today=self.today,
            enrolment=instance.enrolment,
            person=instance.person,
            reason=instance.note,
        )


class FundEntryResource(InGroup):
    """The ledger: a file adds entries and never changes one. The whole row is its key."""

    changes_rows = False
    on = of(FundEntry, "on", key=True, example="01/06/2560")
    kind = of(FundEntry, "kind", key=True, example="ค่าหุ้น")
    amount = of(FundEntry, "amount", key=True, reading=Money(signed=True), example=500, note="รายจ่ายใส่ตามบิล ระบบหักให้")
    item = of(FundEntry, "item", key=True, example="ค่าหุ้นสมาชิก 5 คน")
    value = of(FundEntry, "value", key=True, reading=Money(signed=True))

    class Meta:
        model = FundEntry

    def order(self):
        return ["village_code", "group", "pk"]  # as it was entered: the balance never fell below nothing on the way

    def read(self, row, result):
        cells, wrong = super().read(row, result)
        if cells.get("kind") == FundKind.EXPENSE and cells.get("amount") is not None:
            cells["amount"] = -abs(cells["amount"])
        if "amount" in cells and cells["amount"] is None:
            cells["amount"] = self._meta.model._meta.get_field("amount").get_default()
        return cells, wrong

    def link_further(self, instance, cells):
        """A counter-entry finds the entry it takes back by its item and its opposite amounts."""
        if cells.get("kind") != FundKind.CORRECTION or not instance._state.adding or "amount" not in cells:
            return
        value = cells.get("value")
        opposite = FundEntry.objects.filter(
            group=instance.group, amount=-cells["amount"], value=None if value is None else -value, corrections=None
        ).exclude(kind=FundKind.CORRECTION)
        item = cells.get("item") or ""
        instance.corrects = next((entry for entry in opposite.order_by("pk") if item.endswith(entry.item)), None)
        if instance.corrects is None:
            raise ValidationError({"kind": "ไม่พบรายการที่จะแก้ไข: การแก้ไขทำที่ปุ่มของรายการที่ผิด"})

    def save_row(self, instance, cells, *, is_new):
        if instance.kind == FundKind.CORRECTION:
            super().save_row(instance, cells, is_new=is_new)
            return
        post_fund(
            instance.group,
            on=instance.on,
            kind=instance.kind,
            item=instance.item,
            by=self.user,
            today=self.today,
            amount=abs(instance.amount),
            value=instance.value,
        )

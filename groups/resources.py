"""Sheets of groups, their members and their ledger."""

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property

from groups.books import FundBook, MemberBook, not_after
from groups.models import PAID_OUT, FundEntry, FundKind, Group, Membership
from households.models import Enrolment
from samma.accounts.events import record_all
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
            groups = self.within(Group.objects.visible_to(self.user)).select_related("village", "occupation")
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
    left_reason = of(Membership, "left_reason")
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
            paths = ("household", "target_village", "occupation")
            rows = self.within(Enrolment.objects.visible_to(self.user)).select_related(*paths)
            self._enrolments = {(e.village_code, e.target_village.year_id, e.number): e for e in rows}
        found = self._enrolments.get((instance.group.village_code, year.pk, number))
        if found is None:
            raise ValidationError({"number": f"ไม่มีครัวเรือนลำดับที่ {number} ในทะเบียนปี {year}"})
        instance.enrolment = found

    def gather(self, lines):
        new = [line.instance for line in lines if line.is_new and line.instance.group_id]
        enrolments = {row.enrolment_id for row in new} - {None}
        self._book = MemberBook({row.group_id for row in new}, enrolments)
        for row in self._joined:  # in a dry run nothing of the file is in the database
            self._book.add(row)

    def before_import(self, dataset, **kwargs):
        super().before_import(dataset, **kwargs)
        self._joined = []

    def judge(self, line):
        super().judge(line)
        if line.wrong or not line.is_new or line.instance.left is not None:  # what is past is written as it was
            return
        try:
            not_after(line.instance.joined, self.today, "joined")
            self._book.refuse(line.instance)
        except ValidationError as error:
            self.blame(line, error)

    def accept(self, line):
        super().accept(line)
        self._book.add(line.instance)
        self._joined.append(line.instance)

    def write(self, lines):
        written = super().write(lines)
        new = [line.instance for line in lines if line.is_new and line.instance.left is None]
        record_all("add_member", new, by=self.user, detail_of=lambda row: {"group": row.group_id})
        return written


class FundEntryResource(InGroup):
    """The ledger: a file adds entries and never changes one. The whole row is its key."""

    changes_rows = False
    on = of(FundEntry, "on", key=True, example="01/06/2560")
    kind = of(FundEntry, "kind", key=True, example="ค่าหุ้น")
    amount = of(FundEntry, "amount", key=True, reading=Money(signed=True), example=500, note="รายจ่ายใส่ตามบิล ระบบหักให้")
    item = of(FundEntry, "item", key=True, example="ค่าหุ้นสมาชิก 5 คน")
    value = of(FundEntry, "value", key=True, reading=Money(signed=True))
    member = Column("สมาชิก", "member__name", Text(), key=True, part=True, note="ชื่อสมาชิกที่จ่ายหรือรับเงินนี้ ถ้ามี")
    shares = of(FundEntry, "shares", key=True, note="เฉพาะค่าหุ้นและคืนค่าหุ้นของสมาชิกคนหนึ่ง")

    class Meta:
        model = FundEntry

    def get_queryset(self):
        return super().get_queryset().select_related("member__enrolment__household")

    def order(self):
        return ["village_code", "group", "pk"]  # as it was entered: the balance never fell below nothing on the way

    def mend(self, cells):
        if cells.get("kind") in PAID_OUT:
            for name in ("amount", "shares"):
                if cells.get(name) is not None:
                    cells[name] = -abs(cells[name])
        if "amount" in cells and cells["amount"] is None:
            cells["amount"] = self._meta.model._meta.get_field("amount").get_default()

    def link_further(self, instance, cells):
        """The member by name; a counter-entry finds the entry it takes back by its item and its opposite amounts."""
        if cells.get("member") and instance._state.adding:
            instance.member = self._member(instance.group, cells["member"])
        if cells.get("kind") != FundKind.CORRECTION or not instance._state.adding or "amount" not in cells:
            return
        value = cells.get("value")
        asked = (instance.group.pk, -cells["amount"], None if value is None else -value)
        waiting, item = self.correctable.get(asked, []), cells.get("item") or ""
        instance.corrects = next((entry for entry in waiting if item.endswith(entry.item)), None)
        if instance.corrects is None:
            raise ValidationError({"kind": "ไม่พบรายการที่จะแก้ไข: การแก้ไขทำที่ปุ่มของรายการที่ผิด"})
        waiting.remove(instance.corrects)

    def _member(self, group, name):
        found = self._names.get((group.pk, name), [])
        if len(found) != 1:
            many = f"มีสมาชิกชื่อ “{name}” มากกว่าหนึ่งราย ให้ลงรายการนี้ที่หน้ากลุ่ม"
            raise ValidationError({"member": many if found else f"ไม่มีสมาชิกชื่อ “{name}” ในกลุ่มนี้"})
        return found[0]

    @cached_property
    def _names(self) -> dict[tuple, list[Membership]]:
        """Members of today and of former days by group and name; whoever joined twice is the later one."""
        rows = self.within(Membership.objects.visible_to(self.user)).select_related("enrolment__household")
        latest = {(row.group_id, row.enrolment_id or row.person): row for row in rows.order_by("joined", "pk")}
        found = {}
        for row in latest.values():
            found.setdefault((row.group_id, row.name), []).append(row)
        return found

    @cached_property
    def correctable(self) -> dict[tuple, list[FundEntry]]:
        """Entries that no other has taken back, by group and amounts, those of the file's rows so far among them."""
        found = {}
        rows = self.within(FundEntry.objects.visible_to(self.user)).filter(corrections=None)
        for entry in rows.exclude(kind=FundKind.CORRECTION).order_by("pk"):
            found.setdefault((entry.group_id, entry.amount, entry.value), []).append(entry)
        return found

    def apply(self, line):
        super().apply(line)
        entry = line.instance
        if line.is_new and not line.wrong and entry.kind != FundKind.CORRECTION:
            self.correctable.setdefault((entry.group_id, entry.amount, entry.value), []).append(entry)

    def gather(self, lines):
        self._book.read({line.instance.group_id for line in lines} - {None})

    def before_import(self, dataset, **kwargs):
        super().before_import(dataset, **kwargs)
        self._book = FundBook()

    def judge(self, line):
        super().judge(line)
        entry = line.instance
        if line.wrong or not line.is_new or entry.kind == FundKind.CORRECTION:
            return
        try:
            not_after(entry.on, self.today, "on")
            self._book.signed(entry.group_id, entry.kind, abs(entry.amount), entry.value, on=entry.on)
        except ValidationError as error:
            self.blame(line, error)

    def accept(self, line):
        super().accept(line)
        self._book.post(line.instance)

    def write(self, lines):
        written = super().write(lines)
        posted = [line.instance for line in lines if line.instance.kind != FundKind.CORRECTION]
        record_all("post_fund", posted, by=self.user, detail_of=lambda entry: {"group": entry.group_id})
        return written

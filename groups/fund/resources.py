"""The sheet of the ledger: a file adds entries and never changes one."""

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.functional import cached_property

from groups.actions import UNDONE, correct_fund
from groups.books import FundBook, not_after
from groups.models import PAID_OUT, FundEntry, FundKind, Group
from groups.resources import InGroup
from samma.accounts.events import record_all
from samma.resources import Column, of
from samma.resources.reading import Money, Text, Whole


class SignedWhole(Whole):
    """A count of shares: -5 when they were given back."""

    def read(self, text, **kwargs):
        text = text.strip()
        count = super().read(text.removeprefix("-"), **kwargs)
        return -count if count is not None and text.startswith("-") else count


class FundEntryResource(InGroup):
    """The ledger: a file adds entries and never changes one. The whole row is its key."""

    changes_rows = False
    on = of(FundEntry, "on", key=True, example="01/06/2560")
    kind = of(FundEntry, "kind", key=True, example="ค่าหุ้น")
    amount = of(FundEntry, "amount", key=True, reading=Money(signed=True), example=500, note="รายจ่ายใส่ตามบิล ระบบหักให้")
    item = of(FundEntry, "item", key=True, example="ค่าหุ้นสมาชิก 5 คน")
    value = of(FundEntry, "value", key=True, reading=Money(signed=True))
    member = Column("สมาชิก", "member__name", Text(), part=True, note="ชื่อสมาชิกที่จ่ายหรือรับเงินนี้ ถ้ามี")
    shares = of(FundEntry, "shares", reading=SignedWhole(), note="เฉพาะค่าหุ้นและคืนค่าหุ้นของสมาชิกคนหนึ่ง")

    class Meta:
        model = FundEntry

    def get_queryset(self):
        """Without what an import brought that was taken back: the file, mended, brings it again."""
        undone = Q(corrections__item__startswith=UNDONE) | Q(kind=FundKind.CORRECTION, item__startswith=UNDONE)
        return super().get_queryset().exclude(undone).select_related("member__enrolment__household")

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
            instance.member = self.member_named(instance.group, cells["member"])
        if cells.get("kind") != FundKind.CORRECTION or not instance._state.adding or "amount" not in cells:
            return
        value = cells.get("value")
        asked = (instance.group.pk, -cells["amount"], None if value is None else -value)
        waiting, item = self.correctable.get(asked, []), cells.get("item") or ""
        instance.corrects = next((entry for entry in waiting if item.endswith(entry.item)), None)
        if instance.corrects is None:
            raise ValidationError({"kind": "ไม่พบรายการที่จะแก้ไข: การแก้ไขทำที่ปุ่มของรายการที่ผิด"})
        waiting.remove(instance.corrects)

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
        groups = {line.instance.group_id for line in lines} - {None}
        # Held until the import is over, as a page holds the one group it posts to.
        list(Group.objects.select_for_update(of=("self",)).filter(pk__in=groups).order_by("pk").values("pk"))
        self._book.read(groups)

    def before_import(self, dataset, **kwargs):
        super().before_import(dataset, **kwargs)
        self._book = FundBook()

    def refuse(self, line):
        entry = line.instance
        if not line.is_new or entry.kind == FundKind.CORRECTION:
            return
        not_after(entry.on, self.today, "on")
        self._book.signed(entry.group_id, entry.kind, abs(entry.amount), entry.value, on=entry.on)

    def accept(self, line):
        super().accept(line)
        self._book.post(line.instance)

    def write(self, lines):
        written = super().write(lines)
        posted = [line.instance for line in lines if line.instance.kind != FundKind.CORRECTION]
        record_all("post_fund", posted, by=self.user, detail_of=lambda entry: {"group": entry.group_id})
        return written

    def take_back(self, rows, *, by):
        """An import that is undone: each entry is taken back by its counter-entry, and both stay to be read."""
        for entry in rows:
            correct_fund(entry, by=by, today=self.today, words=UNDONE)

"""The rules of members and of the fund, asked of what was read once: by a page for one row, by a sheet for a thousand."""

import datetime
from collections.abc import Iterable
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db.models import Max, Sum

from groups.models import PAID_OUT, FundClosing, FundEntry, FundKind, Membership, Origin
from groups.standing import type_of
from households.models import Enrolment
from samma.thai import money, thai_date

DISTRICT, TAMBON = 4, 6  # digits of a district and a tambon in a village's code


def not_after(day: datetime.date, today: datetime.date, field: str) -> None:
    """Refuse a day that has not come yet."""
    if day > today:
        raise ValidationError({field: "วันที่ต้องไม่อยู่ในอนาคต"})


class MemberBook:
    """Who belongs to some groups today, and which of some households are trained."""

    def __init__(self, groups: Iterable[int], enrolments: Iterable[int]) -> None:
        current = Membership.objects.current().filter(group__in=list(groups), enrolment__isnull=False)
        self.households = set(current.values_list("group_id", "enrolment__household_id"))
        self.trained = set(Enrolment.objects.trained().filter(pk__in=list(enrolments)).values_list("pk", flat=True))

    def refuse(self, new: Membership) -> None:
        """Judge a household that wants to join now. Raises ValidationError in Thai. Another occupation is asked about."""
        group, enrolment = new.group, new.enrolment
        if enrolment is None:
            return
        self._refuse_stranger(group, enrolment)
        if group.origin == Origin.PROGRAMME:
            if enrolment.pk not in self.trained:
                raise ValidationError(
                    {
                        "enrolment": f"ครัวเรือนของ{enrolment.person} ยังไม่ผ่านการฝึกอบรม ให้บันทึกวันอบรมให้ครบหรือรับรองว่าผ่านแล้ว"
                        "ที่หน้าครัวเรือนก่อน หรือเพิ่มเป็นบุคคลอื่นโดยพิมพ์ชื่อ"
                    }
                )
            _ask_other_occupation(group, enrolment, new.note)
        _ask_other_village(group, enrolment, new.note)

    def add(self, row: Membership) -> None:
        """A household that has joined."""
        if row.enrolment_id and row.left is None:
            self.households.add((row.group_id, row.enrolment.household_id))

    def _refuse_stranger(self, group, enrolment) -> None:
        if enrolment.village_code[:TAMBON] != group.village_code[:TAMBON]:
            raise ValidationError({"enrolment": f"{enrolment.person} อยู่ต่างตำบล ให้เพิ่มเป็นบุคคลอื่นโดยพิมพ์ชื่อ"})
        if enrolment.left_on:
            raise ValidationError(
                {"enrolment": f"ครัวเรือนของ{enrolment.person} ออกจากโครงการแล้ว ให้เพิ่มเป็นบุคคลอื่นโดยพิมพ์ชื่อ"}
            )
        if (group.pk, enrolment.household_id) in self.households:
            raise ValidationError({"enrolment": "ครัวเรือนนี้เป็นสมาชิกกลุ่มอยู่แล้ว"})


def _ask_other_occupation(group, enrolment, reason: str) -> None:
    chosen = enrolment.occupation
    if reason or (chosen and type_of(chosen) == type_of(group.occupation)):
        return
    has = f"เลือกอาชีพ{chosen}" if chosen else "ยังไม่ได้เลือกอาชีพ"
    raise ValidationError(
        {"reason": f"ครัวเรือนของ{enrolment.person} {has} ต่างจาก{group.occupation}ของกลุ่ม ถ้าจะรับเป็นสมาชิก โปรดบอกเหตุผล"}
    )


def _ask_other_village(group, enrolment, reason: str) -> None:
    """A household of a neighbouring village may complete a group; why is written down."""
    if reason or enrolment.village_code == group.village_code:
        return
    raise ValidationError(
        {"reason": f"ครัวเรือนของ{enrolment.person} อยู่ต่างหมู่บ้านในตำบลเดียวกัน ถ้าจะรับเป็นสมาชิก โปรดบอกเหตุผล"}
    )


class FundBook:
    """What is in the funds of some groups, and what was posted since."""

    def __init__(self, groups: Iterable[int] = ()) -> None:
        self.balance: dict[int, Decimal] = {}
        self.closed: dict[int, datetime.date] = {}  # the last day of the latest month closed
        self.read(groups)

    def read(self, groups: Iterable[int]) -> None:
        """Open the book at these groups too; what is known of a group stays."""
        new = set(groups) - set(self.balance)
        if new:
            self.balance |= dict.fromkeys(new, Decimal(0))
            entries = FundEntry.objects.filter(group__in=new).order_by().values("group")
            self.balance |= dict(entries.annotate(total=Sum("amount")).values_list("group", "total"))
            closings = FundClosing.objects.filter(group__in=new).order_by().values("group")
            self.closed |= dict(closings.annotate(last=Max("through")).values_list("group", "last"))

    def refuse_closed(self, group: int, on: datetime.date) -> None:
        """Nothing goes into a month whose book the meeting has seen."""
        closed = self.closed.get(group)
        if closed and on <= closed:
            raise ValidationError(
                {"on": f"บัญชีปิดถึงวันที่ {thai_date(closed)} แล้ว ให้ลงในเดือนที่ยังไม่ปิด และบอกวันที่จริงไว้ในช่องรายการ"}
            )

    def signed(self, group: int, kind: str, amount: Decimal, value: Decimal | None, *, on: datetime.date) -> Decimal:
        """The amount of a new entry as the ledger holds it; it comes as it stands on paper, without a sign.

        Raises ValidationError in Thai: the wrong kind of amount, a month that is closed, or more than is there.
        """
        self.refuse_closed(group, on)
        _refuse_amounts(kind, amount, value)
        if kind in PAID_OUT:
            balance = self.balance[group]
            if amount > balance:
                raise ValidationError(
                    {"amount": f"เงินกองทุนมี {money(balance)} บาท จ่ายเกินกว่านี้ไม่ได้ ถ้ามีรายรับที่ยังไม่ได้ลง ให้ลงก่อน"}
                )
            return -amount
        return amount

    def post(self, entry: FundEntry) -> None:
        """An entry that stands now."""
        self.balance[entry.group_id] += entry.amount


def _refuse_amounts(kind: str, amount: Decimal, value: Decimal | None) -> None:
    if value is not None and value < 0:
        raise ValidationError({"value": "มูลค่าต้องไม่ติดลบ"})
    if kind == FundKind.CORRECTION:
        raise ValidationError({"kind": "รายการที่ลงผิดแก้ด้วย “กลับรายการ” ที่รายการนั้น"})
    if kind == FundKind.TOOL:
        if amount:
            raise ValidationError({"amount": "เครื่องมือและวัสดุใส่ที่ช่องมูลค่าสิ่งของ ช่องจำนวนเงินให้ว่างไว้"})
    elif kind == FundKind.SUPPORT and not amount:
        if not value:
            raise ValidationError({"amount": "ใส่จำนวนเงิน หรือมูลค่าสิ่งของที่ได้รับ"})
    elif amount <= 0:
        raise ValidationError({"amount": "ใส่จำนวนเงินที่มากกว่า 0"})

"""What the yearly evaluation of a group asks: its year has begun, and what the rows of that year say beside the evaluators' words."""

import datetime
from dataclasses import dataclass, field
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db.models import Sum
from django.urls import reverse

from groups.books import not_after
from groups.models import Group
from samma.thai import fiscal_range, fiscal_year, money, number, thai_date

OURS = "ถ้อยคำของผลประเมินใช้ภายในระบบเพื่อติดตามงาน ไม่ใช่เกณฑ์ของทางราชการ"
MONTHS_OF_YEAR = 12


def last_finished(today: datetime.date) -> int:
    """The latest fiscal year that is over."""
    return fiscal_year(today) - 1


def refuse_early(year: int, on: datetime.date, today: datetime.date) -> None:
    """A year is evaluated once it has begun, on a day that has come."""
    not_after(on, today, "on")
    first = fiscal_range(year)[0]
    if on < first:
        raise ValidationError({"on": f"ปีงบประมาณ {year} เริ่มวันที่ {thai_date(first)} วันที่ประเมินต้องไม่อยู่ก่อนนั้น"})


def usual_year(group: Group, today: datetime.date) -> int:
    """The last year that is over, unless the group began after it or it has been evaluated."""
    over = last_finished(today)
    began = group.founded or group.registered_on
    is_younger = began is not None and fiscal_year(began) > over
    return over + (is_younger or any(one.fiscal_year == over for one in group.evaluations.all()))


@dataclass(frozen=True)
class YearFacts:
    """What was written down of a group in one fiscal year."""

    meetings: int = 0
    last_meeting: datetime.date | None = None
    months_closed: int = 0
    entries: int = 0
    balance: Decimal = Decimal(0)  # at the end of the year, or today
    sold: Decimal = Decimal(0)
    markets: list[str] = field(default_factory=list)
    activities: int = 0
    trainings: int = 0

    @property
    def of_meetings(self) -> str:
        if not self.meetings:
            return "ไม่มีบันทึกการประชุมในปีนี้"
        return f"ประชุม {number(self.meetings)} ครั้ง ล่าสุด {thai_date(self.last_meeting)}"

    @property
    def of_accounts(self) -> str:
        if not self.entries and not self.months_closed:
            return "ไม่มีรายการบัญชีกองทุนในปีนี้"
        closed = f"ปิดบัญชี {self.months_closed} จาก {MONTHS_OF_YEAR} เดือน"
        return f"ลงบัญชี {number(self.entries)} รายการ {closed} เงินคงเหลือ {money(self.balance)} บาท"

    @property
    def of_market(self) -> str:
        sold = f"ยอดขาย {money(self.sold)} บาท" if self.sold else "ไม่มีบันทึกยอดขายในปีนี้"
        return f"{sold} ตลาดและงาน {len(self.markets)} แห่ง: {', '.join(self.markets)}" if self.markets else sold

    @property
    def went_well(self) -> str:
        """What the rows show, to begin from."""
        found = [
            (self.meetings, f"ประชุมกลุ่ม {number(self.meetings)} ครั้ง"),
            (self.activities, f"ทำกิจกรรมร่วมกัน {number(self.activities)} ครั้ง"),
            (self.months_closed, f"ปิดบัญชี {self.months_closed} เดือน"),
            (self.sold, f"ขายได้ {money(self.sold)} บาท"),
            (self.trainings, f"กรรมการเข้าอบรม {number(self.trainings)} เรื่อง"),
        ]
        return "\n".join(words for has, words in found if has)

    @property
    def to_improve(self) -> str:
        """What the rows do not show, to begin from."""
        left = [
            (self.meetings, "ประชุมกลุ่มและบันทึกการประชุม"),
            (self.months_closed >= MONTHS_OF_YEAR, "ปิดบัญชีให้ครบทุกเดือน"),
            (self.sold, "บันทึกยอดขายทุกเดือน"),
            (self.markets, "หาตลาดรองรับ"),
            (self.trainings, "ส่งกรรมการเข้าอบรม"),
        ]
        return "\n".join(words for has, words in left if not has)


def rows_behind(group: Group) -> dict[str, str]:
    """Where the rows stand that the facts count, by what is evaluated."""
    page = reverse("group-detail", args=[group.pk])
    return {
        "meetings": f"{page}#meeting",
        "accounts": f"{page}?whole=fund#fund",
        "market": reverse("sale-group", args=[group.pk]),
    }


def facts_of(group: Group, year: int, today: datetime.date) -> YearFacts:
    """Read from the rows each time: eight queries."""
    first, past = fiscal_range(year)
    within = {"on__gte": first, "on__lt": past}
    meetings = group.meetings.filter(**within).order_by("-on")
    days = list(meetings.values_list("on", flat=True))
    begun = min(past, today + datetime.timedelta(days=1))
    there = group.markets.open_since(first - datetime.timedelta(days=1)).exclude(started__gte=begun)
    until = group.fund.filter(on__lt=past, on__lte=today)
    return YearFacts(
        meetings=len(days),
        last_meeting=days[0] if days else None,
        months_closed=group.closings.filter(through__gte=first, through__lt=past).count(),
        entries=group.fund.filter(**within).count(),
        balance=until.aggregate(total=Sum("amount"))["total"] or Decimal(0),
        sold=group.sales.between(first, past).total(),
        markets=list(there.values_list("name", flat=True)),
        activities=group.activities.filter(**within).count(),
        trainings=group.trainings.filter(**within).count(),
    )

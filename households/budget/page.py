"""The reckoning of a village as figures, tables and sentences; every number opens the list behind it."""

from collections.abc import Sequence
from decimal import Decimal

from django.urls import reverse

from households.budget.facts import USUAL_SHARE, Fault, Reckoning
from households.budget.faults import baht
from households.budget.lists import IN_KIND, list_url
from households.livelihood.paper import PaperTable
from households.models import BudgetLine, ContributionKind
from samma import thai
from samma.figures import HERE, RATIO, REST, ROW, TYPED

NO_BUDGET, NOTHING = "ยังไม่ตั้งงบ", "–"
RULE = "ค่าใช้จ่ายของกิจกรรมนับครั้งเดียว: รายการจ่ายที่เลือกกิจกรรมไว้นับตามรายการจ่าย ส่วนที่กิจกรรมบันทึกไว้เกินกว่านั้นนับเป็น “ยังไม่ระบุรายการงบ”"
HINT = f"เจ้าหน้าที่เสนอให้ชุมชนร่วมสมทบทั้งเงินและไม่ใช่เงินประมาณร้อยละ {USUAL_SHARE} ของงบประมาณโครงการ เป็นข้อเสนอ ไม่ใช่ข้อบังคับ"


def figures(known: Reckoning, target) -> list[dict]:
    """The four sums at the head."""
    planned = known.planned
    share = known.share
    return [
        {
            "label": "งบที่ตั้งไว้",
            "value": NO_BUDGET if planned is None else baht(planned),
            "unit": "บาท",
            "url": "#lines",
        },
        {
            "label": "ใช้จ่ายแล้ว",
            "value": baht(known.spent),
            "unit": "บาท",
            "note": f"ยังไม่ระบุรายการงบ {baht(known.loose)} บาท" if known.loose else "",
            "note_url": "#activities",
            "url": "#activities" if known.loose else list_url("payment-list", target),
        },
        {
            "label": "คงเหลือ",
            "value": NOTHING if known.left is None else baht(known.left),
            "unit": "บาท",
            "tone": "warn" if known.left is not None and known.left < 0 else "",
            "why": REST,
        },
        {
            "label": "ส่วนสมทบของชุมชน",
            "value": baht(share.total),
            "unit": "บาท",
            "note": f"ร้อยละ {share.percent} ของงบที่ตั้งไว้" if share.percent is not None else "ยังไม่มีงบให้เทียบ",
            "note_why": RATIO,
            "url": list_url("contribution-list", target),
        },
    ]


def fault_links(faults: Sequence[Fault], target, may_write: bool) -> list[dict]:
    """Each sentence with the page on which it is mended, for a reader that on which it is seen."""
    return [{"text": fault.sentence, "url": _fault_url(fault, target, may_write)} for fault in faults]


def _fault_url(fault: Fault, target, may_write: bool) -> str:
    if fault.topic == "line":
        return list_url("payment-list", target, line=fault.row)
    if fault.topic == "activity" and not may_write:
        return list_url("payment-list", target, activity=fault.row)
    if fault.topic == "activity":
        return f"{reverse('payment-grid', args=[target.pk])}?activity={fault.row}"
    if fault.topic == "material":
        return list_url("material-list", target, q=fault.words)
    if fault.topic == "unsigned":
        return list_url("material-list", target, lacks="signed")
    if fault.topic == "unreceived":
        return list_url("material-list", target, lacks="received_on")
    if fault.topic == "contributions":
        return list_url("contribution-list", target)
    return reverse("budget-grid", args=[target.pk]) if may_write else "#lines"


# --- tables -----------------------------------------------------------------------------------------------------------
def _columns(first: str, *numbers: str | tuple[str, str]) -> list[dict]:
    """Words first, numbers after; one that stands for no rows comes with its reason."""
    told = [(one, "") if isinstance(one, str) else one for one in numbers]
    return [{"label": first}, *({"label": label, "align": "end", "why": why} for label, why in told)]


def lines_table(known: Reckoning, target, sources: dict[int, BudgetLine]) -> PaperTable:
    rows = [
        {
            "key": one.line.pk,
            "cells": [
                {
                    "text": one.line.name,
                    "note": f"{sources[one.line.pk].get_category_display()} · {sources[one.line.pk].get_source_display()}",
                },
                {"text": baht(one.line.planned)},
                {"text": baht(one.paid), "url": list_url("payment-list", target, line=one.line.pk)},
                {"text": baht(one.left)},
                {"text": percent_of(one.paid, one.line.planned)},
            ],
        }
        for one in known.lines
    ]
    if known.loose:
        rows.append(
            {
                "key": "loose",
                "cells": [
                    {"text": "ยังไม่ระบุรายการงบ", "note": "ค่าใช้จ่ายที่บันทึกในกิจกรรม"},
                    {"text": NOTHING},
                    {"text": baht(known.loose), "url": "#activities"},
                    {"text": baht(-known.loose)},
                    {"text": NOTHING},
                ],
            }
        )
    if rows:
        rows.append(
            {
                "key": "total",
                "cells": [
                    {"text": "รวม"},
                    {"text": NO_BUDGET if known.planned is None else baht(known.planned), "why": HERE},
                    {
                        "text": baht(known.spent),
                        "url": "#activities" if known.loose else list_url("payment-list", target),
                    },
                    {"text": NOTHING if known.left is None else baht(known.left)},
                    {"text": percent_of(known.spent, known.planned)},
                ],
            }
        )
    columns = _columns("รายการงบประมาณ", ("ตั้งไว้ (บาท)", ROW), "ใช้แล้ว (บาท)", ("คงเหลือ (บาท)", REST), ("ร้อยละ", RATIO))
    return PaperTable("งบประมาณตามรายการ", columns, rows)


def activities_table(known: Reckoning, target, may_write: bool) -> PaperTable:
    loose_url = f"{reverse('payment-grid', args=[target.pk])}?activity=" if may_write else ""
    rows = [
        {
            "key": one.activity.pk,
            "url": reverse("activity-edit", args=[one.activity.pk]) if may_write else "",
            "cells": [
                {"text": one.activity.name},
                {"text": NOTHING if one.activity.spent is None else baht(one.activity.spent)},
                {"text": baht(one.paid), "url": list_url("payment-list", target, activity=one.activity.pk)},
                {
                    "text": baht(one.loose),
                    "url": f"{loose_url}{one.activity.pk}" if one.loose and loose_url else "",
                },
                {"text": baht(one.counted)},
            ],
        }
        for one in known.activities
    ]
    columns = _columns(
        "กิจกรรม",
        ("บันทึกในกิจกรรม (บาท)", TYPED),
        "รายการจ่าย (บาท)",
        ("ยังไม่ระบุรายการงบ (บาท)", REST),
        ("นับเป็นค่าใช้จ่าย (บาท)", REST),
    )
    return PaperTable("ค่าใช้จ่ายตามกิจกรรม", columns, rows)


def items_table(known: Reckoning, target) -> PaperTable:
    rows = [
        {
            "key": one.name,
            "cells": [
                {"text": one.name},
                _with_rows(
                    one.bought, f"{baht(one.cost)} บาท", list_url("payment-list", target, q=one.item, bought="yes")
                ),
                _with_rows(one.put_in, "", list_url("contribution-list", target, q=one.item)),
                _with_rows(
                    one.handed,
                    f"{one.households} รายการ · {baht(one.worth)} บาท",
                    list_url("material-list", target, q=one.item),
                ),
                {"text": thai.quantity(one.left), "why": REST},
            ],
        }
        for one in known.items
    ]
    return PaperTable("วัสดุที่ซื้อกับวัสดุที่แจก", _columns("วัสดุ (หน่วย)", "ซื้อ", "ชุมชนสมทบ", "แจกครัวเรือน", "ยังไม่ได้แจก"), rows)


def _with_rows(amount: Decimal, note: str, url: str) -> dict:
    """A quantity and what it cost; both open the rows that make them."""
    return {"text": thai.quantity(amount), "url": url if amount else "", "note": note, "note_url": url}


def share_table(known: Reckoning, target) -> PaperTable:
    share, planned = known.share, known.planned
    cash = list_url("contribution-list", target, kind=ContributionKind.CASH.value)
    rows = [
        _share_row("เงินสด", share.cash, planned, cash),
        _share_row(
            "แรงงาน วัสดุ และสิ่งที่ไม่ใช่เงิน", share.kind, planned, list_url("contribution-list", target, kind=IN_KIND)
        ),
        _share_row("รวม", share.total, planned, list_url("contribution-list", target)),
    ]
    return PaperTable("ส่วนสมทบของชุมชน", _columns("ประเภท", "มูลค่า (บาท)", ("ร้อยละของงบที่ตั้งไว้", RATIO)), rows)


def _share_row(label: str, value: Decimal, planned: Decimal | None, url: str) -> dict:
    cells = [{"text": label}, {"text": baht(value), "url": url}, {"text": percent_of(value, planned)}]
    return {"key": label, "cells": cells}


def percent_of(part: Decimal, whole: Decimal | None) -> str:
    """To one decimal; a dash where there is nothing to compare with."""
    return str((part * 100 / whole).quantize(Decimal("0.1"))) if whole else NOTHING


def tables(known: Reckoning, target, may_write: bool) -> list[PaperTable]:
    sources = {line.pk: line for line in target.budget_lines.all()}
    return [
        lines_table(known, target, sources),
        activities_table(known, target, may_write),
        items_table(known, target),
        share_table(known, target),
    ]

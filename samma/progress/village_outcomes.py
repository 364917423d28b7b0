"""Blocks of the village page for what comes of it: money and material, visits, groups, knowledge records."""

from django.urls import reverse

from groups.models import Origin
from households.budget.book import reckoning_of
from households.budget.faults import baht
from households.models import Visit
from households.visits.help import open_requests
from samma import thai
from samma.knowledge.models import KnowledgeRecord, State
from samma.progress import links
from samma.progress.numbers import FIVE
from samma.progress.village_block import Page, block, here, households, way
from villages.models import TargetVillage

RECORD_TONES = {
    State.DRAFT: "neutral",
    State.SUBMITTED: "wait",
    State.CHECKED: "wait",
    State.APPROVED: "ok",
    State.PUBLISHED: "ok",
}


def money_block(page: Page) -> dict:
    """Budget, payments and material of the village, and what of them does not add up yet."""
    target, known = page.target, reckoning_of(page.target)
    faults = len(known.faults)
    status = (
        ("ยังไม่ตั้งงบ", "neutral")
        if known.planned is None
        else (f"ยังไม่ตรง {faults}", "wait")
        if faults
        else ("ตรงกัน", "ok")
    )
    sums = reverse("budget-sums", args=[target.pk])
    facts = [
        ("งบที่ตั้งไว้", None if known.planned is None else f"{baht(known.planned)} บาท", f"{sums}#lines"),
        ("ใช้จ่ายแล้ว", f"{baht(known.spent)} บาท", reverse("payment-list", args=[target.pk])),
        ("ส่วนสมทบของชุมชน", f"{baht(known.share.total)} บาท", reverse("contribution-list", args=[target.pk])),
        ("วัสดุที่แจก", f"{sum(one.households for one in known.items)} รายการ", reverse("material-list", args=[target.pk])),
    ]
    ways = [
        way("สรุปกระทบยอด", sums, writes=False),
        way("ตั้งงบประมาณ", reverse("budget-grid", args=[target.pk])),
        way("บันทึกการแจกวัสดุ", f"{reverse('material-grid', args=[target.pk])}?give=1"),
    ]
    return block(page, "เงินและวัสดุ", status, sums, facts=facts, ways=ways)


def visit_block(page: Page) -> dict:
    numbers, target = page.numbers, page.target
    if not numbers.enrolled:
        return block(page, "เยี่ยมติดตาม", ("ยังไม่เริ่ม", "neutral"), empty="เริ่มเยี่ยมได้เมื่อมีครัวเรือนในทะเบียน")
    late = households(page, due="late")
    status = (f"เลยกำหนด {numbers.overdue}", "warn") if numbers.overdue else ("เป็นปัจจุบัน", "ok")
    meters = [
        {
            "label": "เยี่ยมแล้ว",
            "n": numbers.visited,
            "m": numbers.enrolled,
            "unit": "ครัวเรือน",
            "url": households(page, result="visited"),
        }
    ]
    facts = [
        ("จำนวนครั้งที่เยี่ยม", f"{thai.number(numbers.visits)} ครั้ง", here(page, "visit-list")),
        ("ยังไม่เคยเยี่ยม", f"{numbers.never_visited} ครัวเรือน", households(page, due="never")),
        ("เลยกำหนดเยี่ยม", f"{numbers.overdue} ครัวเรือน", late),
        _asked(target),
    ]
    ways = [
        way("บันทึกการเยี่ยม", reverse("visit-grid", args=[target.pk])),
        way("สมุดบันทึกการติดตาม", reverse("booklet-list", args=[target.pk]), writes=False),
    ]
    return block(page, "เยี่ยมติดตาม", status, late if numbers.overdue else "", meters=meters, facts=facts, ways=ways)


def _asked(target: TargetVillage) -> tuple:
    """The requests for help that wait, and the way to them."""
    waiting = open_requests(Visit.objects.filter(enrolment__target_village=target)).count()
    url = links.list_url("help-list", area=target.village_code) if waiting else None
    return ("ขอความช่วยเหลือ รอคำตอบ", f"{waiting} เรื่อง", url)


def group_block(page: Page) -> dict:
    numbers = page.numbers
    entries = []
    for group in [*numbers.groups, *numbers.existing]:
        missing = numbers.missing(group)
        word = "ครบ 5ก" if not missing else f"5ก {FIVE - len(missing)}/{FIVE}"
        entries.append(
            {
                "title": group.name + (" (กลุ่มเดิม)" if group.origin == Origin.EXISTING else ""),
                "url": reverse("group-detail", args=[group.pk]),
                "status": {"word": word, "tone": "wait" if missing else "ok"},
                "lines": missing,
            }
        )
    apart = f" · กลุ่มเดิม {len(numbers.existing)}" if numbers.existing else ""
    is_short = numbers.short_groups or numbers.short_existing or not numbers.groups
    status = (f"{len(numbers.groups)} กลุ่ม{apart}", "wait" if is_short else "ok") if entries else ("ยังไม่มีกลุ่ม", "neutral")
    empty = "" if numbers.groups else f"ครัวเรือนอาชีพเดียวกันตั้งแต่ {page.target.year.group_minimum} ครัวเรือนขึ้นไปรวมเป็นกลุ่มได้"
    ways = [way("จัดตั้งกลุ่มอาชีพ", links.group_new_url(page.target))]
    return block(
        page,
        "กลุ่มอาชีพ",
        status,
        here(page, "group-list", origin="programme") if numbers.groups else "",
        entries=entries,
        empty=empty,
        ways=ways,
    )


def record_block(page: Page) -> dict:
    records = list(KnowledgeRecord.objects.filter(target_village=page.target).order_by("sort_key", "pk"))
    entries = [
        {
            "title": record.title,
            "url": reverse("record-detail", args=[record.pk]),
            "status": {"word": record.get_state_display(), "tone": RECORD_TONES[record.state]},
        }
        for record in records
    ]
    status = (f"{len(entries)} เรื่อง", "ok" if page.numbers.finished else "wait") if entries else ("ยังไม่มี", "neutral")
    empty = "" if entries else "บันทึกสิ่งที่ทำได้ผลในหมู่บ้านนี้เป็นองค์ความรู้ แล้วส่งตรวจ"
    ways = [way("เขียนบันทึกองค์ความรู้", links.record_new_url(page.target))]
    target = page.target
    url = links.list_url("record-list", area=target.village_code, target_year=target.year_id) if entries else ""
    return block(page, "องค์ความรู้", status, url, entries=entries, empty=empty, ways=ways)

"""The page of one target village: where it stands, what is next, and a block for each part of the chain."""

from dataclasses import dataclass

from django.urls import reverse

from groups.models import Origin
from households.budget_book import reckoning_of
from households.enrolling import reason_for_more
from households.help import open_requests
from households.models import SupportVisit, Visit
from households.reckoning_faults import baht
from households.support_views import latest_of
from samma import thai
from samma.knowledge.models import KnowledgeRecord, State
from samma.progress import links
from samma.progress.demand_block import demand_parts
from samma.progress.numbers import FIVE, Numbers
from samma.progress.steps import GROUPS, HOUSEHOLDS, PHASES, TEAM, Step, next_step, steps_of
from trainers.models import SEAT_NAMES, SEATS
from trainers.vacancies import Seat, seats_of
from villages.models import Activity, ActivityKind, TargetVillage

RECORD_TONES = {
    State.DRAFT: "neutral",
    State.SUBMITTED: "wait",
    State.CHECKED: "wait",
    State.APPROVED: "ok",
    State.PUBLISHED: "ok",
}
EVENTS_SHOWN = 4


@dataclass(frozen=True)
class Page:
    """Everything the blocks are made from."""

    target: TargetVillage
    numbers: Numbers
    may_write: bool


def sections(page: Page) -> list[dict]:
    """The phases of the programme in order, each with its steps and blocks."""
    steps = steps_of(page.numbers)
    current = next_step(steps)
    blocks = {
        TEAM: [team_block(page), activity_block(page), support_block(page)],
        HOUSEHOLDS: [
            demand_block(page),
            household_block(page),
            training_block(page),
            money_block(page),
            visit_block(page),
        ],
        GROUPS: [group_block(page), record_block(page)],
    }
    return [
        {
            "title": phase,
            "steps": [_step_shown(page, step, current) for step in steps if step.phase == phase],
            "blocks": blocks[phase],
        }
        for phase in PHASES
    ]


def next_action(page: Page) -> dict:
    """The one primary button of the page, or nothing for a role that only reads and for a village that is through."""
    step = next_step(steps_of(page.numbers))
    if step is None or not page.may_write:
        return {}
    url = links.step_url(step.key, page.target, page.numbers)
    return {"action_label": f"ขั้นต่อไป: {step.to_do}", "action_url": url}


def standing_status(page: Page) -> dict:
    step = next_step(steps_of(page.numbers))
    return {"word": f"กำลังทำ: {step.label}", "tone": "wait"} if step else {"word": "ครบทุกขั้น", "tone": "ok"}


def missing_now(page: Page) -> dict | None:
    """What is missing for the next step."""
    step = next_step(steps_of(page.numbers))
    return {"title": f"สิ่งที่ยังขาดของขั้น “{step.label}”", "items": step.missing} if step else None


def _step_shown(page: Page, step: Step, current: Step | None) -> dict:
    state = "done" if step.is_done else "now" if step == current else "next"
    say = links.step_url if page.may_write else links.proof_url
    url = say(step.key, page.target, page.numbers)
    return {"label": step.label, "state": state, "note": step.note, "url": url}


def _block(page: Page, title: str, status: tuple[str, str], url: str = "", **parts) -> dict:
    """A block; `url` is the list that its state counts. Ways to write are left out for a role that only reads."""
    if not page.may_write:
        parts["ways"] = [way for way in parts.get("ways", []) if not way.get("writes")]
    return {"title": title, "status": {"word": status[0], "tone": status[1], "url": url}} | parts


def _here(page: Page, name: str, **asked) -> str:
    """A list of this village and year."""
    return links.list_url(name, area=page.target.village_code, year=page.target.year_id, **asked)


def _households(page: Page, **asked) -> str:
    return _here(page, "household-list", **({"result": "active"} | asked))


def _way(label: str, url: str, *, writes: bool = True) -> dict:
    return {"label": label, "url": url, "writes": writes}


def team_block(page: Page) -> dict:
    numbers, target = page.numbers, page.target
    empty = len(SEATS) - numbers.seats
    status = ("ยังไม่มีทีม", "warn") if not numbers.seats else (f"ขาด {empty} คน", "wait") if empty else ("ครบ 5 คน", "ok")
    team = getattr(target, "team", None)
    facts = [_seat_fact(seat) for seat in seats_of(team)] if team else [(name, "ยังว่าง") for name in SEAT_NAMES.values()]
    ways = [
        _way("เปรียบเทียบปราชญ์", reverse("sage-compare", args=[target.pk]), writes=False),
        _way("สำรวจปราชญ์เพิ่ม", links.step_url("survey", target, numbers)),
    ]
    if numbers.team is None:
        ways.insert(0, _way("ตั้งทีมวิทยากร", links.team_url(target, numbers)))
    else:
        ways.insert(0, _way("ดูทีมวิทยากร", links.team_url(target, numbers), writes=False))
    return _block(page, "ทีมวิทยากร", status, links.team_page(target), facts=facts, ways=ways)


def _seat_fact(seat: Seat) -> tuple:
    if seat.trainer is None:
        return (seat.name, seat.vacancy or "ยังว่าง")
    return (seat.name, seat.trainer.sage.full_name, reverse("sage-detail", args=[seat.trainer.sage_id]))


def activity_block(page: Page) -> dict:
    held = list(Activity.objects.filter(target_village=page.target).order_by("-on", "-pk"))
    events = [
        {
            "when": thai.thai_date(activity.on),
            "title": str(activity),
            "text": " · ".join(filter(None, [activity.topic, activity.place, _people(activity)])),
            "url": reverse("activity-detail", args=[activity.pk]),
        }
        for activity in held[:EVENTS_SHOWN]
    ]
    status = (f"{len(held)} ครั้ง", "ok") if held else ("ยังไม่มี", "neutral")
    ways = [
        _way("บันทึกกิจกรรม", links.activity_url(page.target)),
        _way("จอเวทีประชาคม", reverse("target-screen", args=[page.target.pk]), writes=False),
        _way("แผนปฏิบัติการ", reverse("plan-detail", args=[page.target.pk]), writes=False),
    ]
    if held:
        ways.append(_way("ดูกิจกรรมและภาพทั้งหมด", reverse("activity-list", args=[page.target.pk]), writes=False))
    empty = "" if held else "บันทึกการประชุม เวทีประชาคม และการศึกษาดูงานที่จัดแล้ว ขั้นตอนของหมู่บ้านนับจากที่นี่"
    parts = {"events": events, "ways": ways, "empty": empty}
    return _block(page, "กิจกรรมที่จัดแล้ว", status, reverse("activity-list", args=[page.target.pk]), **parts)


def _people(activity: Activity) -> str:
    return "" if activity.people is None else f"ผู้เข้าร่วม {thai.number(activity.people)} คน"


def support_block(page: Page) -> dict:
    team = getattr(page.target, "team", None)
    events = latest_of(team, EVENTS_SHOWN)
    count = SupportVisit.objects.filter(team=team).count() if events else 0
    status = (f"{count} ครั้ง", "ok") if count else ("ยังไม่มี", "neutral")
    ways = [_way("ดูการสนับสนุนทั้งหมด", reverse("support-list", args=[page.target.pk]), writes=False)] if count else []
    if team is not None:
        ways.insert(0, _way("บันทึกการสนับสนุน", reverse("support-new", args=[page.target.pk])))
    empty = "" if events else "กำลังใจ ความรู้ และสิ่งของที่เจ้าหน้าที่และภาคีมอบให้ทีมวิทยากร"
    url = reverse("support-list", args=[page.target.pk]) if count else ""
    return _block(page, "การสนับสนุนทีม", status, url, events=events, ways=ways, empty=empty)


def demand_block(page: Page) -> dict:
    parts = demand_parts(page.target)
    return _block(page, "ความต้องการและแผน", parts.pop("status"), reverse("demand-list", args=[page.target.pk]), **parts)


def household_block(page: Page) -> dict:
    numbers, target = page.numbers, page.target
    wanted = target.year.households_per_village
    short = wanted - numbers.enrolled
    status = (
        ("ยังไม่มีครัวเรือน", "warn") if not numbers.enrolled else (f"ขาด {short}", "wait") if short > 0 else ("ครบ", "ok")
    )
    meters = [{"label": "ลงทะเบียนแล้ว", "n": numbers.enrolled, "m": wanted, "unit": "ครัวเรือน", "url": _households(page)}]
    if numbers.enrolled:
        assigned = numbers.enrolled - numbers.unassigned
        meters += [
            {
                "label": "มีวิทยากรดูแล",
                "n": assigned,
                "m": numbers.enrolled,
                "unit": "ครัวเรือน",
                "url": _households(page, cared="yes"),
            },
            {
                "label": "มีข้อมูลรายได้รายจ่าย",
                "n": numbers.with_money,
                "m": numbers.enrolled,
                "unit": "ครัวเรือน",
                "url": _households(page, result="money"),
            },
        ]
    ways = [_way("ทะเบียนครัวเรือน", reverse("enrolment-grid", args=[target.pk]))]
    if numbers.enrolled:
        ways += [
            _way("จัดวิทยากรดูแล 1 ต่อ 4", reverse("assignment-board", args=[target.pk])),
            _way("รายได้รายจ่าย", reverse("livelihood-grid", args=[target.pk])),
            _way("เงินที่เปลี่ยนไป", reverse("money-table", args=[target.pk]), writes=False),
        ]
    reason = reason_for_more(target) if short < 0 else ""
    facts = [("เหตุผลที่เกินจำนวนของปี", reason)] if reason else []
    if numbers.exemplary:
        facts.append(("ครัวเรือนตัวอย่าง", f"{numbers.exemplary} ครัวเรือน", links.exemplary_url(target)))
    return _block(page, "ครัวเรือนเป้าหมาย", status, _households(page), meters=meters, facts=facts, ways=ways)


def training_block(page: Page) -> dict:
    numbers, target = page.numbers, page.target
    days = target.year.village_course_days
    held = numbers.course_days
    status = ("ยังไม่เริ่ม", "neutral") if not held else (f"{held}/{days} วัน", "wait") if held < days else ("ครบทุกวัน", "ok")
    course = f"{reverse('activity-list', args=[target.pk])}?kind={ActivityKind.COURSE}"
    meters = [{"label": "วันที่ฝึกอบรมแล้ว", "n": held, "m": days, "unit": "วัน", "url": course}]
    if numbers.enrolled:
        meters.append(
            {
                "label": "ผ่านการฝึกอบรม",
                "n": numbers.trained,
                "m": numbers.enrolled,
                "unit": "ครัวเรือน",
                "url": _households(page, trained="yes"),
            }
        )
    ways = [_way("บันทึกผู้เข้าอบรม", reverse("attendance-grid", args=[target.pk]))]
    return _block(page, "ฝึกอบรมในหมู่บ้าน", status, course, meters=meters, ways=ways)


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
        _way("สรุปกระทบยอด", sums, writes=False),
        _way("ตั้งงบประมาณ", reverse("budget-grid", args=[target.pk])),
        _way("บันทึกการแจกวัสดุ", f"{reverse('material-grid', args=[target.pk])}?give=1"),
    ]
    return _block(page, "เงินและวัสดุ", status, sums, facts=facts, ways=ways)


def visit_block(page: Page) -> dict:
    numbers, target = page.numbers, page.target
    if not numbers.enrolled:
        return _block(page, "เยี่ยมติดตาม", ("ยังไม่เริ่ม", "neutral"), empty="เริ่มเยี่ยมได้เมื่อมีครัวเรือนในทะเบียน")
    late = _households(page, due="late")
    status = (f"เลยกำหนด {numbers.overdue}", "warn") if numbers.overdue else ("เป็นปัจจุบัน", "ok")
    meters = [
        {
            "label": "เยี่ยมแล้ว",
            "n": numbers.visited,
            "m": numbers.enrolled,
            "unit": "ครัวเรือน",
            "url": _households(page, result="visited"),
        }
    ]
    facts = [
        ("จำนวนครั้งที่เยี่ยม", f"{thai.number(numbers.visits)} ครั้ง", _here(page, "visit-list")),
        ("ยังไม่เคยเยี่ยม", f"{numbers.never_visited} ครัวเรือน", _households(page, due="never")),
        ("เลยกำหนดเยี่ยม", f"{numbers.overdue} ครัวเรือน", late),
        _asked(target),
    ]
    ways = [
        _way("บันทึกการเยี่ยม", reverse("visit-grid", args=[target.pk])),
        _way("สมุดบันทึกการติดตาม", reverse("booklet-list", args=[target.pk]), writes=False),
    ]
    return _block(page, "เยี่ยมติดตาม", status, late if numbers.overdue else "", meters=meters, facts=facts, ways=ways)


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
    ways = [_way("จัดตั้งกลุ่มอาชีพ", links.group_new_url(page.target))]
    return _block(
        page,
        "กลุ่มอาชีพ",
        status,
        _here(page, "group-list", origin="programme") if numbers.groups else "",
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
    ways = [_way("เขียนบันทึกองค์ความรู้", links.record_new_url(page.target))]
    target = page.target
    url = links.list_url("record-list", area=target.village_code, target_year=target.year_id) if entries else ""
    return _block(page, "องค์ความรู้", status, url, entries=entries, empty=empty, ways=ways)

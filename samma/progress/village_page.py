"""The page of one target village: where it stands, what is next, and a block for each part of the chain."""

from django.urls import reverse

from households.models import SupportVisit
from households.register.enrolling import reason_for_more
from households.support.views import latest_of
from samma import thai
from samma.progress import links
from samma.progress.demand_block import demand_parts
from samma.progress.steps import GROUPS, HOUSEHOLDS, PHASES, TEAM, Step, next_step, steps_of
from samma.progress.village_block import Page, block, households, way
from samma.progress.village_outcomes import group_block, money_block, record_block, visit_block
from trainers.models import SEAT_NAMES, SEATS
from trainers.vacancies import Seat, seats_of
from villages.models import Activity, ActivityKind

EVENTS_SHOWN = 4


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
            "blocks": [one | {"part": f"part-{place}-{n}"} for n, one in enumerate(blocks[phase], 1)],
        }
        for place, phase in enumerate(PHASES, 1)
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
    proof = links.proof_url(step.key, page.target, page.numbers)
    url = links.step_url(step.key, page.target, page.numbers) if page.may_write else proof
    return {"label": step.label, "state": state, "url": url, "note": step.note, "note_url": proof}


def team_block(page: Page) -> dict:
    numbers, target = page.numbers, page.target
    empty = len(SEATS) - numbers.seats
    status = ("ยังไม่มีทีม", "warn") if not numbers.seats else (f"ขาด {empty} คน", "wait") if empty else ("ครบ 5 คน", "ok")
    team = getattr(target, "team", None)
    facts = [_seat_fact(seat) for seat in seats_of(team)] if team else [(name, "ยังว่าง") for name in SEAT_NAMES.values()]
    ways = [
        way("เปรียบเทียบปราชญ์", reverse("sage-compare", args=[target.pk]), writes=False),
        way("สำรวจปราชญ์เพิ่ม", links.step_url("survey", target, numbers)),
    ]
    if numbers.team is None:
        ways.insert(0, way("ตั้งทีมวิทยากร", links.team_url(target, numbers)))
    else:
        ways.insert(0, way("ดูทีมวิทยากร", links.team_url(target, numbers), writes=False))
    return block(page, "ทีมวิทยากร", status, links.team_page(target), facts=facts, ways=ways)


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
        way("บันทึกกิจกรรม", links.activity_url(page.target)),
        way("จอเวทีประชาคม", reverse("target-screen", args=[page.target.pk]), writes=False),
        way("แผนปฏิบัติการ", reverse("plan-detail", args=[page.target.pk]), writes=False),
    ]
    if held:
        ways.append(way("ดูกิจกรรมและภาพทั้งหมด", reverse("activity-list", args=[page.target.pk]), writes=False))
    empty = "" if held else "บันทึกการประชุม เวทีประชาคม และการศึกษาดูงานที่จัดแล้ว ขั้นตอนของหมู่บ้านนับจากที่นี่"
    parts = {"events": events, "ways": ways, "empty": empty}
    return block(page, "กิจกรรมที่จัดแล้ว", status, reverse("activity-list", args=[page.target.pk]), **parts)


def _people(activity: Activity) -> str:
    return "" if activity.people is None else f"ผู้เข้าร่วม {thai.number(activity.people)} คน"


def support_block(page: Page) -> dict:
    team = getattr(page.target, "team", None)
    events = latest_of(team, EVENTS_SHOWN)
    count = SupportVisit.objects.filter(team=team).count() if events else 0
    status = (f"{count} ครั้ง", "ok") if count else ("ยังไม่มี", "neutral")
    ways = [way("ดูการสนับสนุนทั้งหมด", reverse("support-list", args=[page.target.pk]), writes=False)] if count else []
    if team is not None:
        ways.insert(0, way("บันทึกการสนับสนุน", reverse("support-new", args=[page.target.pk])))
    empty = "" if events else "กำลังใจ ความรู้ และสิ่งของที่เจ้าหน้าที่และภาคีมอบให้ทีมวิทยากร"
    url = reverse("support-list", args=[page.target.pk]) if count else ""
    return block(page, "การสนับสนุนทีม", status, url, events=events, ways=ways, empty=empty)


def demand_block(page: Page) -> dict:
    parts = demand_parts(page.target)
    return block(page, "ความต้องการและแผน", parts.pop("status"), reverse("demand-list", args=[page.target.pk]), **parts)


def household_block(page: Page) -> dict:
    numbers, target = page.numbers, page.target
    wanted = target.year.households_per_village
    short = wanted - numbers.enrolled
    status = (
        ("ยังไม่มีครัวเรือน", "warn") if not numbers.enrolled else (f"ขาด {short}", "wait") if short > 0 else ("ครบ", "ok")
    )
    meters = [{"label": "ลงทะเบียนแล้ว", "n": numbers.enrolled, "m": wanted, "unit": "ครัวเรือน", "url": households(page)}]
    if numbers.enrolled:
        assigned = numbers.enrolled - numbers.unassigned
        meters += [
            {
                "label": "มีวิทยากรดูแล",
                "n": assigned,
                "m": numbers.enrolled,
                "unit": "ครัวเรือน",
                "url": households(page, cared="yes"),
            },
            {
                "label": "มีข้อมูลรายได้รายจ่าย",
                "n": numbers.with_money,
                "m": numbers.enrolled,
                "unit": "ครัวเรือน",
                "url": households(page, result="money"),
            },
        ]
    ways = [way("ทะเบียนครัวเรือน", reverse("enrolment-grid", args=[target.pk]))]
    if numbers.enrolled:
        ways += [
            way("จัดวิทยากรดูแล 1 ต่อ 4", reverse("assignment-board", args=[target.pk])),
            way("รายได้รายจ่าย", reverse("livelihood-grid", args=[target.pk])),
            way("เงินที่เปลี่ยนไป", reverse("money-table", args=[target.pk]), writes=False),
        ]
    reason = reason_for_more(target) if short < 0 else ""
    facts = [("เหตุผลที่เกินจำนวนของปี", reason)] if reason else []
    if numbers.exemplary:
        facts.append(("ครัวเรือนตัวอย่าง", f"{numbers.exemplary} ครัวเรือน", links.exemplary_url(target)))
    return block(page, "ครัวเรือนเป้าหมาย", status, households(page), meters=meters, facts=facts, ways=ways)


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
                "url": households(page, trained="yes"),
            }
        )
    ways = [way("บันทึกผู้เข้าอบรม", reverse("attendance-grid", args=[target.pk]))]
    return block(page, "ฝึกอบรมในหมู่บ้าน", status, course, meters=meters, ways=ways)

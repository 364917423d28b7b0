"""Visits of the demo: month after month, with money that came, money that was not told, trouble, and help asked for."""

import datetime
from collections.abc import Sequence

from django.db import models

from households.models import Answer, Enrolment, Practising, Visit, VisitPhoto
from households.visits.writing import log_visit
from samma.progress.demo.pictures import picture
from samma.progress.demo.stage import TRAINER, Stage, moment

EVERY = 30
FIRST = 216  # days ago
# Days since the last visit, by the household's number: most are in order, some are overdue, some fall due this week.
LAST_SEEN = [6, 44, 3, 27, 12, 9, 26, 5, 18, 14, 38, 7, 21, 52, 11, 8, 24, 63, 4, 16, 36]
STOPPED = 17  # the household that gave up on the way
MONTHLY = {"ทอผ้าไหม": 1_300, "เพาะเห็ด": 900, "สานไม้ไผ่": 550, "ทำกล้วยฉาบ": 800}
PRODUCED = {
    "ทอผ้าไหม": "ผ้าไหมมัดหมี่ {n} ผืน",
    "เพาะเห็ด": "เห็ดนางฟ้า {n}0 กิโลกรัม",
    "สานไม้ไผ่": "กระติบข้าวและตะกร้า {n} ใบ",
    "ทำกล้วยฉาบ": "กล้วยฉาบ {n}0 ถุง",
}
PROBLEMS = {
    "ทอผ้าไหม": ("เส้นไหมราคาสูงขึ้น และลายมัดหมี่ยังไม่สม่ำเสมอ", "แนะนำการมัดลายและการนับลำ"),
    "เพาะเห็ด": ("ก้อนเชื้อมีราเขียวบางส่วน เพราะโรงเรือนชื้นเกินไป", "ช่วยคัดก้อนเสียออกและปรับช่องลม"),
    "สานไม้ไผ่": ("หาไม้ไผ่อายุพอเหมาะได้ยากในหน้าฝน", "พาไปตัดไม้ไผ่ที่สวนของวิทยากร"),
    "ทำกล้วยฉาบ": ("กล้วยฉาบเหนียวเร็ว เก็บได้ไม่เกินหนึ่งสัปดาห์", "สาธิตการสะเด็ดน้ำมันและปิดถุงให้สนิท"),
}
HELP = [
    "อยากได้ตลาดรับซื้อประจำ จากสำนักงานพัฒนาชุมชนอำเภอ",
    "ขอคำแนะนำเรื่องบรรจุภัณฑ์ จากผู้รู้ด้านการตลาด",
    "อยากขอความรู้เรื่องมาตรฐาน มผช. จากหน่วยงานที่เกี่ยวข้อง",
]
PROMISES = ["ทำต่อเนื่องและจดบัญชีครัวเรือนทุกวัน", "เพิ่มกำลังผลิตอีกเล็กน้อยก่อนงานบุญ", "ลองทำลายใหม่และนำมาให้ดูคราวหน้า"]
PHOTOS = {1: ("loom", "กี่ทอผ้าที่บ้าน"), 2: ("mushrooms", "เห็ดนางฟ้ารุ่นแรก"), 4: ("baskets", "กระติบข้าวที่สานเสร็จแล้ว")}


def follow_up(stage: Stage, enrolled: Sequence[Enrolment]) -> None:
    """Months of visits in the order of their days, each by the trainer who had the household that day."""
    plan = []
    for enrolment in enrolled:
        last = LAST_SEEN[enrolment.number - 1]
        days = list(range(last, FIRST, EVERY))[::-1]
        plan += [(stage.ago(ago), enrolment, nth, nth == len(days) - 1) for nth, ago in enumerate(days)]
    for day, enrolment, nth, is_last in sorted(plan, key=lambda visit: (visit[0], visit[1].number)):
        visit = _visit(enrolment, nth, day)
        log_visit(visit, by=_keyed_by(stage, visit))
        if is_last and enrolment.number in PHOTOS:
            _show(visit, *PHOTOS[enrolment.number])
        _received(stage, visit)
    _partner(stage, enrolled[7])


def first_calls(stage: Stage, enrolled: Sequence[Enrolment], day: datetime.date) -> None:
    """First visits of a village whose course is still going on: nothing earned yet, and nobody expects it."""
    for enrolment in enrolled:
        visit = Visit(
            enrolment=enrolment,
            on=day,
            visited_by=_responsible(enrolment, day),
            met=enrolment.person,
            practising=Practising.NOT_YET,
            stopped_reason="ยังฝึกอบรมไม่ครบ",
            gained_kind=Answer.NONE,
            saved_kind=Answer.NONE,
            promise="เตรียมพื้นที่ไว้ก่อนวันอบรมครั้งหน้า",
            next_on=day + datetime.timedelta(days=EVERY),
        )
        log_visit(visit, by=stage.officer)
        _received(stage, visit)


def _visit(enrolment: Enrolment, nth: int, day: datetime.date) -> Visit:
    """The nth visit (from 0) of a household."""
    n, trade = enrolment.number, enrolment.occupation.name
    visit = Visit(
        enrolment=enrolment,
        on=day,
        channel=["visit", "visit", "visit", "phone", "visit", "line"][(n + nth) % 6],
        visited_by=_responsible(enrolment, day),
        met=enrolment.person if (n + nth) % 4 else "คู่สมรส",
        next_on=day + datetime.timedelta(days=EVERY) if (n + nth) % 5 else None,
    )
    if n == STOPPED and nth >= 3:
        visit.practising = Practising.STOPPED
        visit.stopped_reason = "ดูแลผู้สูงอายุที่ป่วย ไม่มีเวลาทำ"
        visit.gained_kind = visit.saved_kind = Answer.NONE
        visit.help_given = "ให้กำลังใจ และชวนกลับมาทำเมื่อพร้อม"
        return visit
    if nth == 0:
        visit.practising = Practising.YES if n % 3 else Practising.NOT_YET
        visit.gained_kind = visit.saved_kind = Answer.NONE
        visit.stopped_reason = "" if n % 3 else "รอวัสดุและเตรียมสถานที่"
        visit.promise = "เริ่มลงมือภายในสองสัปดาห์"
        return visit
    visit.practising = Practising.YES
    visit.produced = PRODUCED[trade].format(n=1 + (n + nth) % 4)
    if (n + nth) % 7 == 3:
        visit.gained_kind = Answer.UNKNOWN
    else:
        visit.gained_kind, visit.gained = Answer.AMOUNT, MONTHLY[trade] + 120 * nth + 50 * (n % 6)
    if (n + nth) % 3 == 0:
        visit.saved_kind, visit.saved = Answer.AMOUNT, 150 + 20 * (n % 5)
    else:
        visit.saved_kind = Answer.UNKNOWN if (n + nth) % 4 == 1 else Answer.NONE
    if (n + 2 * nth) % 5 == 1:
        visit.problem, visit.help_given = PROBLEMS[trade]
    if (n + nth) % 8 == 2:
        visit.help_needed = HELP[n % 3]
    visit.promise = PROMISES[(n + nth) % 3]
    return visit


def _responsible(enrolment: Enrolment, day: datetime.date):
    return enrolment.assignments.on(day).select_related("trainer__sage").latest("started").trainer.sage


def _keyed_by(stage: Stage, visit: Visit):
    trainer = stage.users.get(TRAINER)
    return trainer if trainer and visit.visited_by.user_id == trainer.pk else stage.officer


def _show(visit: Visit, scene: str, caption: str) -> None:
    photo = VisitPhoto(visit=visit, caption=caption, order=1)
    photo.image.save("photo.jpg", picture(scene, seed=visit.enrolment.number), save=True)


def _partner(stage: Stage, enrolment: Enrolment) -> None:
    visit = Visit(
        enrolment=enrolment,
        on=stage.ago(2),
        visitor="คณะกรรมการพัฒนาสตรีตำบล",
        met=enrolment.person,
        practising=Practising.YES,
        gained_kind=Answer.UNKNOWN,
        saved_kind=Answer.UNKNOWN,
        help_given="มอบสมุดบัญชีครัวเรือน และชวนออกร้านในงานประจำปีของตำบล",
        next_on=stage.ago(-28),
    )
    log_visit(visit, by=stage.officer)
    _received(stage, visit)


def _received(stage: Stage, visit: Visit) -> None:
    """It came in on the evening of its day."""
    models.QuerySet(Visit).filter(pk=visit.pk).update(received_at=moment(visit.on, hour=19))
    stage.done_on(visit.on)

"""Who stands behind the trainers of the demo: answers to requests, encouragement and gifts, and a booklet kept by pen."""

import datetime

from django.db import models

from households.booklets.actions import in_care_of, key_page, make_booklet, void_pages
from households.models import Answer, Practising, SupportKind, SupportPhoto, SupportVisit, Visit
from households.visits.help import answer, open_requests, reopen
from samma.accounts.events import record
from samma.progress.demo.pictures import picture
from samma.progress.demo.stage import Stage, moment
from trainers.models import Team

ANSWERS = [
    ("ได้ตลาดรับซื้อประจำแล้ว ส่งของทุกวันเสาร์ที่ตลาดนัดหน้าอำเภอ", "ประสานกลุ่มตลาดประชารัฐ จองที่ 1 ล็อก"),
    ("ผู้รู้ด้านบรรจุภัณฑ์จะมาสอนที่ศาลาประชาคม วันประชุมหมู่บ้านครั้งหน้า", "ส่งหนังสือเชิญวิทยาลัยการอาชีพแล้ว"),
    ("ส่งเอกสารขอรับรองมาตรฐานให้ทางวิทยากรแล้ว เจ้าหน้าที่จะช่วยกรอกวันพุธนี้", ""),
]
WAITING = 2  # the latest requests nobody has answered yet
# days ago, who, agency, kind, what, value, for how many of the seats (0 is the whole team)
SUPPORT = [
    (205, "ปลัดอำเภอประจำตำบล", "ที่ทำการปกครองอำเภอ", SupportKind.HEART, "มาให้กำลังใจทีมวิทยากรและฟังปัญหาที่บ้านวิทยากรผู้นำ", None, 0),
    (160, "นักวิชาการส่งเสริมการเกษตร", "สำนักงานเกษตรอำเภอ", SupportKind.ADVICE, "สอนการดูแลโรงเรือนเห็ดในหน้าฝน และการทำก้อนเชื้อเอง", None, 2),
    (118, "นายกองค์การบริหารส่วนตำบล", "องค์การบริหารส่วนตำบล", SupportKind.BUDGET, "สนับสนุนค่าวัสดุฝึกเพิ่มสำหรับครัวเรือนที่ยังขาด", 10_000, 0),
    (74, "ประธานคณะกรรมการพัฒนาสตรี", "คณะกรรมการพัฒนาสตรีตำบล", SupportKind.TOOL, "มอบหม้อนึ่งและตาชั่งให้ใช้ร่วมกัน", 3_500, 1),
    (21, "พัฒนาการอำเภอ", "สำนักงานพัฒนาชุมชนอำเภอ", SupportKind.CHECK, "ติดตามงาน มอบป้ายบ้านวิทยากร และขอบคุณทีม", None, 0),
]  # fmt: skip
KEYED = [(88, "ทำต่อเนื่อง", 450, 120), (59, "ขายได้ที่ตลาดนัด", 600, 150), (28, "มีลูกค้าสั่งล่วงหน้า", 750, None)]


def stand_behind(stage: Stage, target) -> None:
    """Everything of this page for one village whose visits are written."""
    _answer_requests(stage, target)
    team = Team.objects.get(target_village=target)
    _support(stage, team)
    _booklet(stage, team)


def _answer_requests(stage: Stage, target) -> None:
    yesterday = stage.ago(1)
    waiting = list(open_requests(Visit.objects.filter(enrolment__target_village=target)).order_by("on", "pk"))
    for nth, visit in enumerate(waiting[:-WAITING]):
        text, done = ANSWERS[nth % len(ANSWERS)]
        day = min(visit.on + datetime.timedelta(days=6 + nth % 5), yesterday)
        given = answer(visit, text, done=done, by=stage.officer, today=day)
        if nth == len(waiting) - WAITING - 1:
            reopen(given, by=stage.officer, today=yesterday, reason="วิทยากรแจ้งว่ายังไม่มีใครติดต่อมา")
            day = yesterday
        stage.done_on(day)


def _support(stage: Stage, team: Team) -> None:
    seated = team.seated()
    for ago, who, agency, kind, what, value, seats in SUPPORT:
        support = SupportVisit.objects.create(
            team=team,
            on=stage.ago(ago),
            who=who,
            agency=agency,
            kind=kind,
            what=what,
            value=value,
            keyed_by=stage.officer,
        )
        support.trainers.set(seated[1 : 1 + seats])
        if kind == SupportKind.TOOL:
            photo = SupportPhoto(support=support, caption="มอบอุปกรณ์ให้วิทยากร", order=1)
            photo.image.save("photo.jpg", picture("mushrooms", seed=9), save=True)
        record("create", support, by=stage.officer)
        stage.done_on(support.on)


def _booklet(stage: Stage, team: Team) -> None:
    """One trainer writes by pen; three pages of his first household came back, and an older booklet was lost."""
    trainer = team.seated()[-1]
    enrolments = in_care_of(trainer)
    lost = make_booklet(
        team.target_village, enrolments[:1], trainer=trainer, by=stage.officer, today=stage.ago(130), pages_each=2
    )
    stage.done_on(stage.ago(130))
    void_pages(lost, by=stage.officer, today=stage.ago(112), reason="สมุดเปียกน้ำตอนน้ำท่วม")
    stage.done_on(stage.ago(112))
    booklet = make_booklet(
        team.target_village, enrolments, trainer=trainer, by=stage.officer, today=stage.ago(110), pages_each=4
    )
    stage.done_on(stage.ago(110))
    for page, (ago, produced, gained, saved) in zip(booklet.pages.order_by("order"), KEYED, strict=False):
        visit = Visit(
            enrolment=page.enrolment,
            on=stage.ago(ago),
            visited_by=trainer.sage,
            met=page.enrolment.person,
            practising=Practising.YES,
            produced=produced,
            gained_kind=Answer.AMOUNT,
            gained=gained,
            saved_kind=Answer.UNKNOWN if saved is None else Answer.AMOUNT,
            saved=saved,
            promise="ทำต่อเนื่องและจดบัญชีครัวเรือน",
        )
        stored = key_page(page, visit, by=stage.officer)
        models.QuerySet(Visit).filter(pk=stored.pk).update(received_at=moment(stored.on, hour=19))
        stage.done_on(stored.on)

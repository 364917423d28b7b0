"""What is open in some target villages, topic by topic: the same questions to the database for one village and for sixty."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.urls import reverse

from households.budget.book import reckonings
from households.budget.facts import Reckoning
from households.due import with_overdue
from households.models import Enrolment, Visit
from households.visits.help import open_requests
from samma import thai
from samma.accounts.models import HandoverNote, PhoneUser
from samma.knowledge.models import WAITING, KnowledgeRecord, State
from samma.progress.numbers import Numbers, numbers_of
from samma.progress.steps import next_step, steps_of
from trainers.models import SEATS, Trainer
from trainers.rules import missing
from villages.models import PlanItem, PlanState, TargetVillage

DISTRICT_DIGITS = 4


@dataclass(frozen=True)
class Line:
    """One open thing: where, what, and the page on which it is dealt with."""

    where: str
    what: str
    url: str = ""


@dataclass(frozen=True)
class Topic:
    key: str
    title: str
    lines: list[Line]
    nothing: str  # what is said when nothing is open
    is_state: bool = False  # tells how things stand; nothing of it counts as open

    @property
    def count(self) -> int:
        return len(self.lines)


@dataclass
class Handover:
    """All topics of a place."""

    topics: list[Topic]
    notes: list[Line] = field(default_factory=list)

    @property
    def open_count(self) -> int:
        return sum(topic.count for topic in self.topics if not topic.is_state)


def gather(targets: Sequence[TargetVillage], today: datetime.date) -> Handover:
    """The targets come with their village and year."""
    targets = list(targets)
    numbers = numbers_of(targets, today)
    money = reckonings(targets)
    return Handover(
        topics=[
            _steps(targets, numbers),
            _requests(targets),
            _overdue(targets, today),
            _teams(targets),
            _plans(targets, today),
            _groups(targets, numbers),
            _records(targets),
            _materials(targets, money),
            _money(targets, money),
            _phones(targets),
        ],
        notes=_notes(targets),
    )


def _named(target: TargetVillage) -> str:
    return f"{target.village} ปี {target.year_id}"


def _steps(targets: Iterable[TargetVillage], numbers: dict[int, Numbers]) -> Topic:
    lines = []
    for target in targets:
        steps = steps_of(numbers[target.pk])
        following = next_step(steps)
        done = sum(step.is_done for step in steps)
        words = f"ขั้นต่อไป: {following.to_do}" if following else "ครบทุกขั้น"
        url = reverse("target-detail", args=[target.pk])
        lines.append(Line(_named(target), f"ทำแล้ว {done} จาก {len(steps)} ขั้น · {words}", url))
    return Topic("steps", "หมู่บ้านและขั้นต่อไป", lines, "ยังไม่มีหมู่บ้านเป้าหมาย", is_state=True)


def _requests(targets: Sequence[TargetVillage]) -> Topic:
    visits = open_requests(Visit.objects.filter(enrolment__target_village__in=targets))
    visits = visits.select_related("enrolment__household").order_by("on", "pk")
    names = _names(targets)
    lines = [
        Line(
            names[visit.enrolment.target_village_id],
            f"{visit.enrolment.person} ขอเมื่อ {thai.thai_date_short(visit.on)}: {visit.help_needed}",
            reverse("visit-help", args=[visit.pk]),
        )
        for visit in visits
    ]
    return Topic("requests", "เรื่องที่ขอความช่วยเหลือ ยังไม่ได้ตอบ", lines, "ไม่มีเรื่องค้างตอบ")


def _names(targets: Iterable[TargetVillage]) -> dict[int, str]:
    return {target.pk: _named(target) for target in targets}


def _overdue(targets: Sequence[TargetVillage], today: datetime.date) -> Topic:
    years = [target.year for target in targets]
    enrolments = Enrolment.objects.active().filter(target_village__in=targets)
    late = with_overdue(enrolments, years, today).filter(is_overdue=True) if years else enrolments.none()
    late = late.select_related("household").order_by("target_village", "number")
    names = _names(targets)
    lines = [
        Line(
            names[one.target_village_id],
            f"{one.person} {_last(one.last_visit)}{' เลยกำหนดมาก' if one.is_very_late else ''}",
            reverse("household-detail", args=[one.household_id]),
        )
        for one in late
    ]
    return Topic("overdue", "ครัวเรือนที่เลยกำหนดเยี่ยม", lines, "ไม่มีครัวเรือนที่เลยกำหนดเยี่ยม")


def _last(day: datetime.date | None) -> str:
    return f"เยี่ยมล่าสุด {thai.thai_date_short(day)}" if day else "ยังไม่เคยเยี่ยม"


def _teams(targets: Sequence[TargetVillage]) -> Topic:
    seats: dict[int, set[int]] = {target.pk: set() for target in targets}
    serving = Trainer.objects.serving().filter(team__target_village__in=targets)
    for target, seat in serving.order_by().values_list("team__target_village", "seat"):
        seats[target].add(seat)
    lines = [
        Line(_named(target), " · ".join(missing(seats[target.pk])), reverse("target-detail", args=[target.pk]))
        for target in targets
        if len(seats[target.pk]) < len(SEATS)
    ]
    return Topic("teams", "ทีมวิทยากรที่ยังไม่ครบ", lines, "ทีมวิทยากรครบทุกหมู่บ้าน")


def _plans(targets: Sequence[TargetVillage], today: datetime.date) -> Topic:
    names = _names(targets)
    lines = []
    for item in PlanItem.objects.filter(target_village__in=targets).outstanding().order_by("on", "pk"):
        state = item.state_on(today)
        word = "เลยกำหนดแล้ว" if state == PlanState.OVERDUE else "ยังไม่ถึงกำหนด"
        lines.append(Line(names[item.target_village_id], f"{item.days_label} {item} {item.topic} · {word}".strip()))
    return Topic("plans", "แผนปฏิบัติการที่ยังไม่ได้จัด", lines, "ไม่มีแผนค้าง")


def _groups(targets: Iterable[TargetVillage], numbers: dict[int, Numbers]) -> Topic:
    lines = [
        Line(
            _named(target),
            f"{group.name}: {' · '.join(numbers[target.pk].missing(group))}",
            reverse("group-detail", args=[group.pk]),
        )
        for target in targets
        for group in [*numbers[target.pk].short_groups, *numbers[target.pk].short_existing]
    ]
    return Topic("groups", "กลุ่มอาชีพที่ยังไม่ครบ 5ก", lines, "กลุ่มอาชีพครบ 5ก ทุกกลุ่ม")


def _records(targets: Sequence[TargetVillage]) -> Topic:
    names = _names(targets)
    rows = KnowledgeRecord.objects.filter(target_village__in=targets, state__in=[State.DRAFT, *WAITING])
    lines = [
        Line(
            names[record.target_village_id],
            f"{record.title} · {record.get_state_display()}",
            reverse("record-detail", args=[record.pk]),
        )
        for record in rows.order_by("sort_key", "pk")
    ]
    return Topic("records", "องค์ความรู้ที่ยังเขียนหรือรอตรวจ", lines, "ไม่มีองค์ความรู้ค้าง")


def _materials(targets: Iterable[TargetVillage], money: dict[int, Reckoning]) -> Topic:
    lines = [
        Line(
            _named(target),
            f"{item.name} เหลือ {thai.quantity(item.left)}",
            f"{reverse('material-list', args=[target.pk])}?{urlencode({'q': item.item})}",
        )
        for target in targets
        for item in money[target.pk].items
        if item.left > 0
    ]
    return Topic("materials", "วัสดุที่ซื้อแล้วยังไม่ได้แจก", lines, "ไม่มีวัสดุค้างแจก")


def _money(targets: Iterable[TargetVillage], money: dict[int, Reckoning]) -> Topic:
    lines = [
        Line(_named(target), fault.sentence, reverse("budget-sums", args=[target.pk]))
        for target in targets
        for fault in money[target.pk].faults
        if not (fault.topic == "material" and "ยังไม่ได้แจก" in fault.sentence)  # told above
    ]
    return Topic("money", "เงินและวัสดุที่ยังไม่ตรงกัน", lines, "เงินและวัสดุตรงกันทุกหมู่บ้าน")


def _phones(targets: Sequence[TargetVillage]) -> Topic:
    names = _names(targets)
    users = Trainer.objects.serving().filter(team__target_village__in=targets, sage__user__isnull=False)
    teams = dict(users.order_by("pk").values_list("sage__user", "team__target_village"))
    places = PhoneUser.objects.filter(user__in=teams, ended_at=None).select_related("user", "phone")
    lines = [
        Line(names[teams[one.user_id]], f"{one.user} ใช้{one.phone} ล่าสุด {thai.thai_date_short(one.seen_at.date())}")
        for one in places.order_by("-seen_at")
    ]
    return Topic("phones", "โทรศัพท์ของวิทยากรที่ผูกไว้", lines, "ยังไม่มีวิทยากรที่ใช้โทรศัพท์", is_state=True)


def _notes(targets: Iterable[TargetVillage]) -> list[Line]:
    """The district's note first, then each village's; a village of two years has one note."""
    names = {target.village_code: str(target.village) for target in targets}
    codes = {*names, *(code[:DISTRICT_DIGITS] for code in names)}
    notes = HandoverNote.objects.filter(area_code__in=codes).exclude(text="").order_by("area_code")
    return [
        Line(names.get(note.area_code, "ทั้งอำเภอ"), note.text)
        for note in sorted(notes, key=lambda note: (len(note.area_code), note.area_code))
    ]

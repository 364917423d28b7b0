"""Whom a trainer has to visit: the households past their day, and those of the coming week, trainer by trainer."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.functional import cached_property

from households.due import NEVER, SOON, days_late, due_on, is_very_late, with_overdue
from households.models import Assignment, Enrolment
from samma import thai
from trainers.models import Trainer
from villages.models import ProgrammeYear, TargetVillage


@dataclass
class Waiting:
    """A household that waits for a visit."""

    enrolment: Enrolment
    due: datetime.date
    today: datetime.date

    @property
    def days(self) -> int:
        return days_late(self.enrolment, self.today)

    @property
    def is_very_late(self) -> bool:
        return is_very_late(self.enrolment, self.today)

    @property
    def name(self) -> str:
        return self.enrolment.person

    @property
    def last_visit(self) -> str:
        last = self.enrolment.last_visit
        return thai.thai_date_short(last) if last else NEVER

    @property
    def seen(self) -> str:
        return f"เยี่ยมล่าสุด {self.last_visit}" if self.enrolment.last_visit else NEVER

    @property
    def when(self) -> str:
        """เลยกำหนด 12 วัน, or the day itself."""
        if self.days:
            return f"เลยกำหนด{'มาก' if self.is_very_late else ''} {self.days} วัน"
        return "ถึงกำหนดวันนี้" if self.due == self.today else f"ถึงกำหนด {thai.thai_date_short(self.due)}"


@dataclass
class Round:
    """A trainer and the households that wait for him, the longest wait first."""

    trainer: Trainer
    waiting: list[Waiting] = field(default_factory=list)

    @cached_property
    def late(self) -> int:
        return sum(1 for one in self.waiting if one.days)

    @cached_property
    def very_late(self) -> int:
        return sum(1 for one in self.waiting if one.is_very_late)


def year_in_work(user, today: datetime.date) -> ProgrammeYear | None:
    """The latest year of the user's area that has begun, else the first that will."""
    mine = TargetVillage.objects.visible_to(user).order_by()
    years = sorted(mine.values_list("year", flat=True).distinct(), reverse=True)
    begun = [year for year in years if year <= thai.fiscal_year(today)]
    return ProgrammeYear.objects.filter(pk=(begun or years or [0])[0 if begun else -1]).first()


def overdue(enrolments: QuerySet, year: ProgrammeYear, today: datetime.date) -> QuerySet:
    """Households of a year that take part and are past their day."""
    active = enrolments.active().filter(target_village__year=year)
    return with_overdue(active, [year], today).filter(is_overdue=True)


def trainers_behind(trainers: QuerySet, year: ProgrammeYear, today: datetime.date) -> QuerySet:
    """Serving trainers with a household past its day."""
    held = Enrolment.objects.filter(assignments__ended=None, assignments__trainer=OuterRef("pk"))
    return trainers.serving().filter(Exists(overdue(held, year, today)), year=year)


def trainers_to_remind(trainers: QuerySet, year: ProgrammeYear, today: datetime.date) -> QuerySet:
    """Serving trainers with a household to visit by the end of the coming week."""
    return trainers_behind(trainers, year, today + datetime.timedelta(days=SOON + 1))


def rounds_of(trainers: Iterable[Trainer], year: ProgrammeYear, today: datetime.date, *, ahead: int = 0) -> list[Round]:
    """What waits for each of these trainers by `ahead` days from now, in one query; those with nothing are left out."""
    trainers = list(trainers)
    until = today + datetime.timedelta(days=ahead + 1)
    held = Enrolment.objects.filter(assignments__ended=None, assignments__trainer__in=trainers)
    found = defaultdict(list)
    rows = overdue(held, year, until).annotate(trainer_pk=F("assignments__trainer"))
    for enrolment in rows.select_related("household", "target_village__year"):
        found[enrolment.trainer_pk].append(Waiting(enrolment, due_on(enrolment), today))
    ordered = {pk: sorted(waiting, key=lambda one: (one.due, one.enrolment.number)) for pk, waiting in found.items()}
    return [Round(trainer, ordered[trainer.pk]) for trainer in trainers if trainer.pk in ordered]


def counted(user, year: ProgrammeYear, area: str, today: datetime.date) -> dict[str, int]:
    """Households late, very late, never visited, and late without a trainer, in one place."""
    here = Enrolment.objects.visible_to(user).under(area or user.area_code)
    late = overdue(here, year, today)
    alone = ~Exists(Assignment.objects.serving().filter(enrolment=OuterRef("pk")))
    active = here.active().filter(target_village__year=year)
    return {
        "late": late.count(),
        "very_late": late.filter(is_very_late=True).count(),
        "never": active.filter(Q(state=None) | Q(state__visits=0)).count(),
        "alone": late.filter(alone).count(),
    }

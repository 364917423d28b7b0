"""How far the records of a year are, place by place: target villages, records by state, villages that sent none."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import Length, Substr

from samma.knowledge.models import WAITING, KnowledgeRecord, State
from samma.scope import WHOLE_COUNTRY, code_range
from villages.models import LEVELS, Area, TargetVillage


@dataclass
class Line:
    """One place of the summary."""

    code: str
    name: str
    targets: int = 0
    drafts: int = 0
    waiting: int = 0
    approved: int = 0
    missing: int = 0  # target villages of which nothing was sent

    @property
    def handed_in(self) -> int:
        return self.waiting + self.approved


def digits_below(prefix: str) -> int:
    """The length of the codes one level below a place."""
    return 2 if prefix == WHOLE_COUNTRY else min(len(prefix) + 2, 6)


def summary(user, year: int, prefix: str) -> list[Line]:
    """A line for each place one level below `prefix`, and one for records that say no such place. Four queries."""
    digits = digits_below(prefix)
    areas = Area.objects.filter(level=digits)
    if prefix != WHOLE_COUNTRY:
        first, past = code_range(prefix)
        areas = areas.filter(code__gte=first, code__lt=past)
    lines = {area.code: Line(area.code, area.full_name) for area in areas.order_by("sort_key")}
    targets = TargetVillage.objects.visible_to(user).under(prefix).filter(year=year)
    sized = (
        KnowledgeRecord.objects.visible_to(user).of_place(prefix).filter(year=year).alias(length=Length("stands_in"))
    )
    by_state = {
        "drafts": Count("pk", filter=Q(state=State.DRAFT)),
        "waiting": Count("pk", filter=Q(state__in=WAITING)),
        "approved": Count("pk", filter=Q(state__in=[State.APPROVED, State.PUBLISHED])),
    }
    tallies = [
        (targets, "village_code", {"targets": Count("pk")}),
        (without_record(targets), "village_code", {"missing": Count("pk")}),
        (sized.filter(length__gte=digits).exclude(stands_in=WHOLE_COUNTRY), "stands_in", by_state),
    ]
    for queryset, column, counts in tallies:
        for row in queryset.order_by().values(place=Substr(column, 1, digits)).annotate(**counts):
            line = lines.setdefault(row["place"], Line(row["place"], row["place"]))
            for name in counts:
                setattr(line, name, row[name])
    left = sized.filter(Q(length__lt=digits) | Q(stands_in=WHOLE_COUNTRY)).aggregate(**by_state)
    found = list(lines.values())
    if any(left.values()):
        found.append(Line("", f"ไม่ระบุ{LEVELS[digits]}", **left))
    return found


def total_of(lines: list[Line]) -> Line:
    """All places together."""
    numbers = ("targets", "drafts", "waiting", "approved", "missing")
    return Line("", "รวม", **{name: sum(getattr(line, name) for line in lines) for name in numbers})


def without_record(targets):
    """Target villages of which no record was sent yet."""
    own = KnowledgeRecord.objects.filter(target_village=OuterRef("pk"))
    return targets.alias(sent=Exists(own.handed_in())).filter(sent=False)


def missing_villages(user, year: int, prefix: str):
    """The names behind the number."""
    targets = TargetVillage.objects.visible_to(user).under(prefix).filter(year=year)
    drafts = KnowledgeRecord.objects.filter(target_village=OuterRef("pk"), state=State.DRAFT)
    return without_record(targets).annotate(has_draft=Exists(drafts)).select_related("village__tambon")

"""What of a village's year happened when, with who served in its team: the facts behind questions about a wrong order."""

from collections.abc import Iterable

from trainers.models import SEATS, Trainer
from villages.models import Activity, ActivityKind, TargetVillage
from villages.rules import Course


def courses_of(targets: Iterable[TargetVillage], *, without: int | None = None) -> dict[int, Course]:
    """The facts of each target village by its pk, in two queries. `without` is an activity that is being changed."""
    pks = [target.pk for target in targets]
    found = {pk: Course(held={}, days={}, service=[], seats=len(SEATS)) for pk in pks}
    held = Activity.objects.filter(target_village__in=pks).exclude(pk=without).order_by("on")
    for pk, kind, on, day_no in held.values_list("target_village", "kind", "on", "day_no"):
        found[pk].held.setdefault(kind, on)
        if kind == ActivityKind.COURSE:
            found[pk].days[day_no] = on
    service = Trainer.objects.filter(team__target_village__in=pks)
    for pk, *served in service.values_list("team__target_village", "seat", "started", "ended"):
        found[pk].service.append(tuple(served))
    return found


def course_of(target: TargetVillage, *, without: int | None = None) -> Course:
    """The facts of one target village."""
    return courses_of([target], without=without)[target.pk]

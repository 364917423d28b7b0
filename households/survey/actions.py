"""The demand survey of a household is taken, and volunteers among the surveyed join the register: nothing is typed twice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from households.models import DemandSurvey, Enrolment, Household
from households.register import enrolling
from households.wishing import put_wishes
from samma.accounts.events import record
from samma.people import Name
from villages.models import Occupation, TargetVillage


@dataclass(frozen=True)
class Answers:
    """What a household said: fields of the survey by name, and the occupations it wishes with its reasons, by rank."""

    facts: Mapping[str, Any]
    wishes: Mapping[int, Occupation | None] = field(default_factory=dict)
    reasons: Mapping[int, str] = field(default_factory=dict)


@transaction.atomic
def household_of(target, house_no: str, head: Name, *, by) -> Household:
    """The household of the village under this house number and head, made when nobody has entered it yet."""
    # Two officers' sheets of one village are written one after the other.
    target = TargetVillage.objects.select_for_update(of=("self",)).select_related("village").get(pk=target.pk)
    known = Household.objects.filter(village=target.village_id)
    found = enrolling.find_household(known, house_no, f"{head.title}{head.first_name} {head.last_name}")
    if found is not None:
        return found
    household = Household.objects.create(
        village=target.village,
        house_no=house_no,
        title=head.title,
        first_name=head.first_name,
        last_name=head.last_name,
    )
    record("create", household, by=by)
    return household


@transaction.atomic
def take_survey(target, household, answers: Answers, *, by) -> DemandSurvey:
    """Write the answers of a household; a survey it has already is mended by them."""
    survey = DemandSurvey.objects.select_for_update().filter(household=household, target_village=target).first()
    is_new = survey is None
    survey = survey or DemandSurvey(household=household, target_village=target)
    changed = [name for name, value in answers.facts.items() if getattr(survey, name) != value]
    for name in changed:
        setattr(survey, name, answers.facts[name])
    survey.version += not is_new
    survey.save()
    put_wishes(survey, answers.wishes, answers.reasons)
    record("survey", survey, by=by, fields=changed, is_new=is_new)
    return survey


@transaction.atomic
def enrol_surveyed(target, surveys: Sequence[DemandSurvey], *, by, today, over_reason: str = "") -> list[Enrolment]:
    """Take volunteers of the survey into the register with the occupation they wish first.

    Raises ValidationError in Thai: one who does not volunteer, one who is there already, more than the year's number
    without a reason.
    """
    target = TargetVillage.objects.select_for_update(of=("self",)).select_related("year").get(pk=target.pk)
    unwilling = [str(survey.household) for survey in surveys if not survey.volunteer]
    if unwilling:
        raise ValidationError(f"ครัวเรือนเป้าหมายต้องสมัครใจ: {', '.join(unwilling)} ยังไม่สมัครใจ")
    limit, count = target.year.households_per_village, target.enrolments.active().count() + len(surveys)
    if surveys and count > limit and not over_reason:
        raise ValidationError(
            f"ปี {target.year_id} กำหนด {limit} ครัวเรือนต่อหมู่บ้าน จะมี {count} ครัวเรือน หากถูกต้อง ให้บอกเหตุผลแล้วบันทึกอีกครั้ง",
            code="over",
        )
    joined = [enrolling.enrol(target, _row(survey), by=by, today=today) for survey in surveys]
    if joined and count > limit:
        record(enrolling.OVER, target, by=by, count=count, reason=over_reason)
    return joined


def _row(survey: DemandSurvey) -> enrolling.RegisterRow:
    household = survey.household
    first = next(iter(survey.wishes.all()), None)
    return enrolling.RegisterRow(
        house_no=household.house_no,
        head=Name(household.title, household.first_name, household.last_name),
        occupation=first.occupation if first else None,
    )

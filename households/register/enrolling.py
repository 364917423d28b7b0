"""The register of target households: a row of it becomes a household and its enrolment, once, whoever brings it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Max

from households import states
from households.models import Enrolment, Household
from samma import thai
from samma.accounts.events import last_detail, record
from samma.people import Name
from trainers.rules import near_names, same_name
from villages.models import Occupation, TargetVillage

USUAL_HOUSE_NO = re.compile(r"\d{1,4}(/\d{1,4})?")
OVER = "enrol over"  # in the audit: more households than the year's number, and why
ASIDE = 10_000  # numbers that change places wait up here, out of each other's way


@dataclass(frozen=True)
class RegisterRow:
    """One line of ทะเบียนครัวเรือนเป้าหมาย. `number` may be left to the action: the next free one."""

    house_no: str
    head: Name
    number: int | None = None
    participant: str = ""
    relation: str = ""
    phone: str = ""
    occupation: Occupation | None = None
    volunteer: bool = True
    house_code: str = ""


def same_house_no(typed: str, known: str) -> bool:
    """12/3 and ๑๒/๓ and "12 / 3" are one number."""
    return thai.search_fold(typed) == thai.search_fold(known)


def is_usual_house_no(text: str) -> bool:
    """12 or 12/3; anything else is asked about."""
    return bool(USUAL_HOUSE_NO.fullmatch(thai.search_fold(text)))


def find_household(known: Iterable[Household], house_no: str, head: str) -> Household | None:
    """The household that a line of the register means: the same house number and the same head."""
    return next((h for h in known if same_house_no(house_no, h.house_no) and same_name(head, h.full_name)), None)


def near_households(known: Iterable[Household], house_no: str, head: str) -> list[Household]:
    """Households that might be meant: the same house under another head, or a head's name a letter away."""
    known = list(known)
    near = set(near_names(head, (h.full_name for h in known)))
    return [h for h in known if same_house_no(house_no, h.house_no) or h.full_name in near]


@transaction.atomic
def enrol(target, row: RegisterRow, *, by, today) -> Enrolment:
    """Take a household into the register of a village and year; a household known by house number and head is reused.

    Raises ValidationError in Thai: in the register already, number taken, house code of another household.
    """
    # Numbers are given out one after another under the village's lock.
    target = TargetVillage.objects.select_for_update(of=("self",)).select_related("village").get(pk=target.pk)
    known = Household.objects.filter(village=target.village_id)
    household = find_household(known, row.house_no, f"{row.head.title}{row.head.first_name} {row.head.last_name}")
    if household is not None:
        present = target.enrolments.filter(household=household).first()
        if present is not None:
            left = " ออกไปแล้ว หากกลับมาให้ลบวันที่ออกในหน้าครัวเรือน" if present.left_on else ""
            raise ValidationError({"head": f"{household} อยู่ในทะเบียนนี้แล้ว ลำดับที่ {present.number}{left}"})
        # What a new line leaves empty is not known to it; what is known stays.
        row = replace(row, phone=row.phone or household.phone, house_code=row.house_code or household.house_code)
    is_new = household is None
    household = household or Household(village=target.village)
    _write_household(household, row, by=by, is_new=is_new)
    enrolment = Enrolment(household=household, target_village=target, joined_on=today)
    return _write_enrolment(enrolment, row, by=by, is_new=True)


@transaction.atomic
def amend(enrolment, row: RegisterRow, *, by) -> Enrolment:
    """Mend a line of the register: the household's own facts and its part in this year."""
    enrolment = (
        Enrolment.objects.select_for_update(of=("self",), no_key=True)
        .select_related("household", "target_village")
        .get(pk=enrolment.pk)
    )
    _write_household(enrolment.household, row, by=by, is_new=False)
    return _write_enrolment(enrolment, row, by=by, is_new=False)


def reason_for_more(target) -> str:
    """Why a village has more households than the year's number, as it was said when they were enrolled."""
    return last_detail(OVER, target).get("reason", "")


def make_room(enrolments: Iterable[Enrolment]) -> None:
    """Set numbers aside that are about to change, so that two lines may change places; inside the caller's transaction."""
    Enrolment.objects.filter(pk__in=[e.pk for e in enrolments]).update(number=F("number") + ASIDE)


def _write_household(household, row, *, by, is_new) -> None:
    facts = {
        "house_no": row.house_no,
        "title": row.head.title,
        "first_name": row.head.first_name,
        "last_name": row.head.last_name,
        "phone": row.phone,
        "house_code": row.house_code,
    }
    changed = [name for name, value in facts.items() if getattr(household, name) != value]
    if not (is_new or changed):
        return
    for name in changed:
        setattr(household, name, facts[name])
    taken = Household.objects.exclude(pk=household.pk).filter(house_code=household.house_code)
    if household.house_code and taken.exists():
        raise ValidationError({"house_code": "มีครัวเรือนที่ใช้รหัสประจำบ้านนี้แล้ว"})
    if not is_new:
        household.version += 1
    household.save()
    record("create" if is_new else "edit", household, by=by, fields=changed)


def _write_enrolment(enrolment, row, *, by, is_new) -> Enrolment:
    others = Enrolment.objects.filter(target_village=enrolment.target_village_id).exclude(pk=enrolment.pk)
    number = row.number
    if number is None:
        last = others.filter(number__lt=ASIDE).aggregate(last=Max("number"))["last"]
        number = (last or 0) + 1 if is_new else enrolment.number
    if others.filter(number=number).exists():
        raise ValidationError({"number": f"มีครัวเรือนลำดับที่ {number} แล้ว (นับรวมครัวเรือนที่ออก)"})
    facts = {
        "number": number,
        "participant": row.participant,
        "relation": row.relation,
        "occupation": row.occupation,
        "volunteer": row.volunteer,
    }
    changed = [name for name, value in facts.items() if getattr(enrolment, name) != value]
    if not (is_new or changed):
        return enrolment
    for name in changed:
        setattr(enrolment, name, facts[name])
    if not is_new:
        enrolment.version += 1
    enrolment.save()
    if is_new:
        states.begin(enrolment)
    record("enrol" if is_new else "edit", enrolment, by=by, fields=changed)
    return enrolment

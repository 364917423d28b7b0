"""The occupations that a household wishes to learn, first to third: written by its page, or as a sheet's row brings them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from households.models import DemandSurvey, Enrolment, OccupationWish
from samma.accounts.events import record
from samma.resources import Written
from samma.resources.written import mark_of, plain_values
from villages.models import Occupation

RANKS = (1, 2, 3)


def survey_of(enrolment: Enrolment, *, by) -> DemandSurvey:
    """The household's demand survey of this village and year, made at first asking."""
    survey, is_new = DemandSurvey.objects.get_or_create(
        household_id=enrolment.household_id,
        target_village_id=enrolment.target_village_id,
        defaults={"volunteer": enrolment.volunteer},
    )
    if is_new:
        record("create", survey, by=by)
    return survey


def wish(enrolment: Enrolment, wanted: Mapping[int, Occupation | None], *, by) -> None:
    """What the household wishes to learn, rank by rank; a rank without an occupation is taken away."""
    if any(wanted.values()) or enrolment.survey is not None:
        put_wishes(survey_of(enrolment, by=by), wanted)


def put_wishes(survey: DemandSurvey, wanted: Mapping[int, Occupation | None], reasons: Mapping[int, str] | None = None):
    """Write the wishes of a survey; `reasons` by rank, and without them a reason stays with its occupation."""
    there = {one.rank: one for one in survey.wishes.all()}
    for rank, occupation in wanted.items():
        present = there.get(rank)
        if occupation is None:
            if present is not None:
                present.delete()
            continue
        kept = present.reason if present is not None and present.occupation_id == occupation.pk else ""
        reason = (reasons or {}).get(rank, kept)
        if present is None or (present.occupation_id, present.reason) != (occupation.pk, reason):
            values = {"occupation": occupation, "reason": reason}
            OccupationWish.objects.update_or_create(survey=survey, rank=rank, defaults=values)


class Wishes:
    """What an enrolment wishes now, and what it shall wish once the row is stored. A rank the file is silent on stays."""

    def __init__(self, enrolment: Enrolment, cells: dict) -> None:
        self.enrolment = enrolment
        self.survey = None if enrolment._state.adding else enrolment.survey
        self.there = {} if self.survey is None else {wish.rank: wish for wish in self.survey.wishes.all()}
        now = {rank: wish.occupation for rank, wish in self.there.items()}
        self.wanted = {rank: cells.get(f"wish_{rank}", now.get(rank)) for rank in RANKS}
        self.reasons: dict[int, str] = {}  # this sheet has none: a reason stays with its occupation

    def faults(self) -> Iterator[tuple[Any, str]]:
        """What is wrong with them, by rank."""
        for rank in RANKS[1:]:
            wish = self.wanted[rank]
            if wish is not None and self.wanted[rank - 1] is None:
                yield rank, f"ใส่อาชีพที่อยากเรียนอันดับ {rank - 1} ก่อน"

    @staticmethod
    def write(rows: Iterable[tuple[int, "Wishes"]], *, by) -> list[Written]:
        """Store the wishes of many enrolments, (row number, wishes) each."""
        rows = list(rows)
        made, changed, dropped = [], [], []
        written = _open_surveys(rows, by)
        for number, wishes in rows:
            for rank, occupation in wishes.wanted.items():
                present = wishes.there.get(rank)
                if occupation is None:
                    if present is not None:
                        dropped.append((number, present))
                    continue
                kept = present.reason if present is not None and present.occupation_id == occupation.pk else ""
                values = {"occupation_id": occupation.pk, "reason": wishes.reasons.get(rank, kept)}
                if present is None:
                    made.append((number, OccupationWish(survey=wishes.survey, rank=rank, **values)))
                elif values != (before := {"occupation_id": present.occupation_id, "reason": present.reason}):
                    present.occupation, present.reason = occupation, values["reason"]
                    changed.append((number, present, before))
        written += [_told(number, wish, plain_values(wish), {}) for number, wish in dropped]
        if dropped:
            OccupationWish.objects.filter(pk__in=[wish.pk for _number, wish in dropped]).delete()
        OccupationWish.objects.bulk_create([wish for _number, wish in made])
        written += [_told(number, wish, None, plain_values(wish)) for number, wish in made]
        if changed:
            OccupationWish.objects.bulk_update([wish for _number, wish, _before in changed], ["occupation", "reason"])
        written += [_told(n, w, before, {name: getattr(w, name) for name in before}) for n, w, before in changed]
        return written


class SurveyWishes(Wishes):
    """The same with the reasons, as the demand survey's own sheet brings them."""

    def __init__(self, survey: DemandSurvey, cells: dict) -> None:
        self.survey = survey
        self.there = {} if survey._state.adding else {wish.rank: wish for wish in survey.wishes.all()}
        now = {rank: (wish.occupation, wish.reason) for rank, wish in self.there.items()}
        self.wanted = {rank: cells.get(f"wish_{rank}", now.get(rank, (None, ""))[0]) for rank in RANKS}
        self.reasons = {rank: cells.get(f"reason_{rank}", now.get(rank, (None, ""))[1]) or "" for rank in RANKS}

    def faults(self) -> Iterator[tuple[str, str]]:
        """What is wrong with them, by column."""
        for rank in RANKS:
            trade = self.wanted[rank]
            if trade is None and self.reasons[rank]:
                yield f"reason_{rank}", "ใส่เหตุผลแล้ว โปรดใส่อาชีพที่อยากเรียน"
            elif trade is not None and trade in [self.wanted[before] for before in RANKS if before < rank]:
                yield f"wish_{rank}", "เลือกอาชีพนี้แล้วในอันดับก่อน"
        yield from ((f"wish_{rank}", sentence) for rank, sentence in super().faults())


def _open_surveys(rows: list[tuple[int, Wishes]], by) -> list[Written]:
    """A survey for each household that wishes something and has none; one that has one from elsewhere keeps it."""
    wanting = [(number, one) for number, one in rows if one.survey is None and any(one.wanted.values())]
    if not wanting:
        return []
    households = [one.enrolment.household_id for _number, one in wanting if not one.enrolment.household._state.adding]
    there = DemandSurvey.objects.filter(household__in=households).prefetch_related("wishes__occupation")
    known = {(survey.household_id, survey.target_village_id): survey for survey in there}
    new = []
    for number, one in wanting:
        enrolment = one.enrolment
        key = (enrolment.household_id, enrolment.target_village_id)
        one.survey = known.get(key)
        if one.survey is None:
            one.survey = known[key] = DemandSurvey(
                household=enrolment.household, target_village=enrolment.target_village, volunteer=enrolment.volunteer
            )
            new.append((number, one.survey))
        else:
            one.there = {wish.rank: wish for wish in one.survey.wishes.all()}
    surveys = [survey for _number, survey in new]
    DemandSurvey.objects.bulk_create(surveys)
    DemandSurvey.history.bulk_history_create(surveys, default_user=by)
    return [_told(number, survey, None, mark_of(survey)) for number, survey in new]


def _told(number: int, row, before: dict | None, after: dict) -> Written:
    return Written(row._meta.label_lower, row.pk, before, after, number)

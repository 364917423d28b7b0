"""The occupations that a household wishes to learn, first to third, as a sheet's row brings them."""

from collections.abc import Iterable, Iterator

from households.models import Enrolment, OccupationWish
from samma.resources import Written
from samma.resources.written import plain_values

RANKS = (1, 2, 3)


class Wishes:
    """What an enrolment wishes now, and what it shall wish once the row is stored. A rank the file is silent on stays."""

    def __init__(self, enrolment: Enrolment, cells: dict) -> None:
        self.enrolment = enrolment
        self.there = {} if enrolment._state.adding else {wish.rank: wish for wish in enrolment.wishes.all()}
        now = {rank: wish.occupation for rank, wish in self.there.items()}
        self.wanted = {rank: cells.get(f"wish_{rank}", now.get(rank)) for rank in RANKS}

    def faults(self) -> Iterator[tuple[int, str]]:
        """What is wrong with them, by rank."""
        for rank in RANKS[1:]:
            wish = self.wanted[rank]
            if wish is not None and self.wanted[rank - 1] is None:
                yield rank, f"ใส่อาชีพที่อยากเรียนอันดับ {rank - 1} ก่อน"

    @staticmethod
    def write(rows: Iterable[tuple[int, "Wishes"]]) -> list[Written]:
        """Store the wishes of many enrolments, (row number, wishes) each."""
        made, changed, dropped, written = [], [], [], []
        for number, wishes in rows:
            for rank, occupation in wishes.wanted.items():
                present = wishes.there.get(rank)
                if occupation is None:
                    if present is not None:
                        dropped.append((number, present))
                elif present is None:
                    made.append((number, OccupationWish(enrolment=wishes.enrolment, rank=rank, occupation=occupation)))
                elif present.occupation_id != occupation.pk:
                    before = {"occupation_id": present.occupation_id}
                    present.occupation = occupation
                    changed.append((number, present, before))
        written += [_told(number, wish, plain_values(wish), {}) for number, wish in dropped]
        if dropped:
            OccupationWish.objects.filter(pk__in=[wish.pk for _number, wish in dropped]).delete()
        OccupationWish.objects.bulk_create([wish for _number, wish in made])
        written += [_told(number, wish, None, plain_values(wish)) for number, wish in made]
        if changed:
            OccupationWish.objects.bulk_update([wish for _number, wish, _before in changed], ["occupation"])
        written += [_told(n, wish, before, {"occupation_id": wish.occupation_id}) for n, wish, before in changed]
        return written


def _told(number: int, wish: OccupationWish, before: dict | None, after: dict) -> Written:
    return Written(OccupationWish._meta.label_lower, wish.pk, before, after, number)

"""The 1-to-4 board as rows and cards: five trainers by their places, and the households that wait."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Q

from households.care.proposing import Proposed
from households.models import Assignment
from trainers.models import SEAT_NAMES, Trainer


@dataclass
class Card:
    """A household on the board; `proposed` cards are not written yet."""

    enrolment: object
    trainer: object = None
    place: int | None = None
    reason: str = ""
    proposed: bool = False
    why: Sequence[str] = ()  # of a proposal
    refused: object = None  # the bound form of a move or a swap that was refused


@dataclass
class Column:
    """A seat of the team with what its trainer looks after, place by place."""

    seat: int
    name: str
    trainer: object = None
    load: int = 0
    places: list[tuple[int, Card | None]] = field(default_factory=list)
    is_over: bool = False

    @property
    def words(self) -> str:
        return f"ดูแล {self.load} ครัวเรือน" + (" เกินจำนวน" if self.is_over else "")


@dataclass
class Board:
    columns: list[Column]
    waiting: list[Card]
    ceiling: int
    missing: int

    @property
    def is_empty(self) -> bool:
        """Nobody is on it: neither in a place nor waiting."""
        return not self.waiting and not any(column.load for column in self.columns)

    @property
    def trainers(self) -> list:
        return [column.trainer for column in self.columns if column.trainer is not None]


def board_of(target, *, proposed: Sequence[Proposed] = (), refused=None) -> Board:
    """The board as it is, with the cards of a proposal in the places they would take, and a refused move on its card."""
    ceiling = target.year.households_per_trainer
    team = getattr(target, "team", None)
    trainers = {t.seat: t for t in team.seated()} if team is not None else {}
    columns = {t.pk: Column(seat, SEAT_NAMES[seat], t) for seat, t in sorted(trainers.items())}
    refused_pk = refused.cleaned_data["enrolment"].pk if refused is not None else None
    cards: dict[int, list[Card]] = {pk: [] for pk in columns}
    assignments = Assignment.objects.serving().filter(trainer__in=columns, enrolment__target_village=target)
    for a in assignments.select_related("enrolment__household", "enrolment__occupation"):
        on_card = refused if a.enrolment_id == refused_pk else None
        cards[a.trainer_id].append(Card(a.enrolment, columns[a.trainer_id].trainer, a.place, a.reason, refused=on_card))
    told = {one.enrolment.pk for one in proposed}
    for one in proposed:
        taken = {card.place for card in cards[one.trainer.pk]}
        place = next(n for n in range(1, 1000) if n not in taken)
        cards[one.trainer.pk].append(Card(one.enrolment, one.trainer, place, proposed=True, why=one.why))
    for pk, column in columns.items():
        _fill(column, cards[pk], ceiling)
    waiting = target.enrolments.without_trainer().select_related("household", "occupation").order_by("number")
    return Board(
        columns=_seats(columns.values()),
        waiting=[Card(e, refused=refused if e.pk == refused_pk else None) for e in waiting if e.pk not in told],
        ceiling=ceiling,
        missing=len(SEAT_NAMES) - len(columns),
    )


def board_on(target, day: datetime.date) -> Board:
    """The board as it was on a day: who sat where, and which household was whose. Nothing on it can be moved."""
    in_force = Q(started__lte=day) & (Q(ended=None) | Q(ended__gt=day))
    trainers = Trainer.objects.filter(in_force, team__target_village=target).select_related("sage").order_by("seat")
    columns = {t.pk: Column(t.seat, SEAT_NAMES[t.seat], t) for t in trainers}
    cards: dict[int, list[Card]] = {pk: [] for pk in columns}
    held = Assignment.objects.on(day).filter(enrolment__target_village=target)
    for a in held.select_related("enrolment__household", "enrolment__occupation", "trainer__sage"):
        if a.trainer_id not in columns:  # a household was still in the care of one who had left his seat
            columns[a.trainer_id] = Column(a.trainer.seat, SEAT_NAMES[a.trainer.seat], a.trainer)
            cards[a.trainer_id] = []
        cards[a.trainer_id].append(Card(a.enrolment, a.trainer, a.place, a.reason))
    for pk, column in columns.items():
        _fill(column, cards[pk], target.year.households_per_trainer)
    taken = {card.enrolment.pk for found in cards.values() for card in found}
    there = (Q(joined_on=None) | Q(joined_on__lte=day)) & (Q(left_on=None) | Q(left_on__gt=day))
    waiting = target.enrolments.filter(there).exclude(pk__in=taken).select_related("household", "occupation")
    return Board(
        columns=_seats(columns.values()),
        waiting=[Card(enrolment) for enrolment in waiting.order_by("number")],
        ceiling=target.year.households_per_trainer,
        missing=0,
    )


def _seats(columns: Iterable[Column]) -> list[Column]:
    """All seats in order; an empty one too, and two trainers of one seat beside each other."""
    found = list(columns)
    seats = []
    for seat, name in SEAT_NAMES.items():
        seats += [column for column in found if column.seat == seat] or [Column(seat, name)]
    return seats


def _fill(column: Column, cards: list[Card], ceiling: int) -> None:
    """Places 1 to the ceiling, empty ones too, and those beyond it that a reason opened."""
    last = max([ceiling, *(card.place for card in cards)])
    column.load, column.is_over = len(cards), len(cards) > ceiling
    by_place = {card.place: card for card in cards}
    column.places = [
        (place, by_place.get(place)) for place in range(1, last + 1) if place <= ceiling or place in by_place
    ]

"""The 1-to-4 board as rows and cards: five trainers by their places, and the households that wait."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from households.models import Assignment
from trainers.models import SEAT_NAMES


@dataclass
class Card:
    """A household on the board; `proposed` cards are not written yet."""

    enrolment: object
    trainer: object = None
    place: int | None = None
    reason: str = ""
    proposed: bool = False
    refused: object = None  # the bound MoveForm of a move that was refused


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
    def trainers(self) -> list:
        return [column.trainer for column in self.columns if column.trainer is not None]


def board_of(target, *, proposed: Sequence[tuple] = (), refused=None) -> Board:
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
    told = {enrolment.pk for enrolment, _trainer in proposed}
    for enrolment, trainer in proposed:
        taken = {card.place for card in cards[trainer.pk]}
        place = next(n for n in range(1, 1000) if n not in taken)
        cards[trainer.pk].append(Card(enrolment, trainer, place, proposed=True))
    for pk, column in columns.items():
        _fill(column, cards[pk], ceiling)
    waiting = target.enrolments.without_trainer().select_related("household", "occupation").order_by("number")
    seats = [
        next((c for c in columns.values() if c.seat == seat), Column(seat, name)) for seat, name in SEAT_NAMES.items()
    ]
    return Board(
        columns=seats,
        waiting=[Card(e, refused=refused if e.pk == refused_pk else None) for e in waiting if e.pk not in told],
        ceiling=ceiling,
        missing=len(SEAT_NAMES) - len(columns),
    )


def _fill(column: Column, cards: list[Card], ceiling: int) -> None:
    """Places 1 to the ceiling, empty ones too, and those beyond it that a reason opened."""
    last = max([ceiling, *(card.place for card in cards)])
    column.load, column.is_over = len(cards), len(cards) > ceiling
    by_place = {card.place: card for card in cards}
    column.places = [
        (place, by_place.get(place)) for place in range(1, last + 1) if place <= ceiling or place in by_place
    ]

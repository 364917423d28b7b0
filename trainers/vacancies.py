"""Seats that stand empty since somebody left, whom a trainer replaced, and who sat where on a past day."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from samma import thai
from trainers.models import SEAT_NAMES, Team, Trainer


@dataclass(frozen=True)
class Seat:
    """One of the five: who sits there now, and who sat there last."""

    number: int
    trainer: Trainer | None
    last: Trainer | None

    @property
    def name(self) -> str:
        return SEAT_NAMES[self.number]

    @property
    def is_vacant(self) -> bool:
        """Empty because somebody left, not because nobody was chosen yet."""
        return self.trainer is None and self.last is not None

    @property
    def vacancy(self) -> str:
        """ว่างตั้งแต่ … เดิม …: since when, whose, why and by which letter."""
        if not self.is_vacant:
            return ""
        return f"ว่างตั้งแต่ {thai.thai_date(self.last.ended)} เดิม {self.last.sage} ({left_words(self.last)})"


def seats_of(team: Team) -> list[Seat]:
    """The five seats of a team in order, one query."""
    rows = team.trainers.select_related("sage__expertise", "sage__user", "course").order_by("started", "pk")
    by_seat: dict[int, list[Trainer]] = {number: [] for number in SEAT_NAMES}
    for trainer in rows:
        by_seat[trainer.seat].append(trainer)
    return [
        Seat(
            number,
            next((t for t in held if t.ended is None), None),
            max((t for t in held if t.ended is not None), key=lambda t: (t.ended, t.pk), default=None),
        )
        for number, held in by_seat.items()
    ]


def left_words(trainer: Trainer) -> str:
    """Why a trainer left, and the letter that says so."""
    words = [trainer.end_reason]
    if trainer.end_letter_no:
        words.append(f"หนังสือที่ {trainer.end_letter_no}")
    if trainer.end_letter_date:
        words.append(f"ลงวันที่ {thai.thai_date_short(trainer.end_letter_date)}")
    return " ".join(filter(None, words))


def predecessors(trainers: Iterable[Trainer]) -> dict[int, Trainer]:
    """Whom each trainer of a team replaced: the one who left his seat last before he came."""
    found: dict[int, Trainer] = {}
    last: dict[tuple[int, int], Trainer] = {}
    for trainer in sorted(trainers, key=lambda t: (t.started, t.ended is None, t.pk)):
        place = (trainer.team_id, trainer.seat)
        before = last.get(place)
        if before is not None and before.ended is not None and before.ended <= trainer.started:
            found[trainer.pk] = before
        last[place] = trainer
    return found


def seated_on(team: Team, day: datetime.date) -> dict[int, Trainer]:
    """Who sat in which seat on a day; the day on which somebody leaves belongs to the one who follows."""
    there = team.trainers.filter(started__lte=day).filter(Q(ended=None) | Q(ended__gt=day))
    return {trainer.seat: trainer for trainer in there.select_related("sage__expertise").order_by("started", "pk")}


def history(team: Team) -> list[dict]:
    """Everything that happened to the team as events of components/timeline.html, the newest first."""
    rows = list(team.trainers.select_related("sage"))
    replaced = predecessors(rows)
    events = []
    for trainer in rows:
        before = replaced.get(trainer.pk)
        url = reverse("sage-detail", args=[trainer.sage_id])
        events.append(
            (
                trainer.started,
                1,
                trainer.pk,
                f"{trainer.sage} เป็น{trainer.get_seat_display()}",
                f"แทน {before.sage}" if before else "",
                url,
            )
        )
        if trainer.ended is not None:
            events.append(
                (
                    trainer.ended,
                    0,
                    trainer.pk,
                    f"{trainer.sage} พ้นจาก{trainer.get_seat_display()}",
                    left_words(trainer),
                    url,
                )
            )
    if team.order_date:
        words = f"คำสั่งที่ {team.order_no}" if team.order_no else ""
        events.append((team.order_date, 2, 0, "ลงนามคำสั่งแต่งตั้งทีม", words, None))
    return [
        {"when": thai.thai_date(day), "title": title, "text": text, "url": url}
        for day, _kind, _pk, title, text, url in sorted(events, key=lambda event: event[:3], reverse=True)
    ]

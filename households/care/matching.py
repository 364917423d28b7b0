"""Which household is proposed to which trainer: even first, then the same trade, then near houses; each with its reason.

The rule in the officer's words: everybody looks after as many as the others (document 003, ข้อ 4.1 (5): one to four);
among the places that leaves, the pair that fits best is taken first: trade before type of trade, same village before
another, house numbers near each other before far ones. Equal pairs go by the register's number, then by the seat.
"""

import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

NEAR = 5  # house numbers that differ by less are told as near
FAR = 10_000


@dataclass(frozen=True)
class Seeker:
    """A household that waits, as far as it is known."""

    key: Hashable
    number: int
    trade: Hashable = None
    trade_type: Hashable = None
    village: Hashable = None
    house_no: str = ""


@dataclass(frozen=True)
class Helper:
    """A trainer with the households he has: his own house and theirs say where he walks anyway."""

    key: Hashable
    seat: int
    load: int = 0
    trade: Hashable = None
    trade_type: Hashable = None
    village: Hashable = None
    house_nos: tuple[str, ...] = ()


class Match(NamedTuple):
    """A pair and why it fits; `gap` is None where a house number is not known."""

    seeker: Hashable
    helper: Hashable
    same_trade: bool
    same_type: bool
    same_village: bool
    gap: int | None
    near: str  # the house number that is nearest
    load: int  # how many the trainer has with this one


def propose(seekers: Sequence[Seeker], helpers: Sequence[Helper], *, ceiling: int) -> list[Match]:
    """The proposal, in the register's order. Households beyond all ceilings are left out; nobody passes the ceiling."""
    room = even_room(helpers, len(seekers), ceiling=ceiling)
    pairs = sorted(((_badness(s, h), s, h) for s in seekers for h in helpers), key=lambda pair: pair[0])
    load = {helper.key: helper.load for helper in helpers}
    taken: set[Hashable] = set()
    found = []
    for _badness_of, seeker, helper in pairs:
        if seeker.key in taken or not room[helper.key]:
            continue
        taken.add(seeker.key)
        room[helper.key] -= 1
        load[helper.key] += 1
        gap, near = nearest(seeker, helper)
        found.append(
            (
                seeker.number,
                Match(
                    seeker.key,
                    helper.key,
                    same_trade=_same(seeker.trade, helper.trade),
                    same_type=_same(seeker.trade_type, helper.trade_type),
                    same_village=_same(seeker.village, helper.village),
                    gap=gap,
                    near=near,
                    load=load[helper.key],
                ),
            )
        )
    return [match for _number, match in sorted(found, key=lambda pair: pair[0])]


def even_room(helpers: Sequence[Helper], waiting: int, *, ceiling: int) -> dict[Hashable, int]:
    """How many of those who wait each trainer gets so that loads end as even as they can, by seat where it does not come out."""
    load = {helper.key: helper.load for helper in sorted(helpers, key=lambda helper: helper.seat)}
    room = dict.fromkeys(load, 0)
    for _ in range(waiting):
        free = [key for key in load if load[key] < ceiling]
        if not free:
            break
        least = min(free, key=lambda key: load[key])
        load[least] += 1
        room[least] += 1
    return room


def _badness(seeker: Seeker, helper: Helper) -> tuple:
    gap, _near = nearest(seeker, helper)
    return (
        not _same(seeker.trade, helper.trade),
        not _same(seeker.trade_type, helper.trade_type),
        not _same(seeker.village, helper.village),
        FAR if gap is None else gap,
        seeker.number,
        helper.seat,
    )


def _same(one: Hashable, other: Hashable) -> bool:
    return one is not None and one == other


def nearest(seeker: Seeker, helper: Helper) -> tuple[int | None, str]:
    """How far the house number is from the nearest one on the trainer's way; unknown when either is not known."""
    mine = house_number(seeker.house_no)
    others = (
        [(abs(mine - n), text) for text in helper.house_nos if (n := house_number(text)) is not None] if mine else []
    )
    return min(others, default=(None, ""))


def house_number(text: str) -> int | None:
    """The number of the plot: 12 of "12/3" and of "บ้านเลขที่ 12"."""
    found = re.search(r"[0-9]+", text or "")
    return int(found.group()) if found and int(found.group()) < FAR else None

"""What follows in one household: rounds of income and expense, visits to this day, and the state that they add up to."""

from households.models import EnrolmentState, LivelihoodRound, Visit

BASELINE, LATEST, FIRST_VISIT = 295, 25, 260  # days before the last one
EVERY = 30
NEVER_VISITED, BEHIND, TOLD_LATER = 0.03, 0.15, 0.8  # shares of households
HALF, MOST = 0.5, 0.85


def follow_up(maker, enrolled) -> None:
    """Rounds, visits and the state of (enrolment, trade, assignment, sage)."""
    enrolment, _trade, assignment, sage = enrolled
    visited = _visits(maker, enrolment, assignment, sage)
    money = _rounds(maker, enrolment)
    maker.rows[EnrolmentState].append((enrolment, maker.code, *visited, *money))


def _rounds(maker, enrolment: str) -> tuple[str | None, ...]:
    """The baseline and, for most, a later round. Returns the facts of the state."""
    rng, days = maker.rng, maker.load.days
    facts: list[str | None] = []
    farm, nonfarm, own = rng.randint(20, 60) * 1000, rng.randint(8, 40) * 1000, rng.randint(30, 90) * 100
    costs, needed, debt = rng.randint(8, 25) * 1000, rng.randint(25, 55) * 1000, rng.randint(0, 12) * 1000
    told = 2 if rng.random() < TOLD_LATER else 1
    for ago in (BASELINE, LATEST)[:told]:
        if ago == LATEST:
            nonfarm += rng.randint(-20, 180) * 100
            needed -= rng.randint(-10, 40) * 100
        amounts = [farm, max(nonfarm, 0), own, costs, needed, debt, rng.randint(0, 60) * 100]
        maker.add(LivelihoodRound, enrolment, maker.code, days[ago], *map(str, amounts))
        facts += [days[ago], str(sum(amounts[:3])), str(sum(amounts[3:6]))]
    return str(told), *facts[:3], *facts[-3:]


def _visits(maker, enrolment: str, assignment: str | None, sage: str | None) -> tuple[str | None, ...]:
    """Visits month by month, the last one lately for most. Returns the facts of the state."""
    rng, days, code, wanted = maker.rng, maker.load.days, maker.code, maker.load.visits
    random = rng.random
    if not wanted or sage is None or random() < NEVER_VISITED:
        return "0", None, None, ""
    last = rng.randint(EVERY, EVERY * 3) if random() < BEHIND else rng.randint(0, EVERY - 2)
    step = (FIRST_VISIT - last) / max(wanted - 1, 1)
    rows, officer, bits = maker.rows[Visit], maker.officer, rng.getrandbits
    gives_up = random() < 0.04
    next_on = practising = ""
    for nth in range(wanted):
        ago = FIRST_VISIT - round(step * nth) if wanted > 1 else last
        practising = "not_yet" if nth == 0 and random() < HALF else "stopped" if gives_up and nth > 3 else "yes"
        chance = random()
        gained = str(bits(5) * 100 + 100) if chance < HALF else None
        saved = str(bits(4) * 50 + 50) if chance > 0.3 and chance < MOST else None
        next_on = days[ago - EVERY] if random() < 0.6 else None
        tail = bits(74)
        rows.append(
            (
                f"{days.milliseconds[ago] + bits(24) + 7_200_000:012x}7{tail & 0xFFF:03x}8{tail >> 14:015x}",
                enrolment,
                code,
                assignment,
                days[ago],
                sage,
                officer,
                practising,
                "amount" if gained else "unknown" if chance > MOST else "none",
                gained,
                "amount" if saved else "none",
                saved,
                "ทำได้ตามที่ตกลง" if gained else "",
                next_on,
                days.evening(ago),
            )
        )
    return str(wanted), days[ago], next_on, practising

"""Who signs for a group: the names that its offices had on a day."""

import datetime

from groups.models import Position

SIGNERS = [Position.CHAIR, Position.SECRETARY]


def signers(group, day: datetime.date, positions=SIGNERS) -> list[tuple[Position, str]]:
    """Who held these offices on a day; the name is empty where nobody did."""
    terms = group.terms.filter(position__in=positions, started__lte=day).select_related("member__enrolment__household")
    held = {term.position: term.member.name for term in terms.order_by("started") if not term.ended or term.ended > day}
    return [(position, held.get(position, "")) for position in positions]

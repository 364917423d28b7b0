"""Which groups a paper is of, and what a blank sheet of one knows."""

import datetime
from collections.abc import Iterable, Sequence

from groups.models import Group, Membership
from samma.progress.papers.desk import Desk
from samma.progress.papers.filled import Filled
from samma.progress.papers.source import Unit, number_of


def groups_of(desk: Desk, keys: Sequence[str] = ()):
    """The group whose desk it is; else those of the village and its year, or the ones asked for."""
    if desk.group:
        return Group.objects.filter(pk=desk.group.pk)
    found = Group.objects.filter(village=desk.target.village_id, year=desk.target.year_id).order_by("sort_key", "pk")
    return found.filter(pk__in=[number_of(key) for key in keys]) if keys else found


def units(desk: Desk) -> list[Unit]:
    return [Unit(str(group.pk), group.name) for group in groups_of(desk)]


def blank_of_group(desk: Desk) -> Filled:
    """What a blank sheet knows: its place, and from a group's own page the group."""
    return Filled(desk.place | ({"group": desk.group.name, "address": desk.group.address} if desk.group else {}))


def founders_of(members: Iterable[Membership], founded: datetime.date | None) -> set[int]:
    """Households that were there on the day the group was founded; without that day, on the day the first ones joined."""
    households = [(one.joined, one.enrolment.household_id) for one in members if one.enrolment]
    day = founded or min((joined for joined, _ in households), default=None)
    return {household for joined, household in households if joined <= day}

"""The five ก asked of the database: the list, the board and the roll-ups narrow and count groups by what each lacks.

`groups.rules` judges the facts of `groups.standing` and is the rule; here is the same rule as conditions of one query, so
that a country's groups are narrowed without reading them. A test holds the two equal.
"""

from decimal import Decimal

from django.db.models import Count, DecimalField, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from groups.models import Bylaw, CommitteeTerm, FundEntry, GroupActivity, Membership, Origin, Position
from groups.standing import THINGS
from households.models import Enrolment

ELEMENTS = range(1, 6)
MONEY = DecimalField(max_digits=20, decimal_places=2)


def complete(groups: QuerySet) -> QuerySet:
    """Groups with all five ก, existing ones by their own rule."""
    for condition in _conditions().values():
        groups = groups.filter(condition)
    return groups


def short(groups: QuerySet) -> QuerySet:
    """Groups that lack one ก or more."""
    every = Q()
    for condition in _conditions().values():
        every &= condition
    return groups.filter(~every)


def lacking(groups: QuerySet, element: int) -> QuerySet:
    """Groups that lack this ก, whatever else they have."""
    return groups.filter(~_conditions()[element])


def _conditions() -> dict[int, Q]:
    """What makes each ก, the cheap ones first: they decide for most groups."""
    here = {"group": OuterRef("pk")}
    chairs = CommitteeTerm.objects.current().filter(position=Position.CHAIR, member__left=None, **here)
    return {
        2: Q(Exists(chairs)),
        3: Q(Exists(Bylaw.objects.filter(adopted__isnull=False, **here))),
        5: Q(Exists(GroupActivity.objects.filter(**here))),
        4: _has_fund(here),
        1: _has_members(here),
    }


def _has_fund(here: dict) -> Q:
    entries = FundEntry.objects.filter(**here)
    taken_back = Exists(FundEntry.objects.filter(corrects=OuterRef("pk")))
    in_hand = entries.order_by().values("group").annotate(total=Sum("amount")).values("total")
    return Q(Exists(entries.filter(THINGS, ~taken_back))) | Q(Exists(in_hand.filter(total__gt=Decimal(0))))


def _has_members(here: dict) -> Q:
    members = Membership.objects.current().filter(**here)
    trained = Enrolment.objects.active().trained().filter(pk=OuterRef("enrolment"))
    own_type = Coalesce(OuterRef("occupation__parent"), OuterRef("occupation"), output_field=IntegerField())
    alike = (
        members.annotate(type=Coalesce("enrolment__occupation__parent", "enrolment__occupation"))
        .filter(Exists(trained), type=own_type)
        .order_by()
        .values("group")
        .annotate(n=Count("enrolment__household", distinct=True))
        .values("n")
    )
    households = Coalesce(Subquery(alike, output_field=IntegerField()), 0)
    of_programme = ~Q(origin=Origin.EXISTING) & Q(year__group_minimum__lte=households)
    return Q(Q(origin=Origin.EXISTING) & Q(Exists(members))) | of_programme

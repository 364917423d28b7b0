"""The facts of the five ก, read from the rows: six queries for one group or for a page of them."""

from collections import defaultdict
from decimal import Decimal

from django.db.models import Count, Exists, Max, OuterRef, Q, Sum

from groups.models import Bylaw, CommitteeTerm, FundEntry, FundKind, Group, GroupActivity, Membership, Origin, Position
from groups.rules import Standing
from households.models import Enrolment

THINGS = Q(kind=FundKind.TOOL) | Q(kind=FundKind.SUPPORT, amount=0)


def type_of(occupation) -> int:
    """The id of the type (ประเภทอาชีพ) that an occupation of either level belongs to."""
    return occupation.parent_id or occupation.pk


def standing_of(group: Group, *, without: int | None = None) -> Standing:
    """The facts of one group; `without`: as they would be if this membership had ended."""
    return standings_of([group], without=without)[group.pk]


def standings_of(groups: list[Group], *, without: int | None = None) -> dict[int, Standing]:
    """The facts of each group, by its id. The groups come with their occupation and year."""
    members = _members(groups, without)
    committee, chairs = _committees(groups)
    bylaws = dict(_of(Bylaw, groups).annotate(last=Max("adopted")).values_list("group", "last"))
    fund = {row["group"]: row for row in _fund(groups)}
    activities = {row["group"]: row for row in _of(GroupActivity, groups).annotate(n=Count("pk"), last=Max("on"))}
    return {
        group.pk: Standing(
            group_minimum=group.year.group_minimum,
            trained_same_occupation=_trained_households(members[group.pk], type_of(group.occupation)),
            members=len(members[group.pk]),
            committee=len(committee[group.pk]),
            has_chair=group.pk in chairs,
            bylaws_adopted=bylaws.get(group.pk),
            balance=fund.get(group.pk, {}).get("balance", Decimal(0)),
            tools=fund.get(group.pk, {}).get("tools", 0),
            activities=activities.get(group.pk, {}).get("n", 0),
            last_activity=activities.get(group.pk, {}).get("last"),
            is_existing=group.origin == Origin.EXISTING,
        )
        for group in groups
    }


def _of(model, groups):
    """The model's rows of these groups, to be counted group by group."""
    return model.objects.filter(group__in=groups).order_by().values("group")


def _members(groups, without=None) -> dict[int, list[dict]]:
    """Members of today by group; each knows its household, its occupation's type and whether it is trained."""
    rows = list(
        Membership.objects.current()
        .filter(group__in=groups)
        .exclude(pk=without)
        .values("group", "enrolment", "enrolment__household", "enrolment__occupation", "enrolment__occupation__parent")
    )
    enrolments = [row["enrolment"] for row in rows if row["enrolment"]]
    trained = set(Enrolment.objects.active().trained().filter(pk__in=enrolments).values_list("pk", flat=True))
    by_group = defaultdict(list)
    for row in rows:
        row["trained"] = row["enrolment"] in trained
        row["type"] = row["enrolment__occupation__parent"] or row["enrolment__occupation"]
        by_group[row["group"]].append(row)
    return by_group


def _trained_households(members: list[dict], occupation_type: int) -> int:
    # The same trade is the same type, so the type alone decides; a household of two years counts once.
    return len({row["enrolment__household"] for row in members if row["trained"] and row["type"] == occupation_type})


def _committees(groups) -> tuple[dict[int, set[int]], set[int]]:
    """Who sits in each committee now, and which of them have a chair."""
    seated, chairs = defaultdict(set), set()
    rows = CommitteeTerm.objects.current().filter(group__in=groups, member__left=None)
    for group, member, position in rows.values_list("group", "member", "position"):
        seated[group].add(member)
        if position == Position.CHAIR:
            chairs.add(group)
    return seated, chairs


def _fund(groups):
    taken_back = Exists(FundEntry.objects.filter(corrects=OuterRef("pk")))
    return (
        FundEntry.objects.filter(group__in=groups)
        .order_by()
        .annotate(taken_back=taken_back)
        .values("group")
        .annotate(balance=Sum("amount"), tools=Count("pk", filter=THINGS & Q(taken_back=False)))
    )

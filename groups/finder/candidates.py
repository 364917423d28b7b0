"""Who could form a group or join one: trained households of one type of occupation that no group has yet."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q

from groups.books import DISTRICT, TAMBON
from groups.models import Group, Membership
from groups.standing import type_of
from households.models import Enrolment
from samma.scope import WHOLE_COUNTRY
from villages.models import Occupation, TargetVillage


@dataclass(frozen=True)
class Cluster:
    """Trained households of one type of occupation in one target village."""

    kind: Occupation
    enrolments: list[Enrolment]
    minimum: int

    @property
    def short(self) -> int:
        """How many households are missing for a group; 0 when there are enough."""
        return max(0, self.minimum - len(self.enrolments))

    @property
    def occupation(self) -> Occupation:
        """The trade they share, else their type."""
        trades = {enrolment.occupation for enrolment in self.enrolments}
        return trades.pop() if len(trades) == 1 else self.kind


def free_enrolments(prefix: str):
    """Trained households of a place, with an occupation, that no group has, by whichever year's enrolment.

    Each table is narrowed to the place. That a household's year, group and members lie where it does is known here and
    not to the database, which would read them of the whole country.
    """
    trained = Enrolment.objects.active().trained().under(prefix).under(prefix, "target_village__village_code")
    around = prefix if prefix == WHOLE_COUNTRY else prefix[:DISTRICT]  # a neighbour's group may have them
    members = _memberships().under(around).under(around, "enrolment__village_code")
    return trained.filter(~Exists(members), occupation__isnull=False)


def clusters_of(targets: list[TargetVillage]) -> dict[int, list[Cluster]]:
    """The clusters of each target village, by its id, largest first: one query. The targets come with their year."""
    districts = {target.village_code[:DISTRICT] for target in targets}
    free = (
        free_enrolments(districts.pop() if len(districts) == 1 else WHOLE_COUNTRY)
        .filter(target_village__in=targets)
        .select_related("household", "occupation__parent")
        .order_by("number")
    )
    found = defaultdict(lambda: defaultdict(list))
    for enrolment in free:
        kind = enrolment.occupation.parent or enrolment.occupation
        found[enrolment.target_village_id][kind].append(enrolment)
    return {
        target.pk: [
            Cluster(kind, enrolments, target.year.group_minimum)
            for kind, enrolments in sorted(found[target.pk].items(), key=lambda pair: (-len(pair[1]), pair[0].sort_key))
        ]
        for target in targets
    }


def candidates(village):
    """Households of the village that take part in any year; `is_trained` says which of them passed the course."""
    rows = told_if_trained(Enrolment.objects.active().filter(household__village=village))
    return rows.order_by("-target_village__year_id", "number")


def told_if_trained(enrolments):
    """Enrolments as a choice of members shows them."""
    trained = Enrolment.objects.trained().filter(pk=OuterRef("pk"))
    paths = ("household__village", "target_village", "occupation")
    return enrolments.annotate(is_trained=Exists(trained)).select_related(*paths)


def candidates_for(group: Group):
    """Who may still join: its own village's households, and trained ones of its trade of the tambon that are free."""
    kind = type_of(group.occupation)
    near = free_enrolments(group.village_code[:TAMBON])
    near = near.filter(Q(occupation=kind) | Q(occupation__parent=kind)).values("pk")
    own = Q(household__village=group.village_id)
    return (
        told_if_trained(Enrolment.objects.active().filter(own | Q(pk__in=near)))
        .exclude(Exists(_memberships().filter(group=group)))
        .annotate(is_near=ExpressionWrapper(~own, BooleanField()))
        .order_by("is_near", "-target_village__year_id", "village_code", "number")
    )


def _memberships():
    """The household's memberships of today, by whichever year's enrolment it joined."""
    return Membership.objects.current().filter(enrolment__household=OuterRef("household"))

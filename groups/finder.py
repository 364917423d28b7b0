"""Who could form a group or join one: trained households of one type of occupation that no group has yet."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from groups.models import Group, Membership
from households.models import Enrolment
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


def clusters_of(targets: list[TargetVillage]) -> dict[int, list[Cluster]]:
    """The clusters of each target village, by its id, largest first: one query. The targets come with their year."""
    free = (
        Enrolment.objects.active()
        .trained()
        .filter(~Exists(_memberships()), target_village__in=targets, occupation__isnull=False)
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
    trained = Enrolment.objects.trained().filter(pk=OuterRef("pk"))
    return (
        Enrolment.objects.active()
        .filter(household__village=village)
        .annotate(is_trained=Exists(trained))
        .select_related("household", "target_village", "occupation")
        .order_by("-target_village__year_id", "number")
    )


def candidates_for(group: Group):
    """Who may still join the group."""
    return candidates(group.village_id).exclude(Exists(_memberships().filter(group=group)))


def _memberships():
    """The household's memberships of today, by whichever year's enrolment it joined."""
    return Membership.objects.current().filter(enrolment__household=OuterRef("household"))

"""Places, programme years, occupations, what is planned in a target village, what happened when, and what its people found."""

from villages.models.activity import Activity, ActivityPhoto, AgendaItem, Participant
from villages.models.forum import Plan, PlanAnswer, PlanProposal, Potential, PotentialKind
from villages.models.occasion import ActivityKind, CoursePart, Occasion
from villages.models.partner import LeaderKind, Partner, PartnerKind, WorkingGroupMember
from villages.models.place import LEVELS, PREFIXES, Area, Village
from villages.models.plan import PlanItem, PlanState, UsualStep
from villages.models.profile import NRD_LEVELS, VillageProfile
from villages.models.programme import Occupation, ProgrammeYear, TargetVillage
from villages.models.spans import SERVING, STARTS_BEFORE_IT_ENDS
from villages.models.stale import StaleVillage

__all__ = [
    "LEVELS",
    "NRD_LEVELS",
    "PREFIXES",
    "SERVING",
    "STARTS_BEFORE_IT_ENDS",
    "Activity",
    "ActivityKind",
    "ActivityPhoto",
    "AgendaItem",
    "Area",
    "CoursePart",
    "LeaderKind",
    "Occasion",
    "Occupation",
    "Participant",
    "Partner",
    "PartnerKind",
    "Plan",
    "PlanAnswer",
    "PlanItem",
    "PlanProposal",
    "PlanState",
    "Potential",
    "PotentialKind",
    "ProgrammeYear",
    "StaleVillage",
    "TargetVillage",
    "UsualStep",
    "Village",
    "VillageProfile",
    "WorkingGroupMember",
]

"""The rows of groups: the five ก, each where it can be seen."""

from groups.models.elements import (
    Bylaw,
    Frequency,
    GroupActivity,
    IncomeShare,
    ModelArticle,
    OtopRegistration,
    ProductType,
)
from groups.models.fund import PAID_OUT, FundClosing, FundEntry, FundKind
from groups.models.group import PARTICIPATION, Group, GroupMeeting, MeetingPurpose, Origin
from groups.models.people import SINGLE_POSITIONS, CommitteeTerm, Membership, Position

__all__ = [
    "PAID_OUT",
    "PARTICIPATION",
    "SINGLE_POSITIONS",
    "Bylaw",
    "CommitteeTerm",
    "Frequency",
    "FundClosing",
    "FundEntry",
    "FundKind",
    "Group",
    "GroupActivity",
    "GroupMeeting",
    "IncomeShare",
    "MeetingPurpose",
    "Membership",
    "ModelArticle",
    "Origin",
    "OtopRegistration",
    "Position",
    "ProductType",
]

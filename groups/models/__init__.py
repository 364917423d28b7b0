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
from groups.models.evaluation import GroupEvaluation, GroupPromise, Outcome, Verdict
from groups.models.fund import PAID_OUT, FundClosing, FundEntry, FundKind
from groups.models.group import PARTICIPATION, Group, GroupMeeting, MeetingPurpose, Origin
from groups.models.markets import Market, MarketKind
from groups.models.people import SINGLE_POSITIONS, CommitteeTerm, Membership, Position
from groups.models.support import HELP, CommitteeTraining, GroupSupport, GroupSupportPhoto, Medium, Publicity

__all__ = [
    "HELP",
    "PAID_OUT",
    "PARTICIPATION",
    "SINGLE_POSITIONS",
    "Bylaw",
    "CommitteeTerm",
    "CommitteeTraining",
    "Frequency",
    "FundClosing",
    "FundEntry",
    "FundKind",
    "Group",
    "GroupActivity",
    "GroupEvaluation",
    "GroupMeeting",
    "GroupPromise",
    "GroupSupport",
    "GroupSupportPhoto",
    "IncomeShare",
    "Market",
    "MarketKind",
    "Medium",
    "MeetingPurpose",
    "Membership",
    "ModelArticle",
    "Origin",
    "OtopRegistration",
    "Outcome",
    "Position",
    "ProductType",
    "Publicity",
    "Verdict",
]

"""The rows of groups: the five ก, each where it can be seen."""

from groups.models.costs import CostKind, CostLine, CostSheet
from groups.models.elements import (
    Bylaw,
    Frequency,
    GroupActivity,
    IncomeShare,
    ModelArticle,
)
from groups.models.evaluation import GroupEvaluation, GroupPromise, Outcome, Verdict
from groups.models.fund import PAID_OUT, FundClosing, FundEntry, FundKind
from groups.models.group import PARTICIPATION, Group, GroupMeeting, MeetingPurpose, Origin
from groups.models.markets import DIRECT, Market, MarketKind, Sale
from groups.models.otop import (
    LINKS,
    AttachedPaper,
    OtopApplication,
    OtopRegistration,
    OtopRound,
    PacketPaper,
    ProducerKind,
    ProductStars,
)
from groups.models.people import SINGLE_POSITIONS, CommitteeTerm, Membership, Position
from groups.models.products import FoodKind, Product, ProductPhoto, ProductStandard, ProductType, StandardKind
from groups.models.support import HELP, CommitteeTraining, GroupSupport, GroupSupportPhoto, Medium, Publicity

__all__ = [
    "DIRECT",
    "HELP",
    "LINKS",
    "PAID_OUT",
    "PARTICIPATION",
    "SINGLE_POSITIONS",
    "AttachedPaper",
    "Bylaw",
    "CommitteeTerm",
    "CommitteeTraining",
    "CostKind",
    "CostLine",
    "CostSheet",
    "FoodKind",
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
    "OtopApplication",
    "OtopRegistration",
    "OtopRound",
    "Outcome",
    "PacketPaper",
    "Position",
    "ProducerKind",
    "Product",
    "ProductPhoto",
    "ProductStandard",
    "ProductStars",
    "ProductType",
    "Publicity",
    "Sale",
    "StandardKind",
    "Verdict",
]

"""The rows of groups: the five ก, each where it can be seen."""

from groups.models.elements import Bylaw, FundEntry, FundKind, GroupActivity, OtopRegistration, ProductType
from groups.models.group import SINGLE_POSITIONS, CommitteeTerm, Group, Membership, Origin, Position

__all__ = [
    "SINGLE_POSITIONS",
    "Bylaw",
    "CommitteeTerm",
    "FundEntry",
    "FundKind",
    "Group",
    "GroupActivity",
    "Membership",
    "Origin",
    "OtopRegistration",
    "Position",
    "ProductType",
]

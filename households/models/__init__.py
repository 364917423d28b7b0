"""The rows of households: who takes part, who looks after whom, what was learnt, seen and earned."""

from households.models.booklet import Booklet, BookletPage, PageEntry
from households.models.care import Assignment
from households.models.demand import DemandSurvey, OccupationWish
from households.models.enrolment import WISHES, WITH_WISHES, Enrolment, Household
from households.models.followup import Answer, Channel, LivelihoodRound, Practising, Visit, VisitPhoto
from households.models.help import HelpAnswer
from households.models.money import (
    BudgetCategory,
    BudgetLine,
    Contribution,
    ContributionKind,
    MoneySource,
    Payment,
)
from households.models.state import EnrolmentState
from households.models.support import SupportKind, SupportPhoto, SupportVisit
from households.models.training import Attendance, Material
from households.models.watch import EarlyPhoto, MarkKind, VisitMark, VisitTwin

__all__ = [
    "WISHES",
    "WITH_WISHES",
    "Answer",
    "Assignment",
    "Attendance",
    "Booklet",
    "BookletPage",
    "BudgetCategory",
    "BudgetLine",
    "Channel",
    "Contribution",
    "ContributionKind",
    "DemandSurvey",
    "EarlyPhoto",
    "Enrolment",
    "EnrolmentState",
    "HelpAnswer",
    "Household",
    "LivelihoodRound",
    "MarkKind",
    "Material",
    "MoneySource",
    "OccupationWish",
    "PageEntry",
    "Payment",
    "Practising",
    "SupportKind",
    "SupportPhoto",
    "SupportVisit",
    "Visit",
    "VisitMark",
    "VisitPhoto",
    "VisitTwin",
]

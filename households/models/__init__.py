"""The rows of households: who takes part, who looks after whom, what was learnt, seen and earned."""

from households.models.care import Assignment
from households.models.enrolment import Enrolment, Household, OccupationWish
from households.models.followup import Answer, Channel, LivelihoodRound, Practising, Visit, VisitPhoto
from households.models.training import Attendance, Material

__all__ = [
    "Answer",
    "Assignment",
    "Attendance",
    "Channel",
    "Enrolment",
    "Household",
    "LivelihoodRound",
    "Material",
    "OccupationWish",
    "Practising",
    "Visit",
    "VisitPhoto",
]

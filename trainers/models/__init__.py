"""The rows of trainers: sages and how they were judged, places to learn at, courses, and the teams of five."""

from trainers.models.place import LearningPlace, PlaceKind, PlaceUse
from trainers.models.sage import Criterion, Judgement, Sage, SageKind, Teaching, TeachingPlace, Verdict
from trainers.models.team import LEAD_SEAT, SEAT_NAMES, SEATS, LeadCourse, Team, Trainer

__all__ = [
    "LEAD_SEAT",
    "SEATS",
    "SEAT_NAMES",
    "Criterion",
    "Judgement",
    "LeadCourse",
    "LearningPlace",
    "PlaceKind",
    "PlaceUse",
    "Sage",
    "SageKind",
    "Teaching",
    "TeachingPlace",
    "Team",
    "Trainer",
    "Verdict",
]

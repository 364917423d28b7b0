"""Every source by the name that a paper's file says."""

from samma.progress.papers import from_days, from_households, from_plan, from_team
from samma.progress.papers.source import Source

SOURCES: dict[str, Source] = from_team.SOURCES | from_plan.SOURCES | from_days.SOURCES | from_households.SOURCES

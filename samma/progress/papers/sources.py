"""Every source by the name that a paper's file says."""

from samma.progress.papers import (
    from_days,
    from_dossier,
    from_evaluation,
    from_fund,
    from_groups,
    from_households,
    from_plan,
    from_products,
    from_report,
    from_team,
    from_village_evaluation,
    from_visits,
)
from samma.progress.papers.source import Source

SOURCES: dict[str, Source] = (
    from_team.SOURCES
    | from_plan.SOURCES
    | from_days.SOURCES
    | from_households.SOURCES
    | from_village_evaluation.SOURCES
    | from_visits.SOURCES
    | from_groups.SOURCES
    | from_evaluation.SOURCES
    | from_dossier.SOURCES
    | from_fund.SOURCES
    | from_products.SOURCES
    | from_report.SOURCES
)

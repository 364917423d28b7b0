"""Values of แบบประเมินกลุ่มอาชีพประจำปี: what the rows of a fiscal year say, beside the evaluators' words where they are known."""

from collections.abc import Sequence

from groups.evaluation.rules import YearFacts, facts_of, usual_year
from groups.models import Group, GroupEvaluation, Position, Verdict
from groups.signers import signers
from samma.progress.papers.asked_groups import blank_of_group, groups_of, units
from samma.progress.papers.desk import Desk
from samma.progress.papers.filled import Filled
from samma.progress.papers.from_fund import Row, short_day
from samma.progress.papers.pen import Digits
from samma.progress.papers.source import Source

ASPECTS = [("meetings", "การประชุมกลุ่ม"), ("accounts", "การทำบัญชี"), ("market", "ตลาดและยอดขาย")]


def evaluations(desk: Desk, keys: Sequence[str]) -> list[Filled]:
    """One sheet for each group: of the year that the desk says, else of its latest evaluation, else of the year to evaluate."""
    found = groups_of(desk, keys).select_related("occupation__parent").prefetch_related("evaluations__promises")
    return [_evaluation(desk, group) for group in found]


def _evaluation(desk: Desk, group: Group) -> Filled:
    done = {one.fiscal_year: one for one in group.evaluations.all()}
    year = desk.fiscal_year or max(done, default=0) or usual_year(group, desk.today)
    said = done.get(year)
    facts = facts_of(group, year, desk.today)
    values: Row = {
        "group": group.name,
        "occupation": str(group.occupation),
        "fiscal_year": Digits(str(year)),
        "chair": signers(group, said.on if said else desk.today, [Position.CHAIR])[0][1],
    }
    if said:
        values |= {
            "on": said.on,
            "officials": said.officials,
            "committee": said.committee,
            "members": said.members,
            "who": said.who,
            "went_well": said.went_well,
            "to_improve": said.to_improve,
            "outcome": said.outcome,
        }
    promises = [
        {"what": one.what, "who": one.who, "due": short_day(one.due), "done": short_day(one.done_on)}
        for one in (said.promises.all() if said else ())
    ]
    return Filled(desk.place | values, {"aspects": _aspects(facts, said), "promises": promises})


def _aspects(facts: YearFacts | None, said: GroupEvaluation | None) -> list[Row]:
    found = [facts.of_meetings, facts.of_accounts, facts.of_market] if facts else [""] * len(ASPECTS)
    return [
        {
            "aspect": words,
            "found": Digits(here),
            "verdict": Verdict(getattr(said, name)).label if said else "",
            "said": getattr(said, f"{name}_said") if said else "",
        }
        for (name, words), here in zip(ASPECTS, found, strict=True)
    ]


def blank(desk: Desk) -> Filled:
    """The aspects stand on a blank sheet too."""
    return Filled(blank_of_group(desk).facts, {"aspects": _aspects(None, None)})


SOURCES = {"group-evaluation": Source(evaluations, units, "ทุกกลุ่ม", blank)}

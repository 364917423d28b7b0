"""Values of รายงานสารสนเทศสัมมาชีพชุมชนระดับหมู่บ้าน: the whole village in one paper."""

from collections.abc import Sequence

from django.db.models import Count, Exists, OuterRef, Prefetch, Q

from groups.models import CommitteeTerm, Group, Origin, Position
from groups.rules import unmet
from groups.standing import standings_of
from households.budget.book import reckoning_of
from households.models import Visit
from households.visits.help import open_requests
from samma import thai
from samma.knowledge.models import KnowledgeRecord
from samma.progress.numbers import FIVE
from samma.progress.outgoing.households import stage, with_standing
from samma.progress.papers.desk import Desk
from samma.progress.papers.dossier_rows import product_row
from samma.progress.papers.filled import Filled, photos_of
from samma.progress.papers.from_days import enrolled, leader_role
from samma.progress.papers.from_households import enrolments_of
from samma.progress.papers.from_plan import plan
from samma.progress.papers.from_team import expertise, serving_rows, trainers_of
from samma.progress.papers.pen import Digits, Value
from samma.progress.papers.source import Source
from samma.progress.papers.village_figures import charts, figures, when
from trainers.models import Sage, Trainer
from villages.models import (
    Activity,
    ActivityPhoto,
    Partner,
    PlanProposal,
    Potential,
    VillageProfile,
    WorkingGroupMember,
)

MOST_PICTURES = 12
PROFILE = ("history", "geography", "land_use", "work", "leaders", "basic_needs", "sights", "problems")


def village_report(desk: Desk, keys: Sequence[str]) -> list[Filled]:
    """Everything that is known of the village and its year today."""
    target = desk.target
    photos = ActivityPhoto.objects.filter(activity__target_village=target).order_by(
        "-activity__on", "order", "added_at"
    )
    pictures, images = photos_of(photos[:MOST_PICTURES], MOST_PICTURES)
    groups, group_rows = _groups(desk)
    money, money_facts = _money(desk)
    rows: dict[str, Sequence[dict[str, Value]]] = {
        "figures": _figures(desk),
        "leaders": [
            {"name": one.name, "role": leader_role(one)}
            for one in WorkingGroupMember.objects.filter(target_village=target).serving().order_by("started", "pk")
        ],
        "partners": [
            {
                "name": one.full_name,
                "kind": one.get_kind_display(),
                "office": " ".join(filter(None, [one.position, one.office])),
            }
            for one in Partner.objects.around(target.village_code)
            .filter(is_active=True)
            .order_by("kind", "sort_key", "pk")
        ],
        "potentials": [
            {"kind": one.get_kind_display(), "name": one.name, "detail": one.detail, "trade": str(one.trade or "")}
            for one in Potential.objects.filter(village=target.village_id).select_related("trade")
        ],
        "sages": _sages(desk),
        "team": serving_rows(trainers_of(desk)),
        "plan": plan(desk, ())[0].rows["items"],
        "activities": _activities(desk),
        "households": _households(desk),
        "groups": group_rows,
        "products": [
            product_row(product, desk.today) | {"group": group.name}
            for group in groups
            for product in group.products.all()
        ],
        "money": money,
        "proposals": _proposals(desk),
        "records": _records(desk),
        "asked": _asked(desk),
    }
    facts = _profile(desk) | money_facts | {"household_count": len(enrolled(desk)), "group_count": len(groups)}
    return [Filled(desk.place | facts, rows, {"photos": pictures}, charts=charts(target), images=images)]


def _profile(desk: Desk) -> dict[str, Value]:
    profile = VillageProfile.objects.filter(village=desk.target.village_id).first() or VillageProfile()
    return {name: getattr(profile, name) for name in PROFILE} | {
        "men": profile.men,
        "women": profile.women,
        "village_people": profile.people,
        "village_households": profile.households,
        "nrd_level": profile.get_nrd_level_display() or "",
        "profile_as_of": profile.as_of,
        "told_by": profile.told_by,
        "village_note": desk.target.note,
    }


def _figures(desk: Desk) -> list[dict[str, Value]]:
    return [
        {
            "label": Digits(f"{figure.label} ({figure.note})" if figure.note else figure.label),
            "value": Digits(figure.shown),
            "unit": figure.unit,
            "of": Digits("" if figure.of is None else f"{thai.number(figure.of)} {figure.of_what}"),
            "percent": Digits("" if figure.percent is None else str(figure.percent)),
            "when": Digits(when(figure, desk.today)),
        }
        for figure in figures(desk.target, desk.user, desk.today)
    ]


def _sages(desk: Desk) -> list[dict[str, Value]]:
    seats = Trainer.objects.serving().filter(team__target_village=desk.target, sage=OuterRef("pk"))
    sages = (
        Sage.objects.filter(village=desk.target.village_id).select_related("expertise").annotate(serves=Exists(seats))
    )
    return [
        {
            "name": sage.full_name,
            "kind": sage.get_kind_display(),
            "expertise": expertise(sage),
            "years": sage.years,
            "can_teach": sage.get_can_teach_display() or "",
            "outcome": sage.outcome,
            "serves": "อยู่ในทีม" if sage.serves else "",
        }
        for sage in sages.order_by("sort_key", "pk")
    ]


def _activities(desk: Desk) -> list[dict[str, Value]]:
    held = Activity.objects.filter(target_village=desk.target).annotate(
        households=Count("attendances", distinct=True), others=Count("participants", distinct=True)
    )
    return [
        {
            "on": Digits(one.days_label),
            "what": " ".join(filter(None, [str(one), one.topic])),
            "place": one.place,
            "people": one.people,
            "households": one.households or None,
            "others": one.others or None,
            "spent": one.spent,
        }
        for one in held.order_by("on", "day_no", "pk")
    ]


def _households(desk: Desk) -> list[dict[str, Value]]:
    return [
        {
            "number": one.number,
            "house_no": Digits(one.household.house_no),
            "head": one.household.full_name,
            "person": one.participant,
            "occupation": str(one.occupation or ""),
            "trainer": one.serving[0].trainer.sage.full_name if one.serving else "",
            "stage": stage(one),
            "visits": one.state.visits if getattr(one, "state", None) else None,
            "last_visit": Digits(thai.thai_date_short(one.state.last_visit_on))
            if getattr(one, "state", None) and one.state.last_visit_on
            else "",
        }
        for one in with_standing(enrolments_of(desk))
    ]


def _groups(desk: Desk) -> tuple[list[Group], list[dict[str, Value]]]:
    chairs = (
        CommitteeTerm.objects.current().filter(position=Position.CHAIR).select_related("member__enrolment__household")
    )
    groups = Group.objects.filter(village=desk.target.village_id, year=desk.target.year_id)
    groups = list(
        groups.select_related("occupation", "year")
        .prefetch_related("products__otop", "products__standards", Prefetch("terms", chairs, to_attr="chairs"))
        .order_by("-origin", "sort_key", "pk")  # those of the programme first
    )
    standings = standings_of(groups)
    rows: list[dict[str, Value]] = []
    for group in groups:
        missing = unmet(standings[group.pk])
        rows.append(
            {
                "name": f"{group.name} (กลุ่มเดิม)" if group.origin == Origin.EXISTING else group.name,
                "occupation": str(group.occupation),
                "members": standings[group.pk].members,
                "chair": group.chairs[0].member.name if group.chairs else "",
                "five": Digits(f"{FIVE - len(missing)}/{FIVE}"),
                "missing": Digits(" ".join(missing)),
                "balance": standings[group.pk].balance,
                "otop": Digits(" ".join(f"{one.product} {one.number}" for one in group.otop)),
            }
        )
    return groups, rows


def _money(desk: Desk) -> tuple[list[dict[str, Value]], dict[str, Value]]:
    found = reckoning_of(desk.target)
    rows = [
        {"item": one.line.name, "planned": one.line.planned, "paid": one.paid, "left": one.left} for one in found.lines
    ]
    return rows, {
        "planned": found.planned,
        "paid": found.paid if found.lines else None,
        "spent": found.spent if found.lines or found.loose else None,
        "budget_left": found.left,
        "share_cash": found.share.cash,
        "share_kind": found.share.kind,
        "share_total": found.share.total,
        "share_percent": Digits("" if found.share.percent is None else str(found.share.percent)),
        "share_unvalued": found.share.unvalued,
    }


def _proposals(desk: Desk) -> list[dict[str, Value]]:
    return [
        {
            "item": one.item,
            "plan": one.get_plan_display(),
            "sent_on": Digits(thai.thai_date_short(one.sent_on)),
            "asked": one.budget_asked,
            "answer": one.get_answer_display(),
            "given": one.budget_given,
        }
        for one in PlanProposal.objects.filter(target_village=desk.target).order_by("sent_on", "pk")
    ]


def _records(desk: Desk) -> list[dict[str, Value]]:
    return [
        {"title": one.title, "owner": one.owner, "state": one.get_state_display()}
        for one in KnowledgeRecord.objects.filter(target_village=desk.target).order_by("sort_key", "pk")
    ]


def _asked(desk: Desk) -> list[dict[str, Value]]:
    visits = Visit.objects.filter(Q(enrolment__target_village=desk.target)).select_related("enrolment__household")
    return [
        {
            "on": Digits(thai.thai_date_short(one.on)),
            "person": one.enrolment.person,
            "problem": one.problem,
            "asked": one.help_needed,
        }
        for one in open_requests(visits).order_by("-on", "-received_at")
    ]


SOURCES = {"village-report": Source(village_report)}

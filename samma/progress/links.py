"""From a step or a block of the village page to the page where it is done."""

from urllib.parse import urlencode

from django.urls import reverse

from samma.progress.numbers import Numbers
from villages.models import ActivityKind, TargetVillage


def step_url(key: str, target: TargetVillage, numbers: Numbers) -> str:
    """Where a step of this village is done."""
    return {
        "survey": lambda: _with(reverse("sage-new"), village=target.village_id),
        "lead": lambda: team_url(target, numbers),
        "lead_course": lambda: team_url(target, numbers),
        "team": lambda: team_url(target, numbers),
        "preparation": lambda: activity_url(target, ActivityKind.PREPARATION),
        "demand": lambda: activity_url(target, ActivityKind.DEMAND),
        "register": lambda: reverse("enrolment-grid", args=[target.pk]),
        "place": lambda: _place_url(target, numbers),
        "training": lambda: reverse("attendance-grid", args=[target.pk]),
        "visits": lambda: reverse("assignment-board" if numbers.unassigned else "visit-grid", args=[target.pk]),
        "group": lambda: group_new_url(target),
        "five": lambda: _group_url(target, numbers),
        "otop": lambda: _group_url(target, numbers),
        "record": lambda: record_url(target, numbers),
    }[key]()


def proof_url(key: str, target: TargetVillage, numbers: Numbers) -> str:
    """The list behind what proves a step, for every role that sees the village."""
    here = {"area": target.village_code, "year": target.year_id}
    groups = list_url("group-list", **here)
    activities = reverse("activity-list", args=[target.pk])
    team = reverse("team-detail", args=[numbers.team]) if numbers.team else list_url("sage-list", area=here["area"])
    return {
        "survey": list_url("sage-list", area=here["area"]),
        "lead": team,
        "lead_course": team,
        "team": team,
        "preparation": activities,
        "demand": reverse("target-demand", args=[target.pk]) if numbers.wishes else activities,
        "register": list_url("household-list", **here, result="active"),
        "place": reverse("material-list", args=[target.pk]) if numbers.materials else activities,
        "training": list_url("household-list", **here, result="active", trained="yes"),
        "visits": list_url("household-list", **here, result="visited"),
        "group": groups,
        "five": groups,
        "otop": groups,
        "record": list_url("record-list", **here),
    }[key]


def _place_url(target: TargetVillage, numbers: Numbers) -> str:
    """First where, then with what."""
    if not numbers.placed:
        return reverse("plan-detail", args=[target.pk])
    return _with(reverse("material-grid", args=[target.pk]), give=1)


def exemplary_url(target: TargetVillage) -> str:
    return list_url("household-list", area=target.village_code, year=target.year_id, result="exemplary")


def household_url(pk: int) -> str:
    return reverse("household-detail", args=[pk])


def team_url(target: TargetVillage, numbers: Numbers) -> str:
    if numbers.team is None:
        return reverse("team-new", args=[target.pk])
    return reverse("team-detail", args=[numbers.team])


def team_page(target: TargetVillage) -> str:
    """The page of its team; the target comes with it."""
    return reverse("team-detail", args=[target.team.pk]) if hasattr(target, "team") else ""


def activity_url(target: TargetVillage, kind: str = "") -> str:
    url = reverse("activity-new", args=[target.pk])
    return _with(url, kind=kind) if kind else url


def group_new_url(target: TargetVillage) -> str:
    return _with(reverse("group-new"), village=target.village_code, year=target.year_id)


def record_new_url(target: TargetVillage) -> str:
    return _with(reverse("record-new"), village=target.pk)


def record_url(target: TargetVillage, numbers: Numbers) -> str:
    """The record that is begun, or a new one."""
    return record_new_url(target) if numbers.draft is None else reverse("record-detail", args=[numbers.draft])


def _group_url(target: TargetVillage, numbers: Numbers) -> str:
    """The group to work on: the first that lacks a ก, else the first."""
    groups = numbers.short_groups or numbers.groups
    return reverse("group-detail", args=[groups[0].pk]) if groups else group_new_url(target)


def list_url(name: str = "target-list", **params) -> str:
    """A list, narrowed by area, year and whatever else it knows; target villages unless another is named."""
    return _with(reverse(name), **{key: value for key, value in params.items() if value})


def _with(url: str, **params) -> str:
    return f"{url}?{urlencode(params)}" if params else url

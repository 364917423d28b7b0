"""Late visits trainer by trainer, and the week's reminders: to look at, to print, and to paste into a chat."""

import datetime

from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from households.due import SOON
from households.overdue.filters import CareFilter, by_trainers_words
from households.overdue.papers import overdue_paper, reminder_paper, reminder_text
from households.overdue.rounds import counted, rounds_of, trainers_behind, trainers_to_remind
from samma import thai
from samma.figures import HERE, ROW
from samma.lists import listing
from samma.pdf import PdfError
from samma.pdf import render as render_pdf
from samma.pdf.answers import not_made, pdf_answer
from samma.scope import WHOLE_COUNTRY, row_number
from trainers.models import Trainer
from villages.models import ProgrammeYear
from villages.places import place_name

MOST_PRINTED = 250  # trainers: about a thousand lines of paper
ORDER = ("village_code", "seat", "pk")
CRUMB = ("ครัวเรือน", "household-list")


@require_safe
def overdue_list(request):
    """Trainers with households past their day, in the order of their villages."""
    today, year, context = localdate(), *_listed(request, trainers_behind)
    rounds = rounds_of(context["rows"], year, today) if year else []
    place = request.GET.get("village") or request.GET.get("area") or request.user.area_code
    context |= {
        "rounds": [_panel(one) for one in rounds],
        "figures": _figures(request, year, place, today) if year and place not in ("", WHOLE_COUNTRY) else [],
        "actions": [
            {"label": "รายการเตือนประจำสัปดาห์", "url": _with(request, "reminder-list"), "icon": "chat-dots"},
            {"label": "พิมพ์", "url": _with(request, "overdue-print"), "icon": "printer"},
        ],
        "crumbs": [(CRUMB[0], reverse(CRUMB[1])), ("เลยกำหนดเยี่ยม", None)],
    }
    return render(request, "households/overdue/list.html", context)


@require_safe
def reminder_list(request):
    """Whom each trainer is to visit by the end of the coming week: names and days alone."""
    today, year, context = localdate(), *_listed(request, trainers_to_remind)
    rounds = rounds_of(context["rows"], year, today, ahead=SOON) if year else []
    context |= {
        "teams": [_reminder(of_team, today) for of_team in by_team(rounds)],
        "week": week(today),
        "actions": [{"label": "พิมพ์ทั้งหมดที่กรองไว้", "url": _with(request, "reminder-print"), "icon": "printer"}],
        "crumbs": [
            (CRUMB[0], reverse(CRUMB[1])),
            ("เลยกำหนดเยี่ยม", _with(request, "overdue-list")),
            ("เตือนประจำสัปดาห์", None),
        ],
    }
    return render(request, "households/overdue/reminders.html", context)


@never_cache
@require_safe
def overdue_print(request):
    """The list on paper, for all that the filter shows."""
    return _printed(request, trainers_behind, overdue_paper, ahead=0, title="ครัวเรือนที่เลยกำหนดเยี่ยม")


@never_cache
@require_safe
def reminder_print(request):
    """The week's reminders on paper; `?team=` for one team."""
    return _printed(request, trainers_to_remind, reminder_paper, ahead=SOON, title="รายการเตือนเยี่ยมประจำสัปดาห์")


def _trainers(request):
    trainers = Trainer.objects.visible_to(request.user)
    if team := row_number(request.GET.get("team", "")):
        trainers = trainers.filter(team=team)
    return trainers.select_related("sage", "team__target_village__village")


def _year(request) -> ProgrammeYear | None:
    """The year asked for, else the one in work."""
    asked = CareFilter(request.GET, queryset=Trainer.objects.none(), request=request).data["year"]
    return ProgrammeYear.objects.filter(pk=row_number(asked)).first()


def _listed(request, those) -> tuple[ProgrammeYear | None, dict]:
    year = _year(request)
    trainers = those(_trainers(request), year, localdate()) if year else Trainer.objects.none()
    return year, listing(
        request, trainers, columns=[], row=lambda t: t, order=ORDER, search=by_trainers_words, filterset=CareFilter
    )


def _printed(request, those, paper, *, ahead: int, title: str):
    today, year = localdate(), _year(request)
    trainers = those(_trainers(request), year, today) if year else Trainer.objects.none()
    trainers = CareFilter(request.GET, queryset=trainers, request=request).qs
    trainers = by_trainers_words(trainers, thai.normalise(request.GET.get("q", ""))).order_by(*ORDER)
    chosen = list(trainers[: MOST_PRINTED + 1])
    if len(chosen) > MOST_PRINTED:
        return not_made(
            request, PdfError(f"มีวิทยากรมากกว่า {MOST_PRINTED} คน พิมพ์ครั้งเดียวไม่ได้: เลือกอำเภอ ตำบล หรือหมู่บ้านก่อนพิมพ์")
        )
    place = request.GET.get("village") or request.GET.get("area") or request.user.area_code
    where = "ทั้งประเทศ" if place == WHOLE_COUNTRY else place_name(place) if place else ""
    rounds = rounds_of(chosen, year, today, ahead=ahead) if year else []
    try:
        return pdf_answer(render_pdf(paper(rounds, where, year, today).html()), f"{title} {where}".strip())
    except PdfError as error:
        return not_made(request, error)


def by_team(rounds) -> list[list]:
    """Rounds of one team side by side, in the order they come."""
    teams = {}
    for one in rounds:
        teams.setdefault(one.trainer.team_id, []).append(one)
    return list(teams.values())


def week(today: datetime.date) -> str:
    """21 พ.ย. 2569 ถึง 28 พ.ย. 2569"""
    return f"{thai.thai_date_short(today)} ถึง {thai.thai_date_short(today + datetime.timedelta(days=SOON))}"


def _figures(request, year, place: str, today) -> list[dict]:
    n = counted(request.user, year, place, today)

    def listed(**narrowed) -> str:
        return _with(request, "household-list", year=year.pk, area=place, **narrowed)

    return [
        {"label": "เลยกำหนดเยี่ยม", "value": thai.number(n["late"]), "unit": "ครัวเรือน", "url": listed(due="late")},
        {
            "label": f"เลยกำหนดมาก (เกิน {year.very_late_days} วัน)",
            "value": thai.number(n["very_late"]),
            "unit": "ครัวเรือน",
            "url": listed(due="very_late") if n["very_late"] else None,
        },
        {"label": "ยังไม่เคยเยี่ยม", "value": thai.number(n["never"]), "unit": "ครัวเรือน", "url": listed(due="never")},
        {
            "label": "เลยกำหนดและไม่มีวิทยากรดูแล",
            "value": thai.number(n["alone"]),
            "unit": "ครัวเรือน",
            "url": listed(due="late", cared="no") if n["alone"] else None,
        },
    ]


def _panel(one) -> dict:
    late = f"เลยกำหนด {one.late} ครัวเรือน" + (f" (เลยมาก {one.very_late})" if one.very_late else "")
    return {
        "name": one.trainer.sage.full_name,
        "place": str(one.trainer.team.target_village.village),
        "url": reverse("team-detail", args=[one.trainer.team_id]),
        "status": {"word": late, "tone": "stop" if one.very_late else "warn", "why": HERE},
        "households": [
            {
                "name": waiting.name,
                "url": reverse("household-detail", args=[waiting.enrolment.household_id]),
                "note": f"บ้านเลขที่ {waiting.enrolment.household.house_no} · {waiting.seen}",
                "status": {"word": waiting.when, "tone": "stop" if waiting.is_very_late else "warn", "why": ROW},
            }
            for waiting in one.waiting
        ],
    }


def _reminder(of_team, today) -> dict:
    team = of_team[0].trainer.team
    return {
        "pk": team.pk,
        "name": f"ทีมวิทยากร{team.target_village.village}",
        "text": reminder_text(of_team, week(today)),
        "print_url": f"{reverse('reminder-print')}?year={of_team[0].trainer.year_id}&team={team.pk}",
    }


def _with(request, name: str, **more) -> str:
    """Another page with the same narrowing."""
    kept = request.GET.copy()
    for key in ("after", "before"):
        kept.pop(key, None)
    for key, value in more.items():
        kept[key] = str(value)
    return f"{reverse(name)}?{kept.urlencode()}" if kept else reverse(name)

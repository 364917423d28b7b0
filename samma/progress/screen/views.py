"""The screen of a meeting: agenda, who came, households and sages chosen; the part with people is asked anew every few seconds."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samma import thai
from samma.figures import measured_of
from samma.progress import links
from samma.progress.papers.declared import FILLED
from samma.progress.papers.from_days import HELD
from samma.progress.screen.forms import HouseholdChoice, PersonForm, SageChoice
from samma.progress.screen.hall import hall_of, seats_of
from samma.progress.screen.ticking import drop_person, tick_household, tick_partner
from samma.scope import get_editable_or_404, get_visible_or_404, row_number
from villages.models import Activity, ActivityKind, Partner, TargetVillage
from villages.places import crumbs_for

ACTIVITIES = Activity.objects.select_related("target_village__village", "target_village__year")
PARTS = {"agenda": "วาระ", "people": "ผู้มาประชุม", "households": "เลือกครัวเรือน", "sages": "เลือกปราชญ์"}
MINUTES = "minutes"  # the key of its paper
CHOSEN = 12  # of the latest, shown beside the form


@require_safe
def screen_choose(request, pk):
    """Which meeting is to stand on the screen."""
    target = get_visible_or_404(TargetVillage.objects.select_related("village", "year"), request.user, pk=pk)
    held = target.activities.order_by("-on", "-pk")
    cards = [
        {
            "title": str(one),
            "text": " · ".join(filter(None, [thai.thai_date(one.on), one.topic, one.place])),
            "url": reverse("activity-screen", args=[one.pk]),
            "icon": "megaphone",
        }
        for one in held
    ]
    new_url = f"{reverse('activity-new', args=[target.pk])}?kind={ActivityKind.FORUM}"
    context = {
        "target": target,
        "cards": cards,
        "measured": measured_of(target),
        "new_url": new_url if request.user.may_write else "",
        "crumbs": crumbs_for(target.village_code, request.user, page="จอเวทีประชาคม", target_pk=target.pk),
    }
    return render(request, "progress/screen/choose.html", context)


@never_cache
@require_safe
def activity_screen(request, pk):
    """`?show=agenda|people|households|sages`; htmx asks for the people alone."""
    activity = get_visible_or_404(ACTIVITIES, request.user, pk=pk)
    if request.htmx:
        return render(request, "progress/screen/_hall.html", _hall(request, activity))
    shown = request.GET.get("show")
    if shown not in PARTS:
        shown = "agenda" if activity.agenda.exists() else "people"
    return _page(request, activity, shown)


def _page(request, activity, shown, **more):
    target = activity.target_village
    url = reverse("activity-screen", args=[activity.pk])
    may_write = request.user.may_write
    context = {
        "activity": activity,
        "target": target,
        "day": thai.thai_date(activity.on),
        "shown": shown,
        "parts": [
            {"key": key, "n": n, "label": label, "url": f"{url}?show={key}", "current": key == shown}
            for n, (key, label) in enumerate(PARTS.items(), 1)
        ],
        "may_write": may_write,
        "back_url": reverse("target-detail", args=[target.pk]),
        "minutes_url": reverse("activity-edit", args=[activity.pk]) if may_write else "",
        "paper_url": f"{reverse('target-paper-pdf', args=[target.pk, MINUTES])}?kind={FILLED}&of={HELD}{activity.pk}",
    }
    if shown == "agenda":
        context |= _agenda(request, activity, url)
    elif shown == "people":
        context |= _hall(request, activity) | {"person_form": PersonForm(user=request.user, activity=activity)}
    elif shown == "households":
        chosen = target.enrolments.active().select_related("household", "occupation").order_by("-number")
        context |= {
            "chosen": list(chosen[:CHOSEN]),
            "count": chosen.count(),
            "list_url": links.list_url(
                "household-list", area=target.village_code, year=target.year_id, result="active"
            ),
            "measured": measured_of(activity.target_village),
            "wanted": target.year.households_per_village,
        }
        if may_write and "choice" not in more:
            context["choice"] = HouseholdChoice(None, user=request.user, target=target, today=localdate())
    else:
        context["seats"] = seats_of(activity)
        if may_write and "form" not in more:
            context["form"] = SageChoice(user=request.user, target=target, today=localdate())
    return render(request, f"progress/screen/{shown}.html", context | more)


def _agenda(request, activity, url) -> dict:
    """The points of the meeting with one of them in hand; `?item=` says which."""
    items = list(activity.agenda.order_by("order"))
    asked = row_number(request.GET.get("item", ""))
    at = next((n for n, item in enumerate(items) if item.order == asked), 0)
    step = {n: f"{url}?show=agenda&item={item.order}" for n, item in enumerate(items)}
    return {
        "items": [{"item": item, "url": step[n], "current": n == at} for n, item in enumerate(items)],
        "previous_url": step.get(at - 1),
        "next_url": step.get(at + 1),
    }


def _hall(request, activity, said: str = "", wrong: str = "") -> dict:
    return {
        "activity": activity,
        "hall": hall_of(activity),
        "measured": measured_of(activity.target_village),
        "may_write": request.user.may_write,
        "said": said,
        "wrong": wrong,
    }


# --- ticking ----------------------------------------------------------------------------------------------------------
@require_POST
def screen_tick(request, pk):
    """`tick` = h-12-1 (household 12 came), p-3-0 (partner 3 did not); or the number of a household in the register."""
    activity = get_editable_or_404(ACTIVITIES, request.user, pk=pk)
    said, wrong = _tick(request, activity)
    if request.htmx:
        context = _hall(request, activity, said, wrong) | {"clear_number": "number" in request.POST}
        return render(request, "progress/screen/_hall.html", context)
    if said or wrong:
        (messages.error if wrong else messages.success)(request, wrong or said)
    return redirect(f"{reverse('activity-screen', args=[pk])}?show=people")


def _tick(request, activity) -> tuple[str, str]:
    """Do what was pressed; what to say, and what went wrong."""
    enrolments = activity.target_village.enrolments.active().select_related("household")
    if "number" in request.POST:
        typed = "".join(letter for letter in thai.arabic_digits(request.POST["number"]) if letter in "0123456789")
        enrolment = enrolments.filter(number=row_number(typed)).first()
        if enrolment is None:
            return "", f"ไม่มีครัวเรือนลำดับที่ “{typed[:10]}” ในทะเบียน" if typed else "พิมพ์ลำดับที่ของครัวเรือนก่อน"
        is_news = tick_household(activity, enrolment, came=True, by=request.user)
        return f"ลำดับ {enrolment.number} {enrolment.person} {'มาแล้ว' if is_news else 'บันทึกว่ามาไว้แล้ว'}", ""
    kind, _, rest = request.POST.get("tick", "").partition("-")
    row, _, came = rest.partition("-")
    if kind == "h":
        enrolment = enrolments.filter(pk=row_number(row)).first()
        if enrolment is not None:
            tick_household(activity, enrolment, came=came == "1", by=request.user)
            return f"{enrolment.person} {'มาแล้ว' if came == '1' else 'ยังไม่มา'}", ""
    elif kind == "p":
        partner = Partner.objects.around(activity.village_code).filter(pk=row_number(row)).first()
        if partner is not None:
            tick_partner(activity, partner, came=came == "1", by=request.user)
            return f"{partner.full_name} {'มาแล้ว' if came == '1' else 'ยังไม่มา'}", ""
    elif kind == "x" and drop_person(activity, row_number(row), by=request.user):
        return "เอาชื่อออกแล้ว", ""
    return "", "รายชื่อเปลี่ยนไปแล้ว โปรดเลือกอีกครั้ง"


@require_POST
def screen_person(request, pk):
    """A name typed in the room."""
    activity = get_editable_or_404(ACTIVITIES, request.user, pk=pk)
    form = PersonForm(request.POST, user=request.user, activity=activity)
    person = form.store()
    if person is None:
        return _page(request, activity, "people", person_form=form)
    messages.success(request, f"เพิ่ม {person.name} แล้ว")
    return redirect(f"{reverse('activity-screen', args=[pk])}?show=people")


# --- choosing ---------------------------------------------------------------------------------------------------------
@require_http_methods(["POST"])
def screen_household(request, pk):
    """A household that volunteers in the meeting; it is ticked as present too."""
    activity = get_editable_or_404(ACTIVITIES, request.user, pk=pk)
    choice = HouseholdChoice(request.POST, user=request.user, target=activity.target_village, today=localdate())
    enrolment = choice.store()
    if enrolment is None:
        return _page(request, activity, "households", choice=choice)
    try:
        tick_household(activity, enrolment, came=True, by=request.user)
    except ValidationError as refusal:  # pragma: no cover - they are of one village
        messages.error(request, " ".join(refusal.messages))
    messages.success(request, f"รับ {enrolment.person} เข้าร่วม ลำดับที่ {enrolment.number}")
    return redirect(f"{reverse('activity-screen', args=[pk])}?show=households")


@require_http_methods(["POST"])
def screen_sage(request, pk):
    """A sage chosen into an empty seat of the team."""
    activity = get_editable_or_404(ACTIVITIES, request.user, pk=pk)
    form = SageChoice(request.POST, user=request.user, target=activity.target_village, today=localdate())
    trainer = form.store()
    if trainer is None:
        return _page(request, activity, "sages", form=form)
    messages.success(request, f"เลือก {trainer.sage} เป็น{trainer.get_seat_display()}แล้ว")
    return redirect(f"{reverse('activity-screen', args=[pk])}?show=sages")

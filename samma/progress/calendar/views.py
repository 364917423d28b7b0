"""Pages of the calendar: a month or a week, one day with what may be added to it, and the file for other calendars."""

import datetime
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from samma import thai
from samma.figures import measured
from samma.progress.calendar.entries import MOST, entries_of, entries_text
from samma.progress.calendar.forms import DISTRICT_DIGITS, CalendarFilter, DayForm, day_asked
from samma.progress.calendar.ics import ics_of
from samma.progress.calendar.sheet import month_of, week_of, weeks
from samma.scope import WHOLE_COUNTRY
from villages.places import crumbs_for, place_name, posting_name

SPANS = {"month": month_of, "week": week_of}
BACK, AHEAD = datetime.timedelta(60), datetime.timedelta(400)  # what the file for other calendars holds


@require_GET
def calendar(request):
    """`?view=month|week&on=…&area=…&kind=…`."""
    today = timezone.localdate()
    day, narrowed = day_asked(request, today), CalendarFilter(request.GET, user=request.user)
    view = request.GET.get("view") if request.GET.get("view") in SPANS else "month"
    span = SPANS[view](day)
    kept = {name: narrowed.value_of(name) for name in ("area", "kind")}
    place = posting_name(request.user) if request.user.area_code else ""
    entries = entries_of(request.user, span.first, span.past, today=today, **kept)
    context = {
        "view": view,
        "span": span,
        "weeks": weeks(span, entries, today),
        "weekdays": thai.WEEKDAYS,
        "count": len(entries),
        "measured": measured(place_name(kept["area"]) if kept["area"] else place, span.title),
        "is_cut": len(entries) >= MOST,
        "filters": narrowed,
        "day": day.isoformat(),
        "day_url": f"{reverse('calendar-day')}?{_query(area=kept['area'])}on=",
        "may_write": request.user.may_write,
        "share_text": entries_text(f"ปฏิทินงาน {span.title}", entries),
        "actions": [
            {"label": "ไฟล์สำหรับปฏิทินในเครื่อง", "url": f"{reverse('calendar-ics')}?{urlencode(kept)}", "icon": "download"}
        ],
        "place": place,
        "crumbs": crumbs_for(request.user.area_code, request.user, page="ปฏิทิน"),
    }
    return render(request, "progress/calendar/calendar.html", context | _ways(view, span, day, today, kept))


def _query(**said: str) -> str:
    """Words of an address that something follows."""
    present = {name: value for name, value in said.items() if value}
    return f"{urlencode(present)}&" if present else ""


def _ways(view, span, day, today, kept) -> dict:
    """To the neighbours, to today, and to the other view."""

    def url(view: str, on: datetime.date) -> str:
        return f"?{_query(view=view, **kept)}on={on.isoformat()}"

    return {
        "before_url": url(view, span.before),
        "after_url": url(view, span.after),
        "today_url": url(view, today),
        "tabs": [
            {"label": label, "url": url(key, day), "current": key == view}
            for key, label in (("month", "เดือน"), ("week", "สัปดาห์"))
        ],
    }


@require_http_methods(["GET", "POST"])
def calendar_day(request):
    """One day: what stands on it, and "add here" for those who write."""
    today = timezone.localdate()
    day, narrowed = day_asked(request, today), CalendarFilter(request.GET, user=request.user)
    area = narrowed.value_of("area")
    entries = entries_of(request.user, day, day + datetime.timedelta(1), today=today, area=area)
    form = None
    if request.user.may_write and _is_near(request.user.area_code, area):
        form = DayForm(request.POST or None, user=request.user, day=day, area=area)
        if request.method == "POST" and (answer := _added(request, form, day)):
            return answer
    context = {
        "day": day,
        "title": thai.thai_weekday(day),
        "entries": entries,
        "form": form,
        "may_hold": day <= today,
        "needs_place": request.user.may_write and form is None,
        "back_url": f"{reverse('calendar')}?{_query(area=area)}on={day.isoformat()}",
        "crumbs": [("ปฏิทิน", reverse("calendar")), (thai.thai_date(day), None)],
    }
    return render(request, "progress/calendar/day.html", context)


def _is_near(posting: str, area: str) -> bool:
    """Villages are chosen inside a district: the list of a province would be no list."""
    return len(area) >= DISTRICT_DIGITS or (posting != WHOLE_COUNTRY and len(posting) >= DISTRICT_DIGITS)


def _added(request, form, day):
    if "hold" in request.POST:
        if not form.is_valid():
            return None
        data = form.cleaned_data
        said = {"kind": data["kind"], "on": day.isoformat()}
        return redirect(f"{reverse('activity-new', args=[data['target_village'].pk])}?{urlencode(said)}")
    item = form.store()
    if item is None:
        return None
    messages.success(request, f"เพิ่ม “{item}” ของ{item.target_village.village} ในแผนวันที่ {thai.thai_date(day)} แล้ว")
    return redirect(request.get_full_path())


@require_GET
def calendar_ics(request):
    """What is planned and was lately held, for the calendar of a phone."""
    narrowed, today = CalendarFilter(request.GET, user=request.user), timezone.localdate()
    kept = {name: narrowed.value_of(name) for name in ("area", "kind")}
    entries = entries_of(request.user, today - BACK, today + AHEAD, today=today, **kept)
    body = ics_of(entries, now=timezone.now(), base_url=request.build_absolute_uri("/"))
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="samma.ics"'
    return response

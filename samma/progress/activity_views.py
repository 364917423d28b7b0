"""Pages of what took place in a target village: the list, one activity, and the page on which it is entered."""

from collections import Counter
from urllib.parse import urlencode

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods

from samma import thai
from samma.accounts.events import record
from samma.figures import measured_of
from samma.progress.activity_entry import ActivityEntry
from samma.progress.activity_page import page_of, pictures_of
from samma.progress.papers.from_days import HELD
from samma.scope import get_editable_or_404, get_visible_or_404, row_number
from villages.models import Activity, ActivityKind, PlanItem, TargetVillage
from villages.paper_ways import paper_way
from villages.places import crumbs_for

TARGETS = TargetVillage.objects.select_related("village", "year")
ROWS = Activity.objects.select_related("target_village__village", "target_village__year", "plan")
CARRIED = ("kind", "day_no", "part", "topic", "time_from", "time_to", "place")  # from the plan to what took place


@require_GET
def activity_list(request, pk):
    """What took place in a target village, the latest first, with every picture."""
    target = get_visible_or_404(TARGETS, request.user, pk=pk)
    every = list(target.activities.order_by("-on", "-pk").prefetch_related("photos"))
    asked = request.GET.get("kind", "")
    held = [activity for activity in every if activity.kind == asked] if asked in ActivityKind.values else every
    context = {
        "target": target,
        "tabs": _kinds(every, asked),
        "measured": measured_of(target),
        "total_label": f"{thai.number(len(held))} รายการ",
        "activities": [_held(activity) for activity in held],
        "add_url": reverse("activity-new", args=[pk]) if request.user.may_write else None,
        "actions": [{"label": "แผนปฏิบัติการ", "url": reverse("plan-detail", args=[pk]), "icon": "card-checklist"}],
        "crumbs": crumbs_for(target.village_code, request.user, page="กิจกรรม", target_pk=pk),
    }
    return render(request, "progress/activity_list.html", context)


def _kinds(every: list[Activity], asked: str) -> list[dict]:
    """All of them, and each kind that took place, with its number."""
    counted = Counter(activity.kind for activity in every)
    tabs = [{"label": "ทั้งหมด", "url": "?", "current": asked not in ActivityKind.values, "count": len(every)}]
    for kind in ActivityKind:
        if counted[kind]:
            tab = {"label": kind.label, "url": f"?kind={kind.value}", "current": kind == asked}
            tabs.append(tab | {"count": counted[kind]})
    return tabs


def _held(activity) -> dict:
    facts = [
        ("วันที่จัด", thai.thai_date(activity.on) if activity.last_day == activity.on else activity.days_label),
        ("เรื่อง", activity.topic),
        ("สถานที่", activity.place),
        ("ผู้เข้าร่วม (คน)", activity.people),
        ("ค่าใช้จ่าย (บาท)", None if activity.spent is None else thai.money(activity.spent)),
        ("บันทึกการประชุม", activity.minutes),
    ]
    return {
        "title": str(activity),
        "action_label": "ดูทั้งหมด",
        "action_url": reverse("activity-detail", args=[activity.pk]),
        "facts": [fact for fact in facts if fact[1] not in (None, "")],
        "photos": pictures_of(activity),
    }


@require_GET
def activity_detail(request, pk):
    activity = get_visible_or_404(ROWS, request.user, pk=pk)
    target = activity.target_village
    context = page_of(activity, request.user) | {
        "activity": activity,
        "target": target,
        "edit_url": reverse("activity-edit", args=[pk]) if request.user.may_write else None,
        "actions": _ways_from(activity, request.user),
        "crumbs": [
            *crumbs_for(target.village_code, request.user, target_pk=target.pk),
            ("กิจกรรม", reverse("activity-list", args=[target.pk])),
            (str(activity), None),
        ],
    }
    return render(request, "progress/activity.html", context)


def _ways_from(activity, user) -> list[dict]:
    sheet = f"{HELD}{activity.pk}"
    papers = [
        paper_way(activity.target_village_id, "sign-sheet", "บัญชีลงชื่อ", of=sheet),
        paper_way(activity.target_village_id, "minutes", "รายงานการประชุม", of=sheet),
    ]
    if not user.may_write:
        return papers
    ways = [*papers, {"label": "ลบกิจกรรม", "url": reverse("activity-remove", args=[activity.pk]), "icon": "trash"}]
    if activity.kind == ActivityKind.WORKING_GROUP:
        url = reverse("working-group", args=[activity.target_village_id])
        ways.insert(0, {"label": "คณะทำงานที่คัดเลือก", "url": url, "icon": "people"})
    if activity.kind == ActivityKind.COURSE:
        url = reverse("attendance-grid", args=[activity.target_village_id])
        ways.insert(0, {"label": "ตารางเข้าอบรมทุกวัน", "url": url, "icon": "grid-3x3"})
    return ways


@require_http_methods(["GET", "POST"])
def activity_new(request, pk):
    """Write down what took place: first what it was (a line of the plan, or a kind), then the page for it."""
    target = get_editable_or_404(TARGETS, request.user, pk=pk)
    item = target.plan_items.filter(pk=row_number(request.GET.get("plan", ""))).first()
    kind = item.kind if item else request.GET.get("kind", "")
    if request.method == "GET" and kind not in ActivityKind.values:
        return _choose(request, target)
    return _activity_page(request, Activity(target_village=target), initial=_given(item, kind, request.GET))


def _given(item: PlanItem | None, kind: str, asked) -> dict:
    """What the page before knows already."""
    today = localdate()
    if item is not None:
        given = {name: getattr(item, name) for name in CARRIED} | {"plan": item.pk}
        if item.last_day <= today:
            given |= {"on": item.on, "until": item.until}
        return given
    given = {"kind": kind} if kind in ActivityKind.values else {}
    try:
        day = thai.read_date(asked.get("on", ""))
    except thai.ThaiDateError:
        return given
    return given | ({"on": day} if day <= today else {})


def _choose(request, target):
    """What was it? The plan's lines that wait come first."""
    new = reverse("activity-new", args=[target.pk])
    carried = {"on": request.GET["on"]} if request.GET.get("on") else {}
    waiting = target.plan_items.outstanding().order_by("on", "pk")
    context = {
        "target": target,
        "waiting": [
            {"title": f"{item.days_label} {item}", "text": item.topic, "url": f"{new}?{urlencode({'plan': item.pk})}"}
            for item in waiting
        ],
        "kinds": [(kind.label, f"{new}?{urlencode({'kind': kind.value} | carried)}") for kind in ActivityKind],
        "crumbs": crumbs_for(target.village_code, request.user, page="บันทึกกิจกรรม", target_pk=target.pk),
    }
    return render(request, "progress/activity_choose.html", context)


@require_http_methods(["GET", "POST"])
def activity_edit(request, pk):
    return _activity_page(request, get_editable_or_404(ROWS, request.user, pk=pk), initial={})


def _activity_page(request, activity, *, initial):
    target, is_new, name = activity.target_village, activity.pk is None, str(activity)
    entry = ActivityEntry(
        activity, user=request.user, data=request.POST or None, files=request.FILES or None, initial=initial
    )
    if request.method == "POST" and (stored := entry.store()):
        said = [f"บันทึก “{stored}” วันที่ {thai.thai_date(stored.on)} แล้ว", *entry.form.notes()]
        messages.success(request, " · ".join(said))
        return redirect("activity-detail", pk=stored.pk)
    title = "บันทึกกิจกรรม" if is_new else f"แก้ไข{name}"
    context = {
        "entry": entry,
        "form": entry.form,
        "target": target,
        "title": title,
        "cancel_url": reverse("target-detail", args=[target.pk])
        if is_new
        else reverse("activity-detail", args=[activity.pk]),
        "crumbs": crumbs_for(target.village_code, request.user, page=title, target_pk=target.pk),
    }
    if not is_new:
        context["photos"] = pictures_of(activity)
    return render(request, "progress/activity_form.html", context)


@require_http_methods(["GET", "POST"])
def activity_remove(request, pk):
    """Take back what was entered by mistake, with the attendance that hangs on it."""
    activity = get_editable_or_404(ROWS, request.user, pk=pk)
    target, name = activity.target_village, f"{activity} วันที่ {thai.thai_date(activity.on)}"
    came, photos = activity.attendances.count(), list(activity.photos.all())
    if request.method == "POST":
        with transaction.atomic():
            record("delete", activity, by=request.user, households=came)
            activity.attendances.all().delete()
            activity.delete()
        for photo in photos:
            photo.image.delete(save=False)
        messages.success(request, f"ลบ{name} แล้ว")
        return redirect("activity-list", pk=target.pk)
    context = {
        "target": target,
        "name": name,
        "items": [f"การเข้าร่วมของครัวเรือน {came} รายการ", f"ภาพ {len(photos)} ภาพ", "วาระและรายชื่อผู้เข้าร่วมทั้งหมด"],
        "cancel_url": reverse("activity-detail", args=[pk]),
        "crumbs": crumbs_for(target.village_code, request.user, page="ลบกิจกรรม", target_pk=target.pk),
    }
    return render(request, "progress/activity_remove.html", context)

"""The page of income and expense: the baseline and later rounds, twenty rows each."""

import datetime

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from households.livelihood_forms import BASELINE, NEW, MoneyGrid
from households.village_tabs import tabs_of
from samma import thai
from samma.scope import get_editable_or_404
from villages.models import TargetVillage
from villages.paper_ways import paper_way
from villages.places import crumbs_for


@require_http_methods(["GET", "POST"])
def livelihood_grid(request, target_pk):
    targets = TargetVillage.objects.select_related("village", "year")
    target = get_editable_or_404(targets, request.user, pk=target_pk)
    shown = _round(request.GET.get("round", ""))
    grid = MoneyGrid(request.POST or None, user=request.user, target=target, round=shown, today=localdate())
    if request.method == "POST" and (stored := grid.store()) is not None:
        day = thai.thai_date_short(grid.survey_day)
        messages.success(request, f"บันทึกรายได้รายจ่ายวันที่ {day} ของ {target.village} แล้ว {len(stored)} ครัวเรือน")
        after = BASELINE if shown == BASELINE else grid.survey_day.isoformat()
        return redirect(f"{reverse('livelihood-grid', args=[target.pk])}?round={after}")
    context = {
        "formset": grid,
        "target": target,
        "survey": grid.survey,
        "columns": COLUMNS,
        "row_labels": [
            f"{household.full_name} · {household.house_no}"
            for household in (form.instance.enrolment.household for form in grid.forms)
        ],
        "households": len(grid.active),
        "round_tabs": _tabs(target, grid, shown),
        "actions": [paper_way(target.pk, "household-account", "พิมพ์บัญชีครัวเรือน")],
        "tabs": tabs_of(target, "livelihood-grid", request.user),
        "cancel_url": reverse("target-detail", args=[target.pk]),
        "crumbs": crumbs_for(target.village_code, request.user, page="รายได้รายจ่าย", target_pk=target.pk),
    }
    return render(request, "households/livelihood.html", context)


COLUMNS = [
    {"label": "รายได้ ในภาคเกษตร", "width": "sm"},
    {"label": "รายได้ นอกภาคเกษตร", "width": "sm"},
    {"label": "รายได้อื่น", "width": "sm"},
    {"label": "ปลูก เลี้ยง หาไว้กินเอง", "width": "sm"},
    {"label": "รายได้รวม", "width": "sm"},
    {"label": "ต้นทุนการผลิต", "width": "sm"},
    {"label": "รายจ่าย ที่จำเป็น", "width": "sm"},
    {"label": "รายจ่าย ที่ไม่จำเป็น", "width": "sm"},
    {"label": "ชำระหนี้", "width": "sm"},
    {"label": "รายจ่ายรวม", "width": "sm"},
    {"label": "คงเหลือ", "width": "sm"},
    {"label": "เงินออม", "width": "sm"},
    {"label": "หนี้ในระบบ", "width": "sm"},
    {"label": "หนี้นอกระบบ", "width": "sm"},
    {"label": "ไม่เบียดเบียน ตนเอง", "width": "sm"},
    {"label": "ไม่เบียดเบียน ผู้อื่น", "width": "sm"},
    {"label": "ไม่เบียดเบียน สิ่งแวดล้อม", "width": "sm"},
]


def _round(asked: str):
    """What the address asks for: the baseline, a new round, or the round of a day."""
    if asked == NEW:
        return NEW
    try:
        return datetime.date.fromisoformat(asked)
    except ValueError:
        return BASELINE


def _tabs(target, grid, shown) -> list[dict]:
    url = reverse("livelihood-grid", args=[target.pk])
    later = grid.later_days()
    first = {"label": "ข้อมูลฐาน", "url": f"{url}?round={BASELINE}", "current": shown not in (NEW, *later)}
    rounds = [
        {"label": thai.thai_date_short(day), "url": f"{url}?round={day.isoformat()}", "current": shown == day}
        for day in later
    ]
    return [first, *rounds, {"label": "รอบใหม่", "url": f"{url}?round={NEW}", "current": shown == NEW}]

"""The page of the village course: twenty households by five days, and who is not trained yet."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from households.models import Enrolment
from households.training.forms import AttendanceGrid
from households.village_tabs import tabs_of
from samma.figures import measured_of
from samma.scope import get_editable_or_404
from villages.models import TargetVillage
from villages.paper_ways import paper_way
from villages.places import crumbs_for


@require_http_methods(["GET", "POST"])
def attendance_grid(request, target_pk):
    targets = TargetVillage.objects.select_related("village", "year")
    target = get_editable_or_404(targets, request.user, pk=target_pk)
    grid = AttendanceGrid(request.POST or None, user=request.user, target=target, today=localdate())
    if request.method == "POST" and (stored := grid.store()) is not None:
        trained = target.enrolments.active().trained().count()
        messages.success(request, f"บันทึกการอบรม {target.village} แล้ว {len(stored)} แถว ผ่านการอบรม {trained} ครัวเรือน")
        return redirect("attendance-grid", target_pk=target.pk)
    return render(request, "households/training/attendance.html", _context(request, target, grid))


def _context(request, target, grid):
    trained = set(Enrolment.objects.filter(target_village=target).trained().values_list("pk", flat=True))
    counts = grid.counts()
    days = [{"label": f"วันที่ {n}", "width": "xs", "help": f"มา {counts[n]}"} for n in grid.numbers]
    not_yet = [e for e in grid.active if e.pk not in trained]
    return {
        "formset": grid,
        "target": target,
        "days": grid.days,
        "columns": [
            *days,
            {"label": "ผู้มาแทน", "width": "md", "help": "ถ้าไม่ใช่ผู้เข้าร่วม"},
            {"label": "รวม", "width": "xs"},
        ],
        "row_labels": row_labels(grid, trained),
        "measured": measured_of(target),
        "lead": f"ผ่านการอบรมแล้ว {len(grid.active) - len(not_yet)} จาก {len(grid.active)} ครัวเรือน (อบรมครบ {target.year.village_course_days} วัน)",
        "not_yet": [{"text": _named(e), "url": reverse("enrolment-edit", args=[e.pk])} for e in not_yet],
        "actions": [paper_way(target.pk, "sign-sheet", "พิมพ์บัญชีลงชื่อ")],
        "tabs": tabs_of(target, "attendance-grid", request.user),
        "cancel_url": reverse("target-detail", args=[target.pk]),
        "crumbs": crumbs_for(target.village_code, request.user, page="การอบรม", target_pk=target.pk),
    }


def row_labels(grid, trained):
    """Each row's household as it is posted, with the mark of those trained."""
    marks = {True: " · ผ่านการอบรม", False: ""}
    return [f"{_named(form.enrolment)}{marks[form.enrolment.pk in trained]}" for form in grid.forms]


def _named(enrolment) -> str:
    return f"{enrolment.household.full_name} · {enrolment.household.house_no}"

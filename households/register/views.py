"""The page of the register: twenty households on one screen."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from households.register.enrolling import reason_for_more
from households.register.forms import RegisterGrid
from households.village_tabs import tabs_of
from samma.figures import measured_of
from samma.scope import get_editable_or_404
from villages.models import TargetVillage
from villages.paper_ways import paper_way
from villages.places import crumbs_for

COLUMNS = [
    {"label": "ลำดับ", "width": "xs"},
    {"label": "บ้านเลขที่", "width": "sm"},
    {"label": "ชื่อหัวหน้าครัวเรือน", "width": "lg", "help": "คำนำหน้า ชื่อ นามสกุล ในช่องเดียว"},
    {"label": "ผู้เข้าร่วม", "width": "md", "help": "ถ้าไม่ใช่หัวหน้าครัวเรือน"},
    {"label": "เกี่ยวข้องเป็น", "width": "sm"},
    {"label": "โทรศัพท์", "width": "md"},
    {"label": "อาชีพที่เลือก", "width": "md"},
    {"label": "สมัครใจ", "width": "xs"},
    {"label": "รหัสประจำบ้าน", "width": "sm", "help": "11 หลัก"},
]


@require_http_methods(["GET", "POST"])
def enrolment_grid(request, target_pk):
    targets = TargetVillage.objects.select_related("village", "year")
    target = get_editable_or_404(targets, request.user, pk=target_pk)
    grid = RegisterGrid(request.POST or None, user=request.user, target=target, today=localdate())
    if request.method == "POST" and (stored := grid.store()) is not None:
        count = target.enrolments.active().count()
        messages.success(request, f"บันทึกทะเบียนครัวเรือน {target.village} แล้ว {len(stored)} แถว รวม {count} ครัวเรือน")
        return redirect("enrolment-grid", target_pk=target.pk)
    context = {
        "formset": grid,
        "target": target,
        "columns": COLUMNS,
        "trades": [trade.name for trade in grid.trades],
        "measured": measured_of(target),
        "lead": _lead(target, len(grid.active)),
        "actions": [paper_way(target.pk, "household-register", "พิมพ์ทะเบียนครัวเรือน")],
        "tabs": tabs_of(target, "enrolment-grid", request.user),
        "cancel_url": reverse("target-detail", args=[target.pk]),
        "crumbs": crumbs_for(target.village_code, request.user, page="ทะเบียนครัวเรือน", target_pk=target.pk),
    }
    return render(request, "households/register/sheet.html", context)


def _lead(target, count: int) -> str:
    wanted = target.year.households_per_village
    reason = reason_for_more(target) if count > wanted else ""
    over = f" เกินจำนวนเพราะ: {reason}" if reason else ""
    return f"{count} จาก {wanted} ครัวเรือนของปี {target.year_id}{over}"

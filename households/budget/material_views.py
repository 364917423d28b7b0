"""The pages of a village's material: what was handed out, and the sheet on which it is written down."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_safe

from households.budget.lists import materials_listing
from households.budget.material_forms import MaterialGrid
from households.budget.views import TARGETS, page_of
from households.models import Material
from samma.scope import get_editable_or_404, get_visible_or_404
from villages.paper_ways import paper_way

COLUMNS = [
    {"label": "ครัวเรือน", "width": "lg"},
    {"label": "วัสดุ", "width": "lg", "help": "ชื่อเดียวกับที่ซื้อ"},
    {"label": "จำนวน", "width": "sm"},
    {"label": "หน่วย", "width": "sm"},
    {"label": "ราคาต่อหน่วย", "width": "sm", "help": "บาท"},
    {"label": "มูลค่า", "width": "sm", "help": "เว้นว่าง ระบบคิดให้"},
    {"label": "รับเมื่อ", "width": "sm"},
    {"label": "ผู้รับ", "width": "md", "help": "ถ้าไม่ใช่ผู้เข้าร่วม"},
    {"label": "ลงลายมือชื่อ", "width": "xs"},
    {"label": "หมายเหตุ", "width": "md"},
    {"label": "ลบ", "width": "xs"},
]


@require_safe
def material_list(request, target_pk):
    target = get_visible_or_404(TARGETS, request.user, pk=target_pk)
    context = page_of(request, target, "material-list", "วัสดุที่แจก") | materials_listing(request, target)
    grid_url = reverse("material-grid", args=[target.pk])
    grid = {"label": "แก้ไขทั้งตาราง", "url": grid_url, "icon": "table"}
    receipt = paper_way(target.pk, "material-receipt", "พิมพ์บัญชีรับวัสดุ")
    context |= {
        "title": "วัสดุที่แจกครัวเรือน",
        "new_url": f"{grid_url}?give=1",
        "new_label": "บันทึกการแจกวัสดุ",
        "actions": [receipt, grid] if context["rows"] else [receipt],
        "empty": "บันทึกวัสดุที่ครัวเรือนได้รับไปฝึกอาชีพ วางจาก Excel ได้ทั้งหมู่บ้าน",
    }
    return render(request, "households/budget/list.html", context)


@require_http_methods(["GET", "POST"])
def material_grid(request, target_pk):
    """What stands, to mend; with `?give=1`, or while nothing stands, a fresh row for each household."""
    target = get_editable_or_404(TARGETS, request.user, pk=target_pk)
    stands = Material.objects.filter(enrolment__target_village=target).exists()
    giving = "give" in request.GET or not stands
    grid = MaterialGrid(request.POST or None, user=request.user, target=target, giving=giving, today=localdate())
    if request.method == "POST" and (stored := grid.store()) is not None:
        messages.success(request, f"บันทึกวัสดุของ {target.village} แล้ว {len(stored)} รายการ")
        return redirect("material-list", target_pk=target.pk)
    context = page_of(
        request,
        target,
        "material-list",
        "บันทึกการแจกวัสดุ" if giving else "แก้ไขวัสดุที่แจก",
        formset=grid,
        columns=COLUMNS,
        title="บันทึกการแจกวัสดุ" if giving else "แก้ไขวัสดุที่แจก",
        cancel_url=reverse("material-list", args=[target.pk]),
        lead="แถวละหนึ่งครัวเรือน แถวที่ไม่ใส่รายการไม่ถูกบันทึก เติมค่าเดียวกันทุกครัวเรือนด้วย “เติมค่านี้ลงล่าง”"
        if giving
        else "แก้รายการที่บันทึกแล้ว หรือเลือกลบรายการที่ลงผิด",
        needs_households=not grid.known,
    )
    return render(request, "households/budget/sheet.html", context)

"""Pages of the plan of a target village (แผนปฏิบัติการ), and of the working group it chose."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samma import thai
from samma.accounts.events import record
from samma.figures import measured_of
from samma.scope import get_editable_or_404, get_visible_or_404
from villages.models import PlanItem, PlanState, TargetVillage, WorkingGroupMember
from villages.paper_ways import paper_way
from villages.places import crumbs_for
from villages.plan_forms import PlanGrid, PlanItemForm, WorkingGroupGrid
from villages.plan_page import BUDGET, COLUMNS, figures, is_asked, plan_row, total_of
from villages.planning import TONES, plan_start, plan_text, proposals
from villages.rules import WORKING_GROUP, group_notes, sorted_occasions

GRID_COLUMNS = [
    {"label": "กิจกรรม", "width": "lg"},
    {"label": "วันที่ของหลักสูตร", "width": "xs", "help": "เฉพาะวันฝึกอบรม"},
    {"label": "เนื้อหา", "width": "md", "help": "เฉพาะวันฝึกอบรม"},
    {"label": "เรื่อง", "width": "xl"},
    {"label": "วันที่", "width": "md"},
    {"label": "ถึงวันที่", "width": "md", "help": "ถ้าหลายวัน"},
    {"label": "เริ่ม", "width": "xs", "help": "เช่น 09.00"},
    {"label": "เลิก", "width": "xs"},
    {"label": "สถานที่", "width": "lg"},
    {"label": "เป้าหมาย", "width": "xs", "help": "คน"},
    {"label": "งบประมาณ", "width": "sm", "help": "บาท"},
    {"label": "แหล่งงบ", "width": "md"},
    {"label": "ผู้รับผิดชอบ", "width": "lg"},
    {"label": "หมายเหตุ", "width": "lg"},
    {"label": "ลบ", "width": "xs"},
]
LEADER_COLUMNS = [
    {"label": "ตัวแทนจาก", "width": "md"},
    {"label": "ชื่อ-สกุล", "width": "lg"},
    {"label": "ตำแหน่งในชุมชน", "width": "lg", "help": "เช่น ผู้ใหญ่บ้าน ประธานกลุ่ม"},
    {"label": "ได้รับเลือกเมื่อ", "width": "md"},
    {"label": "พ้นเมื่อ", "width": "md"},
    {"label": "ลบ", "width": "xs"},
]
TARGETS = TargetVillage.objects.select_related("village", "year")


@require_GET
def plan_detail(request, pk):
    """The plan with what became of each line, and what was held besides."""
    target = get_visible_or_404(TARGETS, request.user, pk=pk)
    today = localdate()
    items = sorted_occasions(target.plan_items.with_held())
    states = {item.pk: item.state_on(today) for item in items}
    to_come = [item for item in items if states[item.pk] in (PlanState.TODAY, PlanState.AHEAD)]
    asked = request.GET.get("state", "")
    shown = [item for item in items if is_asked(item, states[item.pk], asked)]
    context = {
        "target": target,
        "measured": measured_of(target),
        "columns": COLUMNS,
        "rows": [plan_row(item, states[item.pk]) for item in shown],
        "all_url": reverse("plan-detail", args=[pk]) if len(shown) < len(items) else "",
        "total_label": total_of(shown, with_budget=asked == BUDGET),
        "figures": figures(items, states),
        "besides": [
            {
                "when": thai.thai_date(a.on),
                "title": str(a),
                "text": a.topic,
                "url": reverse("activity-detail", args=[a.pk]),
            }
            for a in target.activities.filter(plan=None)
        ],
        "share_text": plan_text(f"แผนกิจกรรม {target.village}", to_come, today),
        "edit_url": reverse("plan-edit", args=[pk]) if request.user.may_write else None,
        "edit_label": "แก้ไขแผน" if items else "เริ่มทำแผน",
        "actions": _ways(target, request.user),
        "crumbs": crumbs_for(target.village_code, request.user, page="แผนปฏิบัติการ", target_pk=pk),
    }
    return render(request, "villages/plan.html", context)


def _ways(target, user) -> list[dict]:
    ways = [{"label": "ดูในปฏิทิน", "url": f"{reverse('calendar')}?area={target.village_code}", "icon": "calendar3"}]
    ways.append({"label": "คณะทำงานหมู่บ้าน", "url": reverse("working-group", args=[target.pk]), "icon": "people"})
    ways.append(paper_way(target.pk, "action-plan", "พิมพ์แผน"))
    if user.may_write:
        ways.insert(0, {"label": "บันทึกกิจกรรม", "url": reverse("activity-new", args=[target.pk]), "icon": "plus-lg"})
    return ways


@require_http_methods(["GET", "POST"])
def plan_edit(request, pk):
    """The whole plan in one grid; the first time it starts from the year's usual steps, afterwards on request."""
    target = get_editable_or_404(TARGETS, request.user, pk=pk)
    today = localdate()
    rows = target.plan_items.order_by("on", "day_no", "pk")
    offered = []
    if request.method == "GET" and ("propose" in request.GET or not rows.exists()):
        offered = proposals(target, today=today, responsible=str(request.user))
    grid = PlanGrid(
        request.POST or None,
        user=request.user,
        rows=rows,
        new_row=lambda: PlanItem(target_village=target),
        proposed=offered,
    )
    if request.method == "POST" and (stored := grid.store()) is not None:
        messages.success(request, f"บันทึกแผนของ{target.village} แล้ว {len(stored)} รายการ")
        return redirect("plan-detail", pk=pk)
    context = {
        "target": target,
        "formset": grid,
        "columns": GRID_COLUMNS,
        "offered": len(offered),
        "start": thai.thai_date(plan_start(target.year_id, today)),
        "propose_url": "" if offered or request.method == "POST" else f"{reverse('plan-edit', args=[pk])}?propose=1",
        "cancel_url": reverse("plan-detail", args=[pk]),
        "crumbs": [
            *crumbs_for(target.village_code, request.user, target_pk=pk),
            ("แผนปฏิบัติการ", reverse("plan-detail", args=[pk])),
            ("แก้ไขแผน", None),
        ],
    }
    return render(request, "villages/plan_edit.html", context)


ITEMS = PlanItem.objects.with_held().select_related("target_village__village", "target_village__year")


@require_GET
def plan_item(request, pk):
    """One line of the plan, what became of it, and the way to write that down."""
    item = get_visible_or_404(ITEMS.all(), request.user, pk=pk)
    target, state = item.target_village, item.state_on(localdate())
    facts = [
        ("วันที่", f"{thai.thai_weekday(item.on)}" if item.last_day == item.on else item.days_label),
        ("เวลา", item.hours_label),
        ("สถานที่", item.place),
        ("เรื่อง", item.topic),
        ("เนื้อหาของวันฝึกอบรม", item.get_part_display()),
        ("กลุ่มเป้าหมาย (คน)", item.people),
        ("งบประมาณ (บาท)", None if item.budget is None else thai.money(item.budget)),
        ("แหล่งงบประมาณ", item.budget_source),
        ("ผู้รับผิดชอบ", item.responsible),
        ("หมายเหตุ", item.note),
        ("เหตุที่งดจัด", item.called_off),
    ]
    may = request.user.may_write
    hold_url = f"{reverse('activity-new', args=[target.pk])}?plan={pk}" if may and state != PlanState.HELD else None
    context = {
        "item": item,
        "target": target,
        "status": {"word": state.label, "tone": TONES[state]},
        "facts": [fact for fact in facts if fact[1] not in (None, "")],
        "held": [
            {
                "when": thai.thai_date(a.on),
                "title": str(a),
                "text": a.topic,
                "url": reverse("activity-detail", args=[a.pk]),
            }
            for a in item.activities.all()
        ],
        "hold_url": hold_url,
        "actions": _ways_from(item) if may else [],
        "crumbs": _item_crumbs(item, request.user, ""),
    }
    return render(request, "villages/plan_item.html", context)


def _ways_from(item) -> list[dict]:
    return [
        {"label": "แก้ไข", "url": reverse("plan-item-edit", args=[item.pk]), "icon": "pencil"},
        {
            "label": "ลบออกจากแผน",
            "url": reverse("plan-item-remove", args=[item.pk]),
            "icon": "trash",
            "post": True,
            "confirm": "ลบรายการนี้ออกจากแผนใช่หรือไม่ กิจกรรมที่บันทึกแล้วยังอยู่",
        },
    ]


def _item_crumbs(item, user, page: str) -> list:
    target = item.target_village
    crumbs = [
        *crumbs_for(target.village_code, user, target_pk=target.pk),
        ("แผนปฏิบัติการ", reverse("plan-detail", args=[target.pk])),
    ]
    if page:
        crumbs.append((str(item), reverse("plan-item", args=[item.pk])))
    return [*crumbs, (page or str(item), None)]


@require_http_methods(["GET", "POST"])
def plan_item_edit(request, pk):
    item = get_editable_or_404(ITEMS.all(), request.user, pk=pk)
    name = str(item)
    form = PlanItemForm(request.POST or None, instance=item, user=request.user)
    if request.method == "POST" and form.store():
        messages.success(request, f"บันทึกแผน “{item}” แล้ว")
        return redirect("plan-item", pk=pk)
    crumbs = _item_crumbs(item, request.user, "แก้ไข")
    context = {
        "form": form,
        "title": f"แก้ไขแผน: {name}",
        "cancel_url": reverse("plan-item", args=[pk]),
        "crumbs": crumbs,
    }
    return render(request, "villages/kept_form.html", context)


@require_POST
def plan_item_remove(request, pk):
    """Take a line out of the plan; what was held stays and is no longer tied to it."""
    item = get_editable_or_404(PlanItem, request.user, pk=pk)
    name, target_pk = str(item), item.target_village_id
    record("delete", item, by=request.user)
    item.delete()
    messages.success(request, f"ลบ “{name}” ออกจากแผนแล้ว")
    return redirect("plan-detail", pk=target_pk)


@require_http_methods(["GET", "POST"])
def working_group(request, pk):
    """The village's working group: four leaders by habit, and as many as the village chose."""
    is_sent = request.method == "POST"
    target = (get_editable_or_404 if is_sent else get_visible_or_404)(TARGETS, request.user, pk=pk)
    rows = target.working_group.order_by("ended", "started", "pk")
    chosen_on = _chosen_on(target)
    offered = [] if rows.exists() else [{"kind": kind, "started": chosen_on} for kind in WORKING_GROUP]
    grid = WorkingGroupGrid(
        request.POST or None,
        user=request.user,
        rows=rows,
        new_row=lambda: WorkingGroupMember(target_village=target),
        proposed=offered,
    )
    if is_sent and grid.store() is not None:
        kinds = target.working_group.serving().values_list("kind", flat=True)
        messages.success(request, " · ".join([f"บันทึกคณะทำงานของ{target.village} แล้ว", *group_notes(kinds)]))
        return redirect("working-group", pk=pk)
    serving = [member for member in rows if member.ended is None]
    context = {
        "target": target,
        "formset": grid if request.user.may_write else None,
        "columns": LEADER_COLUMNS,
        "facts": [(m.get_kind_display(), f"{m.name} {m.position}".strip()) for m in serving],
        "notes": group_notes(member.kind for member in serving),
        "cancel_url": reverse("target-detail", args=[pk]),
        "crumbs": crumbs_for(target.village_code, request.user, page="คณะทำงานหมู่บ้าน", target_pk=pk),
    }
    return render(request, "villages/working_group.html", context)


def _chosen_on(target):
    """The day of the forum that chose the working group."""
    return target.activities.filter(kind="working_group").values_list("on", flat=True).order_by("-on").first()

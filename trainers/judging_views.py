"""Pages on which sages are judged, and seen side by side before a team is chosen."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from samma.scope import get_editable_or_404, get_visible_or_404
from trainers.comparing import COLUMNS, comparison
from trainers.judging import JudgementForm
from trainers.models import Sage, Team
from villages.models import TargetVillage
from villages.places import crumbs_for


@require_http_methods(["GET", "POST"])
def sage_criteria(request, pk):
    """What officers ask of a sage: each criterion with its verdict, the day and who judged."""
    sage = get_editable_or_404(Sage.objects.prefetch_related("judgements"), request.user, pk=pk)
    form = JudgementForm(request.POST or None, user=request.user, sage=sage)
    if request.method == "POST" and form.store() is not None:
        messages.success(request, f"บันทึกการพิจารณา {sage} แล้ว")
        return redirect("sage-detail", pk=pk)
    back = reverse("sage-detail", args=[pk])
    crumbs = [*crumbs_for(sage.village_code, request.user), (sage.full_name, back), ("เกณฑ์การคัดเลือก", None)]
    context = {"form": form, "heading": f"พิจารณา {sage.full_name} ตามเกณฑ์", "crumbs": crumbs, "cancel_url": back}
    return render(request, "trainers/form.html", context)


@require_safe
def sage_compare(request, target_pk):
    """The sages who may sit in this village's team, side by side."""
    target = get_visible_or_404(TargetVillage.objects.select_related("village", "year"), request.user, pk=target_pk)
    team = Team.objects.filter(target_village=target).first()
    url = reverse("team-seats", args=[team.pk]) if team else reverse("team-new", args=[target.pk])
    new_url = f"{reverse('sage-new')}?village={target.village_id}"
    may_write = request.user.may_write
    context = {
        "target": target,
        "columns": COLUMNS,
        "rows": comparison(target, request.user),
        "action_label": "เลือกเข้าทีม" if may_write else "",
        "action_url": url if may_write else "",
        "actions": [{"label": "เพิ่มปราชญ์จากแบบสำรวจ", "url": new_url, "icon": "plus-lg"}] if may_write else [],
        "crumbs": crumbs_for(target.village_code, request.user, page="เปรียบเทียบปราชญ์", target_pk=target.pk),
    }
    return render(request, "trainers/compare.html", context)

"""The pages of groups: the list, forming one from trained households, the page of the five ก, registration."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_safe

from groups import actions
from groups.element_forms import LeaveForm
from groups.finder import candidates, clusters_of
from groups.forms import ActivityEditForm, GroupForm, OtopEditForm, ProposeForm
from groups.lists import groups_listing, place_url, places_listing
from groups.models import FundEntry, Group, GroupActivity, Membership, Origin, OtopRegistration
from groups.page import FORMS, group_page
from samma.scope import get_editable_or_404, get_visible_or_404, require_writer, row_number
from samma.thai import money, normalise
from villages.models import TargetVillage
from villages.places import crumbs_for

GROUPS = Group.objects.select_related("village", "year", "occupation__parent")


@require_safe
def group_list(request):
    return render(request, "groups/list.html", groups_listing(request) | {"may_write": request.user.may_write})


# --- forming ----------------------------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
def group_new(request):
    """Choose the village, then the households of one occupation, then name the group."""
    require_writer(request.user)
    if "village" not in request.GET:
        return render(request, "groups/new_village.html", places_listing(request))
    target = _target_or_404(request)
    clusters = clusters_of([target])[target.pk]
    context = {"target": target, "crumbs": crumbs_for(target.village_code, request.user, page="ตั้งกลุ่มอาชีพ")}
    if "existing" in request.GET:
        return _propose(request, context, candidates(target.village), Origin.EXISTING)
    cluster = next((one for one in clusters if str(one.kind.pk) == request.GET.get("type")), None)
    if cluster:
        households = candidates(target.village).filter(pk__in=[enrolment.pk for enrolment in cluster.enrolments])
        return _propose(request, context, households, Origin.PROGRAMME, cluster)
    return render(request, "groups/new_cluster.html", context | {"cards": _cluster_cards(target, clusters)})


def _target_or_404(request):
    """The target village of the code in the address, of the year asked for or else of its latest."""
    targets = TargetVillage.objects.visible_to(request.user).select_related("village", "year")
    targets = targets.filter(village_code=normalise(request.GET["village"]))
    if year := row_number(request.GET.get("year", "")):
        targets = targets.filter(year=year)
    target = targets.order_by("-year").first()
    if target is None:
        raise Http404
    return target


def _cluster_cards(target, clusters):
    cards = [
        {
            "title": cluster.kind,
            "icon": "people",
            "text": f"ครัวเรือนที่ผ่านการอบรมและยังไม่มีกลุ่ม {len(cluster.enrolments)} ครัวเรือน",
            "url": place_url(target, type=cluster.kind.pk),
            "status": {"word": f"ขาดอีก {cluster.short}", "tone": "wait"}
            if cluster.short
            else {"word": "ครบขั้นต่ำ ตั้งกลุ่มได้", "tone": "ok"},
        }
        for cluster in clusters
    ]
    existing = {
        "title": "บันทึกกลุ่มที่มีอยู่เดิม",
        "icon": "journal-text",
        "text": "กลุ่มที่ตั้งมาก่อนโครงการ พัฒนาตามหลัก 5 ก โดยไม่นับขั้นต่ำของครัวเรือน",
        "url": place_url(target, existing=1),
    }
    return [*cards, existing]


def _propose(request, context, households, origin, cluster=None):
    target = context["target"]
    initial = {"founded": localdate()}
    if cluster:
        name = f"กลุ่ม{cluster.occupation}{target.village.title}"
        initial |= {
            "name": name,
            "occupation": cluster.occupation,
            "enrolments": [one.pk for one in cluster.enrolments],
        }
    form = ProposeForm(
        request.POST or None,
        user=request.user,
        target=target,
        households=households,
        origin=origin,
        kind=cluster.kind if cluster else None,
        initial=initial,
    )
    group = form.store() if form.is_bound else None
    if group:
        messages.success(request, f"ตั้ง{group.name} แล้ว ต่อไปทำให้ครบ 5 ก")
        return redirect("group-detail", pk=group.pk)
    return render(request, "groups/new.html", context | {"form": form, "cluster": cluster})


# --- one group --------------------------------------------------------------------------------------------------------
@require_safe
def group_detail(request, pk):
    group = get_visible_or_404(GROUPS, request.user, pk=pk)
    return _page(request, group, whole=request.GET.get("whole", ""))


def _page(request, group, *, refused=(), **shown):
    crumbs = crumbs_for(group.village_code, request.user, page=group.name)
    context = group_page(group, request.user, **shown) | {"crumbs": crumbs, "refused": refused}
    return render(request, "groups/detail.html", context)


@require_http_methods(["GET", "POST"])
def group_edit(request, pk):
    group = get_editable_or_404(GROUPS, request.user, pk=pk)
    form = GroupForm(request.POST or None, instance=group, user=request.user)
    if form.is_bound and form.store():
        messages.success(request, f"บันทึก{group.name} แล้ว")
        return redirect("group-detail", pk=pk)
    return _edit_page(request, group, form, "แก้ไขข้อมูลกลุ่ม")


def _edit_page(request, group, form, title):
    crumbs = crumbs_for(group.village_code, request.user, page=title)
    context = {"form": form, "group": group, "title": title, "crumbs": crumbs, "stale": form.stale}
    return render(request, "groups/edit.html", context)


@require_http_methods(["GET", "POST"])
def group_activity_edit(request, pk):
    return _mend(request, GroupActivity, ActivityEditForm, pk, part="activity", title="แก้ไขกิจกรรมกลุ่ม")


@require_http_methods(["GET", "POST"])
def group_otop_edit(request, pk):
    return _mend(request, OtopRegistration, OtopEditForm, pk, part="otop", title="แก้ไขทะเบียน OTOP")


def _mend(request, model, form_class, pk, *, part, title):
    """A row of the group's page that was typed wrongly."""
    row = get_editable_or_404(model.objects.select_related("group__village"), request.user, pk=pk)
    form = form_class(request.POST or None, instance=row, user=request.user)
    if form.is_bound and form.store():
        messages.success(request, f"บันทึก “{row}” แล้ว")
        return redirect(_part_url(row.group_id, part))
    return _edit_page(request, row.group, form, title)


def _deed(request, pk, part):
    """One form of the group's page: carried out, or shown again in its place with what is wrong."""
    group = get_editable_or_404(GROUPS, request.user, pk=pk)
    if request.method != "POST":
        return redirect(_part_url(pk, part))
    form = FORMS[part](request.POST, group=group, user=request.user, prefix=part)
    done = form.store()
    if done is None:
        return _page(request, group, bound={part: form})
    messages.success(request, form.done(done))
    return redirect(_part_url(pk, part))


def _part_url(pk, part):
    return f"{reverse('group-detail', args=[pk])}#{part}"


@require_http_methods(["GET", "POST"])
def group_member_add(request, pk):
    return _deed(request, pk, "member")


@require_http_methods(["GET", "POST"])
def group_committee(request, pk):
    return _deed(request, pk, "committee")


@require_http_methods(["GET", "POST"])
def group_bylaw(request, pk):
    return _deed(request, pk, "bylaw")


@require_http_methods(["GET", "POST"])
def group_fund(request, pk):
    return _deed(request, pk, "fund")


@require_http_methods(["GET", "POST"])
def group_activity(request, pk):
    return _deed(request, pk, "activity")


@require_http_methods(["GET", "POST"])
def group_otop(request, pk):
    return _deed(request, pk, "otop")


@require_http_methods(["GET", "POST"])
def group_member_leave(request, pk):
    rows = Membership.objects.select_related("group__village", "enrolment__household")
    membership = get_editable_or_404(rows, request.user, pk=pk)
    group = membership.group
    form = LeaveForm(request.POST or None, group=group, membership=membership, user=request.user)
    if form.is_bound and form.store():
        messages.success(request, f"{membership.name} ออกจาก{group.name} แล้ว")
        return redirect(_part_url(group.pk, "member"))
    crumbs = crumbs_for(group.village_code, request.user, page="ให้ออกจากกลุ่ม")
    return render(request, "groups/leave.html", {"form": form, "member": membership, "group": group, "crumbs": crumbs})


@require_http_methods(["GET", "POST"])
def group_fund_correct(request, pk):
    """A mistaken entry is taken back by its counter-entry, after being shown once more."""
    entry = get_editable_or_404(FundEntry.objects.select_related("group__village"), request.user, pk=pk)
    if request.method == "POST":
        try:
            actions.correct_fund(entry, by=request.user, today=localdate())
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, f"กลับรายการ “{entry.item}” แล้ว")
        return redirect(_part_url(entry.group_id, "fund"))
    worth = f"จำนวนเงิน {money(entry.amount)} บาท" if entry.amount else entry.get_kind_display()
    context = {
        "entry": entry,
        "group": entry.group,
        "items": [f"{entry.item} {worth}", "รายการเดิมยังอยู่ในบัญชี มีรายการกลับต่อท้าย และยอดคงเหลือคิดใหม่ให้"],
        "crumbs": crumbs_for(entry.village_code, request.user, page="กลับรายการกองทุน"),
    }
    return render(request, "groups/fund_correct.html", context)


@require_http_methods(["GET", "POST"])
def group_register(request, pk):
    """Never a dead button: pressed too early, it says which ก are missing."""
    group = get_editable_or_404(GROUPS, request.user, pk=pk)
    if request.method != "POST":
        return redirect("group-detail", pk=pk)
    try:
        actions.register(group, by=request.user, today=localdate())
    except ValidationError as refusal:
        return _page(request, group, refused=refusal.messages)
    messages.success(request, f"ขึ้นทะเบียน{group.name} เป็นกลุ่มอาชีพแล้ว")
    return redirect("group-detail", pk=pk)

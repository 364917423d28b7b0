"""The pages of groups: the list, the page of the five ก with its forms, registration, the group's story."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_safe

from groups import actions
from groups.element_forms import LeaveForm
from groups.forms import ActivityEditForm, GroupForm, MeetingEditForm
from groups.history import history_of
from groups.lists import groups_listing
from groups.models import GroupActivity, GroupMeeting, Membership
from groups.page import FORMS, group_page
from groups.rows_of_group import GROUPS, crumbs_of, edit_row, part_url
from samma.figures import measured
from samma.scope import get_editable_or_404, get_visible_or_404
from villages.places import crumbs_for


@require_safe
def group_list(request):
    return render(request, "groups/list.html", groups_listing(request) | {"may_write": request.user.may_write})


# --- one group --------------------------------------------------------------------------------------------------------
@require_safe
def group_detail(request, pk):
    group = get_visible_or_404(GROUPS, request.user, pk=pk)
    return _page(request, group, whole=request.GET.get("whole", ""))


def _page(request, group, *, refused=(), **shown):
    crumbs = crumbs_for(group.village_code, request.user, page=group.name)
    context = group_page(group, request.user, **shown) | {
        "crumbs": crumbs,
        "refused": refused,
        "measured": measured(group.village),
    }
    return render(request, "groups/detail.html", context)


@require_http_methods(["GET", "POST"])
def group_edit(request, pk):
    group = get_editable_or_404(GROUPS, request.user, pk=pk)
    form = GroupForm(request.POST or None, instance=group, user=request.user)
    if form.is_bound and form.store():
        messages.success(request, f"บันทึก{group.name} แล้ว")
        return redirect("group-detail", pk=pk)
    crumbs = crumbs_of(group, request.user, ("แก้ไขข้อมูลกลุ่ม", None))
    return render(request, "groups/edit.html", {"form": form, "group": group, "crumbs": crumbs})


@require_safe
def group_history(request, pk):
    group = get_visible_or_404(GROUPS, request.user, pk=pk)
    crumbs = crumbs_of(group, request.user, ("ความเป็นมาของกลุ่ม", None))
    return render(request, "groups/history.html", {"group": group, "events": history_of(group), "crumbs": crumbs})


@require_http_methods(["GET", "POST"])
def group_meeting_edit(request, pk):
    return edit_row(request, pk, GroupMeeting, MeetingEditForm, title="แก้ไขการประชุม", part="meeting")


@require_http_methods(["GET", "POST"])
def group_activity_edit(request, pk):
    return edit_row(request, pk, GroupActivity, ActivityEditForm, title="แก้ไขกิจกรรมกลุ่ม", part="activity")


def _deed(request, pk, part):
    """One form of the group's page: carried out, or shown again in its place with what is wrong."""
    group = get_editable_or_404(GROUPS, request.user, pk=pk)
    if request.method != "POST":
        return redirect(part_url(pk, part))
    form = FORMS[part](request.POST, group=group, user=request.user, prefix=part)
    done = form.store()
    if done is None:
        return _page(request, group, bound={part: form})
    messages.success(request, form.done(done))
    return redirect(part_url(pk, part))


@require_http_methods(["GET", "POST"])
def group_member_add(request, pk):
    return _deed(request, pk, "member")


@require_http_methods(["GET", "POST"])
def group_committee(request, pk):
    return _deed(request, pk, "committee")


@require_http_methods(["GET", "POST"])
def group_meeting(request, pk):
    return _deed(request, pk, "meeting")


@require_http_methods(["GET", "POST"])
def group_fund(request, pk):
    return _deed(request, pk, "fund")


@require_http_methods(["GET", "POST"])
def group_activity(request, pk):
    return _deed(request, pk, "activity")


@require_http_methods(["GET", "POST"])
def group_product(request, pk):
    return _deed(request, pk, "product")


@require_http_methods(["GET", "POST"])
def group_member_leave(request, pk):
    rows = Membership.objects.select_related("group__village", "enrolment__household")
    membership = get_editable_or_404(rows, request.user, pk=pk)
    group = membership.group
    form = LeaveForm(request.POST or None, group=group, membership=membership, user=request.user)
    left = form.store() if form.is_bound else None
    if left:
        messages.success(request, form.done(left))
        return redirect(part_url(group.pk, "member"))
    crumbs = crumbs_of(group, request.user, ("ให้ออกจากกลุ่ม", None))
    return render(request, "groups/leave.html", {"form": form, "member": membership, "group": group, "crumbs": crumbs})


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

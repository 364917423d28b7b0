"""What others do for a group: help and its photos, training of the committee, publicity; and the list of help in an area."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_safe

from groups.models import CommitteeTraining, GroupSupport, Publicity
from groups.rows_of_group import GROUPS, crumbs_of, edit_row, new_row, part_url
from groups.support.forms import CommitteeTrainingForm, GroupSupportForm, PublicityForm
from groups.support.lists import support_listing
from samma.scope import get_editable_or_404, get_visible_or_404
from samma.thai import money, thai_date, thai_date_short


@require_safe
def group_support_list(request):
    return render(request, "groups/support/list.html", support_listing(request))


@require_http_methods(["GET", "POST"])
def group_support_new(request, pk):
    return new_row(request, pk, GroupSupport, GroupSupportForm, title="บันทึกการสนับสนุน", part="support", on=localdate())


@require_http_methods(["GET", "POST"])
def group_support_edit(request, pk):
    return edit_row(request, pk, GroupSupport, GroupSupportForm, title="แก้ไขการสนับสนุน", part="support")


@require_safe
def group_support_detail(request, pk):
    """One help with its evidence."""
    rows = GroupSupport.objects.select_related("group__village", "partner", "entry")
    support = get_visible_or_404(rows, request.user, pk=pk)
    group = support.group
    edit = {"label": "แก้ไข", "url": reverse("group-support-edit", args=[pk]), "icon": "pencil"}
    context = {
        "support": support,
        "group": group,
        "facts": [
            ("วันที่", thai_date(support.on)),
            ("ด้าน", support.get_kind_display()),
            ("หน่วยงาน", support.agency),
            ("ผู้ประสาน", support.partner.full_name if support.partner else "–"),
            ("สนับสนุนอะไร", support.what),
            ("มูลค่า", f"{money(support.value)} บาท" if support.value is not None else "–"),
            ("บัญชีกองทุน", _booked(support), part_url(group.pk, "fund")),
        ],
        "photos": [
            {"url": url, "thumb_url": url, "alt": str(photo), "caption": photo.caption}
            for photo in support.photos.all()
            for url in [reverse("photo", args=[photo.pk])]
        ],
        "actions": [edit] if request.user.may_write else [],
        "crumbs": crumbs_of(group, request.user, (f"การสนับสนุน {thai_date_short(support.on)}", None)),
    }
    return render(request, "groups/support/detail.html", context)


def _booked(support: GroupSupport) -> str:
    if support.entry is None:
        return "ยังไม่ลงบัญชี"
    return "ลงแล้วและกลับรายการแล้ว" if support.entry.corrections.exists() else f"ลงแล้ว {thai_date(support.entry.on)}"


@require_http_methods(["GET", "POST"])
def group_training_new(request, pk):
    group = get_editable_or_404(GROUPS, request.user, pk=pk)
    if not group.terms.exists():
        messages.info(request, "ตั้งคณะกรรมการก่อน แล้วจึงบันทึกว่ากรรมการคนใดเข้าอบรม")
        return redirect(part_url(pk, "committee"))
    return new_row(
        request,
        pk,
        CommitteeTraining,
        CommitteeTrainingForm,
        title="บันทึกการอบรมกรรมการ",
        part="training",
        on=localdate(),
    )


@require_http_methods(["GET", "POST"])
def group_training_edit(request, pk):
    return edit_row(request, pk, CommitteeTraining, CommitteeTrainingForm, title="แก้ไขการอบรมกรรมการ", part="training")


@require_http_methods(["GET", "POST"])
def group_publicity_new(request, pk):
    return new_row(request, pk, Publicity, PublicityForm, title="บันทึกการประชาสัมพันธ์", part="publicity", on=localdate())


@require_http_methods(["GET", "POST"])
def group_publicity_edit(request, pk):
    return edit_row(request, pk, Publicity, PublicityForm, title="แก้ไขการประชาสัมพันธ์", part="publicity")

"""The way of a record from draft to the public page: each step is one button, and the rules are asked at each."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from samma.knowledge import actions
from samma.knowledge.models import KnowledgeRecord, State
from samma.knowledge.review.likeness import alike
from samma.knowledge.writing.forms import GiveBackForm
from samma.scope import get_editable_or_404, get_visible_or_404


def _record(request, pk):
    record = get_visible_or_404(KnowledgeRecord, request.user, pk=pk)
    if not request.user.may_review:
        raise PermissionDenied(actions.REFUSED)
    return record


def _done(request, record, act, sentence):
    """Do the step and tell it, or tell why not."""
    try:
        act(record, by=request.user)
    except ValidationError as error:
        for refusal in error.messages:
            messages.error(request, refusal)
        return False
    messages.success(request, f"{sentence} “{record.title}” แล้ว")
    return True


@require_POST
def record_submit(request, pk):
    record = get_editable_or_404(KnowledgeRecord, request.user, pk=pk)
    if _done(request, record, actions.submit, "ส่งตรวจ:"):
        tell_likeness(request, record)
    return redirect("record-detail", pk=pk)


def tell_likeness(request, record):
    """Point out text that stands in another record too. It hinders nothing."""
    for one in alike(record, request.user):
        link = reverse("record-detail", args=[one.record.pk])
        words = 'ข้อความร้อยละ {} ของเรื่องนี้เหมือนกับ “<a href="{}">{}</a>” ที่มีอยู่แล้ว'
        messages.info(request, format_html(words, one.percent, link, one.record.title))


@require_POST
def record_check(request, pk):
    """The district has read it."""
    record = get_editable_or_404(KnowledgeRecord, request.user, pk=pk)
    _done(request, record, actions.check, "อำเภอตรวจแล้ว:")
    return redirect("record-detail", pk=pk)


@require_POST
def record_approve(request, pk):
    """Approve; with `next` go on to the one that has waited longest."""
    record = _record(request, pk)
    if _done(request, record, actions.approve, "รับรอง") and "next" in request.POST:
        return redirect(*_next_waiting(request))
    return redirect("record-detail", pk=pk)


def _next_waiting(request):
    waiting = KnowledgeRecord.objects.visible_to(request.user).filter(state=State.CHECKED)
    following = waiting.order_by("submitted_at", "pk").values_list("pk", flat=True).first()
    if following is None:
        messages.info(request, "ไม่มีเรื่องรอตรวจแล้ว")
        return ("record-list",)
    return ("record-detail", following)


@require_POST
def record_give_back(request, pk):
    record = get_visible_or_404(KnowledgeRecord, request.user, pk=pk)
    if not (request.user.may_review or request.user.may_write):
        raise PermissionDenied(actions.REFUSED)
    form = GiveBackForm(request.POST, user=request.user)
    if form.is_valid():
        note = form.cleaned_data["note"]
        _done(request, record, lambda row, by: actions.give_back(row, note, by=by), "ส่งกลับให้แก้ไข:")
    else:
        messages.error(request, "ยังไม่ได้ส่งกลับ โปรดบอกว่าต้องแก้ไขอะไร (ไม่เกิน 1,000 ตัวอักษร)")
    return redirect("record-detail", pk=pk)


@require_POST
def record_publish(request, pk):
    _done(request, _record(request, pk), actions.publish, "เผยแพร่")
    return redirect("record-detail", pk=pk)


@require_POST
def record_unpublish(request, pk):
    _done(request, _record(request, pk), actions.unpublish, "ยกเลิกการเผยแพร่")
    return redirect("record-detail", pk=pk)

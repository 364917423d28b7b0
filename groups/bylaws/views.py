"""ก3: the rules are written article by article, adopted, compared version with version, and printed."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from groups.bylaws.articles import comparison, read
from groups.bylaws.forms import BylawForm, articles_form, with_more
from groups.bylaws.paper import bylaw_paper
from groups.models import Bylaw
from groups.rows_of_group import GROUPS, crumbs_of, part_url
from samma import pdf
from samma.pdf.answers import not_made, pdf_answer
from samma.scope import get_editable_or_404, get_visible_or_404, row_number
from samma.thai import thai_date

BYLAWS = Bylaw.objects.select_related("group__village", "group__occupation", "meeting")


@require_http_methods(["GET", "POST"])
def group_bylaw(request, pk):
    """The editor. `do`: draft keeps the text, adopt writes down the meeting, more only gives room."""
    group = get_editable_or_404(GROUPS, request.user, pk=pk)
    do = request.POST.get("do", "draft")
    data = request.POST or None
    wants_room = data is not None and do == "more"
    articles = articles_form(with_more(data) if wants_room else data, group=group, user=request.user)
    form = BylawForm(data, group=group, user=request.user, articles=articles, adopts=do == "adopt")
    if data is not None and not wants_room:
        bylaw = form.store()
        if bylaw:
            messages.success(request, form.done(bylaw))
            return redirect(part_url(pk, "bylaw") if bylaw.adopted else request.path)
    context = {
        "group": group,
        "form": form,
        "articles": articles,
        "wants_room": wants_room,
        "draft": group.bylaws.drafts().first(),
        "crumbs": crumbs_of(group, request.user, ("ระเบียบข้อบังคับ", None)),
    }
    return render(request, "groups/bylaws/edit.html", context)


@require_safe
def group_bylaws(request, pk):
    """Every version with the meeting that adopted it; any two compared (`?old=…&new=…`)."""
    group = get_visible_or_404(GROUPS, request.user, pk=pk)
    versions = list(group.bylaws.adopted().select_related("meeting"))
    numbers = {bylaw.pk: len(versions) - place for place, bylaw in enumerate(versions)}
    chosen = {bylaw.pk: bylaw for bylaw in [*group.bylaws.drafts(), *versions]}
    context = {
        "group": group,
        "caption": "ฉบับของระเบียบ",
        "columns": [{"label": "ฉบับ"}, {"label": "ที่ประชุมรับรอง"}, {"label": "เทียบ"}, {"label": "พิมพ์"}],
        "rows": [_version_row(group, bylaw, numbers, versions) for bylaw in chosen.values()],
        "crumbs": crumbs_of(group, request.user, ("ฉบับของระเบียบ", None)),
        "edit_url": reverse("group-bylaw", args=[pk]) if request.user.may_write else "",
    }
    if "new" in request.GET:
        new = chosen.get(row_number(request.GET["new"]))
        old = chosen.get(row_number(request.GET.get("old", "")))
        if new is None or old is None:
            raise Http404
        context |= {
            "compared": f"เทียบ{_name(old, numbers)}กับ{_name(new, numbers)}",
            "differences": comparison(old.text, new.text),
        }
    return render(request, "groups/bylaws/versions.html", context)


def _name(bylaw, numbers) -> str:
    return f"ฉบับที่ {numbers[bylaw.pk]}" if bylaw.adopted else "ร่าง"


def _version_row(group, bylaw, numbers, versions) -> dict:
    older = next((one for one in versions if one is not bylaw and _is_before(one, bylaw, numbers)), None)
    compare = {"text": "–"}
    if older:
        url = f"{reverse('group-bylaws', args=[group.pk])}?old={older.pk}&new={bylaw.pk}"
        compare = {"text": f"เทียบกับ{_name(older, numbers)}", "url": url}
    where = bylaw.meeting.place if bylaw.meeting else ""
    return {
        "cells": [
            {"text": _name(bylaw, numbers), "note": f"{len(read(bylaw.text))} ข้อ"},
            {"text": thai_date(bylaw.adopted) if bylaw.adopted else "ยังไม่รับรอง", "note": where},
            compare,
            {"text": "พิมพ์", "url": reverse("bylaw-print", args=[bylaw.pk])},
        ]
    }


def _is_before(one, bylaw, numbers) -> bool:
    return not bylaw.adopted or numbers[one.pk] < numbers[bylaw.pk]


@never_cache
@require_safe
def bylaw_print(request, pk):
    """ระเบียบข้อบังคับกลุ่ม, or its draft for the meeting (`?digits=thai|arabic`)."""
    bylaw = get_visible_or_404(BYLAWS, request.user, pk=pk)
    try:
        is_thai = request.GET.get("digits") != "arabic"
        content = pdf.render(bylaw_paper(bylaw, localdate(), is_thai=is_thai).html())
    except pdf.PdfError as error:
        return not_made(request, error)
    return pdf_answer(content, f"ระเบียบข้อบังคับ {bylaw.group.name}")

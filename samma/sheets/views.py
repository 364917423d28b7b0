"""The pages of an import: choose a file, and one page on which it is mapped, previewed, mended, stored and undone.

Every post goes to the address of the import. To htmx the part that changed is answered, else a redirect to that address.
"""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from samma import thai
from samma.lists import listing
from samma.resources import UploadRefusedError
from samma.scope import get_visible_or_404
from samma.sheets import actions, deeds, refused, screens, store
from samma.sheets.checking import FileGoneError
from samma.sheets.forms import UploadForm
from samma.sheets.models import RunState, SheetRun
from samma.sheets.register import REGISTERS, register_of
from samma.sheets.sending import file_answer, file_name


@never_cache
@require_http_methods(["GET", "POST"])
def sheet_import(request, register):
    """Choose a file. What is certain about it is not asked."""
    register = register_of(register)
    if not register.may_import(request.user):
        raise PermissionDenied("บัญชีนี้นำเข้าข้อมูลชุดนี้ไม่ได้")
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_valid():
        try:
            run = actions.begin(form.cleaned_data["file"], register, by=request.user)
        except UploadRefusedError as refusal:
            form.add_error("file", str(refusal))
        else:
            return _answer(request, run)
    template = "sheets/_choose.html" if request.htmx else "sheets/import.html"
    return render(request, template, screens.choosing(register, form, request.user))


@never_cache
@require_http_methods(["GET", "POST"])
def sheet_run(request, pk):
    """One import, whatever its state; a post does what its `do` says."""
    run = _run_of(request, pk)
    if request.method == "GET":
        for sentence in actions.settle(run):
            messages.error(request, sentence)
        return _show(request, run)
    try:
        said = deeds.do(request.POST.get("do", ""), run, request)
    except ValidationError as error:
        run.refresh_from_db()
        if hasattr(error, "mapping"):
            return _show(request, run, errors=error.messages, mapping=error.mapping)
        if hasattr(error, "obstacles"):
            return _show(request, run, obstacles=error.messages)
        messages.error(request, " ".join(error.messages))
    except (UploadRefusedError, FileGoneError) as error:
        messages.error(request, str(error))
    else:
        if said:
            messages.success(request, said)
    return _answer(request, run)


def _run_of(request, pk) -> SheetRun:
    run = get_visible_or_404(SheetRun.objects.select_related("job", "by", "stored_by"), request.user, pk=pk)
    if not register_of(run.register).may_import(request.user):
        raise Http404
    return run


def _answer(request, run):
    """After a post: to htmx the import as it stands now, else the way to its page."""
    if not request.htmx:
        return redirect("sheet-run", pk=run.pk)
    run.refresh_from_db()
    response = _show(request, run)
    response["HX-Push-Url"] = reverse("sheet-run", args=[run.pk])
    return response


def _show(request, run, **extra):
    context = screens.of(run, request, **extra)
    template = "sheets/_run.html" if request.htmx else "sheets/run.html"
    return render(request, template, context | {"in_place": bool(request.htmx)})


@never_cache
@require_safe
def sheet_refused(request, pk):
    """The refused rows as a workbook."""
    run = _run_of(request, pk)
    said = store.fetch_said(run, run.preview)
    if run.state != RunState.CHECKED or said is None:
        raise Http404
    register = register_of(run.register)
    try:
        content = refused.write_refused(run, said, register.resource(request.user), register.title)
    except FileGoneError as gone:
        raise Http404 from gone
    return file_answer(content, file_name(f"แถวที่ไม่ผ่าน {register.title}", "xlsx"), "xlsx")


@never_cache
@require_GET
def sheet_list(request):
    """The imports of the area, newest first."""
    mine = [key for key, register in REGISTERS.items() if register.may_import(request.user)]
    if not mine:
        raise PermissionDenied("บัญชีนี้นำเข้าข้อมูลไม่ได้")
    runs = SheetRun.objects.visible_to(request.user).filter(register__in=mine).exclude(state=RunState.ABANDONED)
    context = listing(
        request,
        runs.select_related("by"),
        columns=[{"label": label} for label in ("ไฟล์", "ทะเบียน", "ผล", "ผู้นำเข้า", "เมื่อ", "สถานะ")],
        row=_listed,
        order=("-made_at", "pk"),
    )
    context["crumbs"] = [("การนำเข้าที่ผ่านมา", None)]
    return render(request, "sheets/list.html", context)


def _listed(run: SheetRun) -> dict:
    return {
        "url": reverse("sheet-run", args=[run.pk]),
        "cells": [
            {"text": run.file_name, "url": reverse("sheet-run", args=[run.pk])},
            {"text": register_of(run.register).title},
            {"text": screens.counted(run)},
            {"text": str(run.by)},
            {"text": thai.thai_datetime(run.stored_at or run.made_at)},
            {"chip": screens.status(run)},
        ],
    }

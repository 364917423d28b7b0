"""Old texts through the browser: choose files or paste, choose repairs, look at old and new, store as drafts."""

from django.contrib import messages
from django.core import signing
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from samma.knowledge.importing.forms import MOST_FILES, OldTextForm, OldTextsForm
from samma.knowledge.importing.pages import COLUMNS, PASTED, page_of, table_rows
from samma.knowledge.importing.repairing import all_or_none
from samma.knowledge.importing.storing import DoubledError, refuse_double, text_hash
from samma.scope import require_writer

CRUMBS = [("องค์ความรู้", "record-list"), ("นำเข้าเอกสารเก่า", None)]


@require_http_methods(["GET", "POST"])
def record_import(request):
    require_writer(request.user)
    if request.method == "POST" and "doc-count" in request.POST:
        return _came_back(request)
    form = OldTextsForm(request.POST or None, request.FILES or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        documents = _documents(request, form.cleaned_data["texts"])
        return _review(request, documents, form.cleaned_data["refusals"])
    return render(request, "knowledge/importing/choose.html", {"form": form, "crumbs": _crumbs()})


def _documents(request, texts) -> list:
    """A form for each text; one that is stored already, or came twice, is only told."""
    documents, came = [], {}
    for n, (name, text) in enumerate(texts):
        told, identity = name or PASTED, text_hash(text)
        if identity in came:
            messages.info(request, f"{told}: เป็นข้อความเดียวกับ {came[identity]} จึงอ่านครั้งเดียว")
            continue
        came[identity] = told
        try:
            refuse_double(text, by=request.user)
        except DoubledError as double:
            messages.info(request, f"{told}: {double.messages[0]}")
            continue
        documents.append(OldTextForm(name=name, text=text, user=request.user, prefix=f"doc{n}"))
    return documents


def _came_back(request):
    """The page of review sent back: another choice of repairs is read anew, otherwise all is stored."""
    try:
        documents = [
            OldTextForm.posted(request.POST, prefix=f"doc{n}", user=request.user)
            for n in range(MOST_FILES + 1)
            if f"doc{n}-source" in request.POST
        ]
    except signing.BadSignature:
        messages.error(request, "ข้อความต้นทางไม่ครบ โปรดเลือกไฟล์ใหม่อีกครั้ง")
        return redirect("record-import")
    do, _, prefix = request.POST.get("do", "").partition(":")
    choices = [
        all_or_none(document.text, is_all=do == "all")
        if do in ("all", "none") and document.prefix == prefix
        else document.ticked()
        for document in documents
    ]
    if not do and not any(document.has_new_choice() for document in documents):
        return _store(request, documents)
    if not do:
        messages.warning(request, "เลือกการซ่อมใหม่แล้ว ข้อความด้านขวาอ่านใหม่ตามที่เลือก โปรดตรวจแล้วกดเก็บอีกครั้ง")
    return _review(request, [document.read_anew(choice) for document, choice in zip(documents, choices, strict=True)])


def _store(request, documents):
    wanted = [document for document in documents if not document.is_skipped]
    with transaction.atomic():
        stored = [document.store() for document in wanted]
        if not all(stored):
            transaction.set_rollback(True)
    if not all(stored):
        return _review(request, documents)
    for record in stored:
        messages.success(request, f"นำเข้า “{record.title}” เป็นฉบับร่างแล้ว")
    return redirect("record-detail", pk=stored[0].pk) if len(stored) == 1 else redirect("record-list")


def _review(request, documents, refusals=()):
    if not documents:
        for name, sentence in refusals:
            messages.error(request, f"{name}: {sentence}")
        return redirect("record-import")
    pages = [page_of(document) for document in documents]
    context = {
        "pages": pages,
        "count": len(pages),
        "columns": COLUMNS,
        "rows": table_rows(pages, refusals) if len(pages) + len(refusals) > 1 else [],
        "crumbs": _crumbs(),
    }
    return render(request, "knowledge/importing/review.html", context)


def _crumbs() -> list:
    return [(label, name and reverse(name)) for label, name in CRUMBS]

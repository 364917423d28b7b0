"""The page and the paper of a handover, of a district or of one village; notes; and the order that moves the posting."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localdate, now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samma import thai
from samma.accounts.models import HandoverNote, Transfer
from samma.accounts.transfers import DISTRICT_DIGITS, call_off, may_transfer
from samma.figures import measured
from samma.pdf import PdfError
from samma.pdf.answers import not_made, pdf_answer
from samma.progress.handover.forms import NoteForm, TransferForm
from samma.progress.handover.gathering import gather
from samma.progress.handover.paper import handover_pdf
from samma.scope import covers, get_editable_or_404, get_visible_or_404, require_writer
from villages.models import Area, TargetVillage
from villages.places import crumbs_for, place_name

TARGETS = TargetVillage.objects.select_related("village", "year")
YEARS_BACK = 2  # what is open is looked for in the latest years of the district
MOST_VILLAGES = 200


# --- the district -----------------------------------------------------------------------------------------------------
def _district_or_404(request) -> str:
    """The district asked for, else the posting when it is one; None when it has to be chosen first."""
    code = request.GET.get("area", "") or request.user.area_code
    if not covers(request.user.area_code, code):
        raise Http404
    if len(code) == DISTRICT_DIGITS and not Area.objects.filter(code=code).exists():
        raise Http404
    return code if len(code) == DISTRICT_DIGITS else ""


def _targets_of(code: str) -> list[TargetVillage]:
    rows = TARGETS.under(code)
    years = sorted(rows.order_by().values_list("year", flat=True).distinct(), reverse=True)[:YEARS_BACK]
    return list(rows.filter(year__in=years).order_by("-year", "village_code")[:MOST_VILLAGES])


def _url(name: str, code: str) -> str:
    return f"{reverse(name)}?{urlencode({'area': code})}"


@never_cache
@require_safe
def handover(request):
    """`?area=3301`: everything open in a district."""
    code = _district_or_404(request)
    if not code:
        return _choose(request)
    known = gather(_targets_of(code), localdate())
    transfers = Transfer.objects.visible_to(request.user).under(code).select_related("leaving", "taking")
    orders = may_transfer(request.user, code)
    context = _page(request, known, place_name(code)) | {
        "print_url": _url("handover-pdf", code),
        "note_url": _url("handover-note", code) if request.user.may_write else "",
        "transfer_url": _url("handover-transfer", code) if orders else "",
        "transfers": [_transfer_shown(one, may_cancel=orders) for one in transfers[:10]],
        "crumbs": crumbs_for(code, request.user, page="ส่งมอบงาน"),
    }
    return render(request, "progress/handover/page.html", context)


def _choose(request):
    districts = Area.objects.districts().visible_to(request.user).order_by("code")
    with_villages = set(
        TargetVillage.objects.visible_to(request.user).order_by().values_list("village__tambon", flat=True).distinct()
    )
    codes = {tambon[:DISTRICT_DIGITS] for tambon in with_villages}
    cards = [
        {"title": str(one), "text": place_name(one.code), "url": _url("handover", one.code), "icon": "arrow-left-right"}
        for one in districts
        if one.code in codes
    ]
    crumbs = crumbs_for(request.user.area_code, request.user, page="ส่งมอบงาน")
    return render(request, "progress/handover/choose.html", {"cards": cards, "crumbs": crumbs})


def _page(request, known, place: str) -> dict:
    return {
        "known": known,
        "place": place,
        "measured": measured(place),
        "figures": [
            {"label": topic.title, "value": topic.count, "unit": "เรื่อง", "url": f"#{topic.key}"}
            for topic in known.topics
        ],
    }


def _transfer_shown(one: Transfer, *, may_cancel: bool) -> dict:
    waits = one.done_at is None and one.cancelled_at is None
    word = ("รอวันมีผล", "wait") if waits else ("ยกเลิกแล้ว", "neutral") if one.cancelled_at else ("มีผลแล้ว", "ok")
    return {
        "when": thai.thai_date(one.on),
        "words": f"{one.leaving} ส่งมอบให้ {one.taking or 'ยังไม่มีผู้รับ'}{f' คำสั่งที่ {one.order_no}' if one.order_no else ''}",
        "status": {"word": word[0], "tone": word[1]},
        "cancel_url": reverse("handover-cancel", args=[one.pk]) if waits and may_cancel else "",
    }


@never_cache
@require_safe
def handover_print(request):
    code = _district_or_404(request)
    if not code:
        raise Http404
    known = gather(_targets_of(code), localdate())
    last = Transfer.objects.under(code).filter(cancelled_at=None).select_related("leaving", "taking").first()
    signers = [str(last.leaving), str(last.taking or "")] if last else [str(request.user), ""]
    return _print(request, known, place_name(code), signers)


def _print(request, known, place: str, signers):
    lines = [" ".join(filter(None, [request.user.office])), f"ข้อมูล ณ {thai.thai_datetime(now())}"]
    try:
        content = handover_pdf(known, place, [line for line in lines if line], localdate(), signers)
    except PdfError as error:
        return not_made(request, error)
    return pdf_answer(content, f"ส่งมอบงาน {place}")


@require_http_methods(["GET", "POST"])
def handover_note(request):
    code = _district_or_404(request)
    if not code:
        raise Http404
    require_writer(request.user)
    crumbs = crumbs_for(code, request.user, page="บันทึกถึงผู้รับมอบ")
    return _note(request, code, place_name(code), _url("handover", code), crumbs)


def _note(request, code: str, place: str, back_url: str, crumbs):
    note = HandoverNote.objects.filter(area_code=code).first() or HandoverNote(area_code=code)
    form = NoteForm(request.POST or None, instance=note, user=request.user)
    if request.method == "POST" and form.store():
        messages.success(request, f"บันทึกถึงผู้รับมอบ {place} แล้ว")
        return redirect(back_url)
    context = {"form": form, "place": place, "cancel_url": back_url, "crumbs": crumbs, "stale": form.stale}
    return render(request, "progress/handover/form.html", context | {"title": "บันทึกถึงผู้รับมอบ"})


# --- one village ------------------------------------------------------------------------------------------------------
@never_cache
@require_safe
def target_handover(request, pk):
    target = get_visible_or_404(TARGETS, request.user, pk=pk)
    context = _page(request, gather([target], localdate()), str(target)) | {
        "print_url": reverse("target-handover-pdf", args=[pk]),
        "note_url": reverse("target-handover-note", args=[pk]) if request.user.may_write else "",
        "crumbs": crumbs_for(target.village_code, request.user, page="ส่งมอบงาน", target_pk=pk),
    }
    return render(request, "progress/handover/page.html", context)


@never_cache
@require_safe
def target_handover_print(request, pk):
    target = get_visible_or_404(TARGETS, request.user, pk=pk)
    return _print(request, gather([target], localdate()), str(target), [str(request.user), ""])


@require_http_methods(["GET", "POST"])
def target_handover_note(request, pk):
    target = get_editable_or_404(TARGETS, request.user, pk=pk)
    crumbs = crumbs_for(target.village_code, request.user, page="บันทึกถึงผู้รับมอบ", target_pk=pk)
    back_url = reverse("target-handover", args=[pk])
    return _note(request, target.village_code, str(target.village), back_url, crumbs)


# --- the posting ------------------------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
def handover_transfer(request):
    """For the department, and for the head of the district's office."""
    code = _district_or_404(request)
    if not code or not may_transfer(request.user, code):
        raise Http404
    form = TransferForm(request.POST or None, user=request.user, area_code=code, today=localdate(), now=now())
    if request.method == "POST" and (transfer := form.store()):
        when = "มีผลแล้ว" if transfer.done_at else f"จะมีผลวันที่ {thai.thai_date(transfer.on)}"
        messages.success(request, f"ส่งมอบพื้นที่ของ {transfer.leaving} {when}")
        return redirect(_url("handover", code))
    context = {
        "form": form,
        "place": place_name(code),
        "title": "ส่งมอบพื้นที่ปฏิบัติงาน",
        "intro": "ตั้งแต่วันที่มีผล ผู้ส่งมอบไม่เห็นข้อมูลของอำเภอ และผู้รับมอบเห็นทั้งหมด",
        "cancel_url": _url("handover", code),
        "crumbs": crumbs_for(code, request.user, page="ส่งมอบพื้นที่"),
    }
    return render(request, "progress/handover/form.html", context)


@require_POST
def handover_cancel(request, pk):
    transfer = get_visible_or_404(Transfer, request.user, pk=pk)
    if not may_transfer(request.user, transfer.area_code):
        raise Http404
    try:
        call_off(transfer, by=request.user, now=now())
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, "ยกเลิกการส่งมอบพื้นที่แล้ว")
    return redirect(_url("handover", transfer.area_code))

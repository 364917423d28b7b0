"""Booklets come back: a number is typed or scanned, its page is keyed, and the next number stands ready."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_safe

from households.booklets.actions import next_page, restore_pages
from households.booklets.keying_forms import PageForm
from households.booklets.page_numbers import PageNumberError, read_number, shown
from households.models import BookletPage, PageEntry
from samma import thai
from samma.scope import get_visible_or_404, require_writer
from villages.places import crumbs_for

PAGES = BookletPage.objects.select_related(
    "booklet__trainer__sage", "enrolment__household", "enrolment__target_village__year", "enrolment__occupation"
)
LAST_SHOWN = 6


@require_safe
def page_find(request):
    """Where a number is typed: `?number=` opens its page or says what is wrong with it, `?next=` offers one."""
    require_writer(request.user)
    typed, error = request.GET.get("number", ""), ""
    if "number" in request.GET:
        try:
            number = read_number(typed)
        except PageNumberError as wrong:
            error = str(wrong)
        else:
            if BookletPage.objects.visible_to(request.user).filter(number=number).exists():
                return redirect("page-keying", number=number)
            error = f"ไม่พบใบเลขที่ {shown(number)} ในสมุดของพื้นที่คุณ โปรดดูเลขที่ใบอีกครั้ง"
    offered = request.GET.get("next", "")
    keyed = PageEntry.objects.visible_to(request.user).select_related("page__enrolment__household", "visit")
    context = {
        "typed": typed or (shown(offered) if offered.isdecimal() else ""),
        "error": error,
        "keyed": [_keyed(entry) for entry in keyed.order_by("-pk")[:LAST_SHOWN]],
        "crumbs": [("ครัวเรือน", reverse("household-list")), ("บันทึกจากสมุด", None)],
    }
    return render(request, "households/booklets/page_find.html", context)


def _keyed(entry):
    return {
        "when": f"ใบเลขที่ {shown(entry.page.number)}",
        "title": f"{entry.page.enrolment.person} {thai.thai_date_short(entry.visit.on)}",
        "url": reverse("visit-detail", args=[entry.visit_id]),
    }


@require_http_methods(["GET", "POST"])
def page_keying(request, number):
    """The form of exactly this page; a page that is keyed shows its visit, a voided one says why."""
    try:
        page = get_visible_or_404(PAGES, request.user, number=read_number(number))
    except PageNumberError as wrong:
        raise Http404 from wrong
    require_writer(request.user)
    if (keyed := page.entries.first()) is not None:
        messages.info(request, f"ใบเลขที่ {shown(page.number)} บันทึกเข้าระบบแล้ว นี่คือการเยี่ยมของใบนั้น")
        return redirect("visit-detail", pk=keyed.visit_id)
    if page.voided_on is not None:
        return _voided(request, page)
    form = PageForm(request.POST or None, user=request.user, page=page, today=localdate())
    if request.method == "POST":
        if visit := form.store():
            words = f"บันทึกใบเลขที่ {shown(page.number)} {page.enrolment.person} วันที่ {thai.thai_date_short(visit.on)} แล้ว"
            messages.success(request, words)
            following = next_page(page)
            after = f"?next={following.number}" if following else ""
            return redirect(reverse("page-find") + after)
        if (keyed := page.entries.first()) is not None:  # somebody else keyed it while this form was open
            messages.error(request, " ".join(form.non_field_errors()))
            return redirect("visit-detail", pk=keyed.visit_id)
    return render(request, "households/booklets/page_keying.html", _context(request, page) | {"form": form})


def _context(request, page):
    booklet_url = reverse("booklet-detail", args=[page.booklet_id])
    household = page.enrolment.household
    return {
        "page_number": shown(page.number),
        "person": page.enrolment.person,
        "lead": f"บ้านเลขที่ {household.house_no} · {page.enrolment.occupation or 'ยังไม่เลือกอาชีพ'}",
        "booklet_url": booklet_url,
        "crumbs": [
            *crumbs_for(page.village_code, request.user),
            (str(page.booklet), booklet_url),
            (f"ใบเลขที่ {shown(page.number)}", None),
        ],
    }


def _voided(request, page):
    """A page of a booklet that was given up; who holds the paper in his hand may take it up again."""
    if request.method == "POST":
        try:
            restore_pages(page.booklet, by=request.user, pages=[page.pk])
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return redirect("page-keying", number=page.number)
    context = _context(request, page) | {
        "reason": f"ยกเลิกเมื่อ {thai.thai_date(page.voided_on)}: {page.void_reason}",
        "cancel_url": reverse("page-find"),
    }
    return render(request, "households/booklets/page_voided.html", context)

"""Pages of booklets: make and print them for a village, see what came back, void a lost one."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from households.booklets.actions import PAGES_EACH, in_care_of, make_booklet, restore_pages, void_pages
from households.booklets.page_numbers import shown
from households.booklets.paper import SHEETS, booklet_pdf
from households.models import Booklet
from households.village_tabs import tabs_of
from samma import thai
from samma.figures import measured_of
from samma.formfields import ThaiCharField, WholeNumberField
from samma.forms import PlainForm
from samma.pdf import PdfError
from samma.pdf.answers import not_made, pdf_answer
from samma.scope import get_editable_or_404, get_visible_or_404, require_writer
from villages.models import TargetVillage
from villages.places import crumbs_for

TARGETS = TargetVillage.objects.select_related("village__tambon", "year", "team")
BOOKLETS = Booklet.objects.select_related("target_village__village__tambon", "target_village__year", "trainer__sage")
EVERYBODY = "team"
COLUMNS = [
    {"label": "เล่มที่"},
    {"label": "ของ"},
    {"label": "จัดทำเมื่อ"},
    {"label": "เข้าระบบแล้ว"},
]


class BookletForm(PlainForm):
    """For whom to print: a trainer's households, one household, or each trainer of the team."""

    model = Booklet
    whose = forms.ChoiceField(label="สมุดของ")
    pages_each = WholeNumberField(
        label="ใบต่อครัวเรือน", initial=PAGES_EACH, min_value=1, help_text="หนึ่งใบต่อการเยี่ยมหนึ่งครั้ง"
    )

    def __init__(self, *args, target, today, **kwargs):
        self.target, self.today = target, today
        super().__init__(*args, **kwargs)
        team = getattr(target, "team", None)
        self.trainers = {f"t{t.pk}": t for t in (team.seated() if team else []) if t.assignments.serving().exists()}
        enrolments = target.enrolments.active().select_related("household").order_by("number")
        self.enrolments = {f"e{e.pk}": e for e in enrolments}
        everybody = [(EVERYBODY, "วิทยากรทุกคนที่ดูแลครัวเรือน คนละเล่ม")] if len(self.trainers) > 1 else []
        self.fields["whose"].choices = [
            *everybody,
            ("วิทยากร", [(key, t.sage.full_name) for key, t in self.trainers.items()]),
            ("ครัวเรือนเดียว", [(key, f"{e.number}. {e.person}") for key, e in self.enrolments.items()]),
        ]

    def perform(self):
        whose, each = self.cleaned_data["whose"], {"by": self.user, "today": self.today}
        each["pages_each"] = self.cleaned_data["pages_each"]
        if whose in self.enrolments:
            return [make_booklet(self.target, [self.enrolments[whose]], **each)]
        chosen = self.trainers.values() if whose == EVERYBODY else [self.trainers[whose]]
        return [make_booklet(self.target, in_care_of(trainer), trainer=trainer, **each) for trainer in chosen]


@require_http_methods(["GET", "POST"])
def booklet_list(request, target_pk):
    """The booklets of a village, and the form that makes more."""
    target = get_visible_or_404(TARGETS, request.user, pk=target_pk)
    if request.method == "POST":
        require_writer(request.user)
    form = BookletForm(request.POST or None, user=request.user, target=target, today=localdate())
    if request.method == "POST" and (made := form.store()):
        messages.success(request, f"จัดทำสมุดแล้ว {len(made)} เล่ม เปิดแต่ละเล่มเพื่อพิมพ์")
        return redirect("booklet-detail", pk=made[0].pk) if len(made) == 1 else redirect("booklet-list", target.pk)
    context = {
        "measured": measured_of(target),
        "target": target,
        "form": form if request.user.may_write and form.enrolments else None,
        "columns": COLUMNS,
        "rows": [_row(booklet) for booklet in _counted(BOOKLETS.filter(target_village=target))],
        "tabs": tabs_of(target, "booklet-list", request.user),
        "find_url": reverse("page-find") if request.user.may_write else None,
        "crumbs": crumbs_for(target.village_code, request.user, page="สมุดบันทึกการติดตาม", target_pk=target.pk),
    }
    return render(request, "households/booklets/list.html", context)


def _counted(booklets):
    keyed = Count("pages__entries", distinct=True)
    voided = Count("pages", filter=Q(pages__voided_on__isnull=False), distinct=True)
    return booklets.annotate(printed=Count("pages", distinct=True), keyed=keyed, voided=voided).order_by("-pk")


def _row(booklet):
    return {
        "key": booklet.pk,
        "url": reverse("booklet-detail", args=[booklet.pk]),
        "cells": [
            {"text": f"เล่มที่ {booklet.pk}"},
            {"text": owner_of(booklet)},
            {"text": thai.thai_date_short(booklet.made_on)},
            {
                "text": f"{booklet.keyed} จาก {booklet.printed} ใบ",
                "url": reverse("booklet-detail", args=[booklet.pk]),
                "note": f"ยกเลิก {booklet.voided} ใบ" if booklet.voided else "",
                "note_url": reverse("booklet-detail", args=[booklet.pk]),
            },
        ],
    }


def owner_of(booklet) -> str:
    """Whose booklet it is."""
    if booklet.trainer_id:
        return booklet.trainer.sage.full_name
    first = booklet.pages.select_related("enrolment__household").first()
    return first.enrolment.person if first else ""


class VoidForm(PlainForm):
    """Why the rest of a booklet will not come back."""

    model = Booklet
    reason = ThaiCharField(label="เหตุที่ยกเลิก", max_length=200, help_text="เช่น สมุดหาย เปียกน้ำ")

    def __init__(self, *args, booklet, today, **kwargs):
        self.booklet, self.today = booklet, today
        super().__init__(*args, **kwargs)

    def perform(self):
        return void_pages(self.booklet, by=self.user, today=self.today, reason=self.cleaned_data["reason"])


class RestoreForm(PlainForm):
    """The booklet was found."""

    model = Booklet

    def __init__(self, *args, booklet, **kwargs):
        self.booklet = booklet
        super().__init__(*args, **kwargs)

    def perform(self):
        return restore_pages(self.booklet, by=self.user)


@require_http_methods(["GET", "POST"])
def booklet_detail(request, pk):
    """One booklet: print it, see which pages came back, void the rest or take it up again."""
    booklet = get_visible_or_404(_counted(BOOKLETS), request.user, pk=pk)
    if request.method == "POST":
        require_writer(request.user)
    void = VoidForm(
        request.POST if "reason" in request.POST else None, user=request.user, booklet=booklet, today=localdate()
    )
    if request.method == "POST":
        chosen = RestoreForm(request.POST, user=request.user, booklet=booklet) if "restore" in request.POST else void
        if done := chosen.store():
            deed = "นำกลับมาใช้" if chosen is not void else "ยกเลิก"
            messages.success(request, f"{deed} {done} ใบของ{booklet} แล้ว")
            return redirect("booklet-detail", pk=pk)
        if chosen is not void:
            messages.error(request, " ".join(chosen.non_field_errors()))
    pages = list(booklet.pages.with_entry().select_related("enrolment__household").prefetch_related("entries__visit"))
    free = sum(not page.is_keyed and page.voided_on is None for page in pages)
    context = {
        "booklet": booklet,
        "owner": owner_of(booklet),
        "lead": f"{booklet.target_village} จัดทำเมื่อ {thai.thai_date(booklet.made_on)}",
        "measured": measured_of(booklet.target_village),
        "figures": [
            {"label": label, "value": n, "unit": "ใบ", "url": "#pages"}
            for label, n in [
                ("พิมพ์แล้ว", booklet.printed),
                ("เข้าระบบแล้ว", booklet.keyed),
                ("ยังไม่เข้าระบบ", free),
                ("ยกเลิก", booklet.voided),
            ]
        ],
        "prints": [
            {"label": words, "url": f"{reverse('booklet-pdf', args=[pk])}?sheet={key}"} for key, words in SHEETS.items()
        ]
        if request.user.may_write
        else [],
        "households": _by_household(pages, request.user.may_write),
        "form": void if request.user.may_write and free else None,
        "may_restore": request.user.may_write and booklet.voided,
        "find_url": reverse("page-find") if request.user.may_write and free else None,
        "crumbs": [
            *crumbs_for(booklet.village_code, request.user, target_pk=booklet.target_village_id),
            ("สมุดบันทึกการติดตาม", reverse("booklet-list", args=[booklet.target_village_id])),
            (str(booklet), None),
        ],
    }
    return render(request, "households/booklets/detail.html", context)


def _by_household(pages, may_write) -> list[dict]:
    found: dict[int, dict] = {}
    for page in pages:
        part = found.setdefault(page.enrolment_id, {"name": page.enrolment.person, "pages": []})
        part["pages"].append(_page(page, may_write))
    return list(found.values())


def _page(page, may_write) -> dict:
    entry = next(iter(page.entries.all()), None)
    if entry is not None:
        url, note, tone = reverse("visit-detail", args=[entry.visit_id]), thai.thai_date_short(entry.visit.on), "ok"
    elif page.voided_on is not None:
        url, note, tone = None, "ยกเลิก", "stop"
    else:
        url, note, tone = (reverse("page-keying", args=[page.number]) if may_write else None), "", "neutral"
    return {"number": shown(page.number), "url": url, "note": note, "tone": tone}


@never_cache
@require_safe
def booklet_print(request, pk):
    """The paper: ?sheet=a5|cut|fold. Printed again it has the same numbers, which are still keyed only once."""
    booklet = get_editable_or_404(BOOKLETS, request.user, pk=pk)
    sheet = request.GET.get("sheet", "a5")
    site = settings.SITE_URL or request.build_absolute_uri("/")
    try:
        content = booklet_pdf(booklet, site=site, sheet=sheet if sheet in SHEETS else "a5")
    except PdfError as error:
        return not_made(request, error)
    return pdf_answer(content, f"สมุดบันทึกการติดตาม เล่มที่ {pk}")

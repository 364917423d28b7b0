"""ก4 and the division of ก5: members pay in, a month is read, printed and closed, a mistake is taken back, income is divided."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from groups import actions
from groups.fund.book import Month, MonthBook, may_close, month_book, months_of
from groups.fund.forms import GotGrid, PaidGrid
from groups.fund.paper import month_paper
from groups.models import FundEntry, GroupActivity
from groups.rows_of_group import GROUPS, crumbs_of, part_url
from samma import pdf
from samma.figures import HERE, REST, TYPED, measured
from samma.pdf.answers import not_made, pdf_answer
from samma.scope import get_editable_or_404, get_visible_or_404
from samma.thai import ad_year, be_year, money, number, thai_date


def month_url(name: str, group, month: Month) -> str:
    """The address of a month's page; years in addresses are พ.ศ. as everywhere."""
    return reverse(name, args=[group.pk, be_year(month.year), month.number])


def _month(of_year: int, number: int) -> Month:
    year = ad_year(of_year)
    if not (1 <= number <= 12 and 1900 <= year <= 2200):
        raise Http404
    return Month(year, number)


# --- members pay in ---------------------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
def group_collect(request, pk):
    """Shares and savings of all members at one meeting."""
    group = get_editable_or_404(GROUPS, request.user, pk=pk)
    members = group.memberships.current().select_related("enrolment__household").order_by("joined", "pk")
    grid = PaidGrid(request.POST or None, user=request.user, group=group, members=list(members))
    if request.method == "POST" and (posted := grid.store()):
        total = sum(entry.amount for entry in posted)
        messages.success(request, f"ลงบัญชี {len(posted)} รายการ รวม {money(total)} บาท ของ{group.name} แล้ว")
        return redirect(part_url(pk, "fund"))
    context = {
        "group": group,
        "formset": grid,
        "day": grid.day,
        "columns": [
            {"label": "จำนวนหุ้น", "width": "sm"},
            {"label": "ค่าหุ้น (บาท)", "width": "md"},
            {"label": "เงินออม (บาท)", "width": "md"},
        ],
        "row_labels": grid.names(),
        "crumbs": crumbs_of(group, request.user, ("รับเงินจากสมาชิก", None)),
    }
    return render(request, "groups/fund/collect.html", context)


# --- a month ----------------------------------------------------------------------------------------------------------
@require_safe
def group_month(request, pk, of_year, month):
    """One month of the book, as the meeting reads it."""
    group = get_visible_or_404(GROUPS, request.user, pk=pk)
    shown, today = _month(of_year, month), localdate()
    book = month_book(group, shown)
    known = months_of(group, today)
    context = {
        "group": group,
        "title": f"บัญชีกองทุน {shown.name}",
        "measured": measured(group.village, shown.name),
        "status": _state(book, today),
        "facts": [
            ("ยอดยกมา", f"{money(book.opening)} บาท", part_url(group.pk, "fund")),
            ("รับ", f"{money(book.received)} บาท", "", HERE),
            ("จ่าย", f"{money(book.paid)} บาท", "", HERE),
            ("ยอดยกไป", f"{money(book.balance)} บาท", "", REST),
        ],
        "columns": [
            {"label": "รายการ"},
            {"label": "วันที่"},
            {"label": "รับ", "align": "end"},
            {"label": "จ่าย", "align": "end"},
            {"label": "คงเหลือ", "align": "end"},
        ],
        "rows": [_line(line) for line in book.lines],
        "things": [_thing(thing) for thing in book.things],
        "months": [
            {"label": one.name, "url": month_url("group-month", group, one), "current": one == shown}
            for one in known[:24]
        ],
        "print_url": month_url("group-month-print", group, shown),
        "close_url": month_url("group-month-close", group, shown)
        if request.user.may_write and may_close(group, shown, today)
        else "",
        "crumbs": crumbs_of(group, request.user, (shown.name, None)),
    }
    return render(request, "groups/fund/month.html", context)


def _state(book: MonthBook, today) -> dict:
    if book.closing:
        return {"word": f"ปิดบัญชีแล้ว {thai_date(book.closing.closed_on)}", "tone": "ok"}
    over = book.month.last < today
    return {"word": "สิ้นเดือนแล้ว รอปิดบัญชี" if over else "ยังไม่สิ้นเดือน", "tone": "wait" if over else "neutral"}


def _line(line) -> dict:
    return {
        "cells": [
            {"text": line.entry.item, "note": line.entry.get_kind_display()},
            {"text": thai_date(line.entry.on)},
            {"text": money(line.received) if line.received else "–"},
            {"text": money(line.paid) if line.paid else "–"},
            {"text": money(line.balance)},
        ]
    }


def _thing(thing) -> tuple:
    return thing.item, f"{money(thing.value)} บาท" if thing.value is not None else "ไม่ทราบมูลค่า", "", TYPED


@never_cache
@require_safe
def group_month_print(request, pk, of_year, month):
    """The same on A4, to be signed (`?digits=thai|arabic`)."""
    group = get_visible_or_404(GROUPS, request.user, pk=pk)
    shown = _month(of_year, month)
    try:
        is_thai = request.GET.get("digits") == "thai"
        content = pdf.render(month_paper(group, month_book(group, shown), localdate(), is_thai=is_thai).html())
    except pdf.PdfError as error:
        return not_made(request, error)
    return pdf_answer(content, f"บัญชีกองทุน {group.name} {shown.name}")


@require_http_methods(["GET", "POST"])
def group_month_close(request, pk, of_year, month):
    """What will be closed is shown once more; afterwards nothing is posted into those days."""
    group = get_editable_or_404(GROUPS, request.user, pk=pk)
    shown = _month(of_year, month)
    if request.method == "POST":
        try:
            closing = actions.close_month(group, shown.last, by=request.user, today=localdate())
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, f"ปิดบัญชี{shown.name} แล้ว ยอดยกไป {money(closing.balance)} บาท")
        return redirect(month_url("group-month", group, shown))
    book = month_book(group, shown)
    context = {
        "group": group,
        "month": shown,
        "items": [
            f"ยอดยกมา {money(book.opening)} บาท รับ {money(book.received)} บาท จ่าย {money(book.paid)} บาท",
            f"ยอดยกไป {money(book.balance)} บาท จาก {number(len(book.lines))} รายการในเดือนนี้",
            f"ปิดแล้ว จะลงรายการในวันที่ถึง {thai_date(shown.last)} ไม่ได้อีก รายการที่ผิดแก้ด้วยการกลับรายการในเดือนถัดไป",
        ],
        "cancel_url": month_url("group-month", group, shown),
        "crumbs": crumbs_of(group, request.user, (f"ปิดบัญชี{shown.name}", None)),
    }
    return render(request, "groups/fund/month_close.html", context)


# --- a mistake --------------------------------------------------------------------------------------------------------
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
        return redirect(part_url(entry.group_id, "fund"))
    worth = f"จำนวนเงิน {money(entry.amount)} บาท" if entry.amount else entry.get_kind_display()
    context = {
        "entry": entry,
        "group": entry.group,
        "items": [f"{entry.item} {worth}", "รายการเดิมยังอยู่ในบัญชี มีรายการกลับต่อท้าย และยอดคงเหลือคิดใหม่ให้"],
        "crumbs": crumbs_of(entry.group, request.user, ("กลับรายการกองทุน", None)),
    }
    return render(request, "groups/fund/correct.html", context)


# --- ก5: the income of an activity ------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
def group_activity_divide(request, pk):
    """What each member got; `?how=` proposes equal parts, or parts by the shares that members hold."""
    rows = GroupActivity.objects.select_related("group__village")
    activity = get_editable_or_404(rows, request.user, pk=pk)
    how = request.GET.get("how", "")
    grid = GotGrid(request.POST or None, user=request.user, activity=activity, how=how if how in WAYS else "")
    if request.method == "POST" and (got := grid.store()) is not None:
        total = sum(got.values())
        messages.success(request, f"แบ่งรายได้ “{activity.what}” {money(total)} บาท ให้ {len(got)} รายแล้ว")
        return redirect(part_url(activity.group_id, "activity"))
    income = activity.income
    context = {
        "activity": activity,
        "group": activity.group,
        "formset": grid,
        "columns": [{"label": "ได้รับ (บาท)", "width": "md"}],
        "row_labels": grid.names(),
        "facts": [
            ("รายได้ของกิจกรรม", "ไม่ทราบ" if income is None else f"{money(income)} บาท", "", TYPED),
            ("แบ่งแล้ว", f"{money(grid.divided)} บาท", "", HERE),
            ("เหลือไว้เป็นทุนหรือค่าใช้จ่าย", "–" if income is None else f"{money(income - grid.divided)} บาท", "", REST),
        ],
        "ways": [
            {"label": label, "url": f"{request.path}?how={key}", "current": how == key} for key, label in WAYS.items()
        ],
        "edit_url": reverse("group-activity-edit", args=[pk]),
        "has_income": income is not None,
        "crumbs": crumbs_of(activity.group, request.user, ("แบ่งรายได้", None)),
    }
    return render(request, "groups/fund/divide.html", context)


WAYS = {"": "ตามที่บันทึก", "equal": "เท่ากันทุกราย", "shares": "ตามหุ้น"}

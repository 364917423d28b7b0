"""The card of a group's page for ก4, its fund."""

import datetime

from django.urls import reverse

from groups.cards import LATEST, latest, link_to
from groups.fund.book import Month, lines_of
from groups.models import FundKind, Group
from samma.thai import be_year, money, number, thai_date


def fund_card(group: Group, user, whole: str, today: datetime.date) -> dict:
    """The ledger, newest first, with the balance after each entry."""
    entries = list(group.fund.order_by("on", "pk"))
    corrected = {entry.corrects_id for entry in entries}
    rows = []
    for line in lines_of(entries):
        entry = line.entry
        can_correct = user.may_write and entry.kind != FundKind.CORRECTION and entry.pk not in corrected
        rows.append({"cells": _fund_cells(line, entry.pk in corrected, can_correct)})
    rows.reverse()
    month = Month.of(entries[-1].on if entries else today)
    links = [link_to("บัญชีประจำเดือน", "group-month", group.pk, be_year(month.year), month.number, icon="calendar3")]
    if user.may_write:
        links.insert(0, link_to("รับค่าหุ้นและเงินออม", "group-collect", group.pk, icon="people"))
    columns = [
        {"label": "รายการ"},
        {"label": "วันที่"},
        {"label": "จำนวนเงิน", "align": "end"},
        {"label": "คงเหลือ", "align": "end"},
        {"label": "มูลค่าสิ่งของ", "align": "end"},
        {"label": "การแก้ไข"},
    ]
    card = {"part": "fund", "caption": "บัญชีกองทุน", "columns": columns, "links": links}
    return card | latest(group, "fund", rows, whole, LATEST)


def _fund_cells(line, is_corrected: bool, can_correct: bool) -> list[dict]:
    entry = line.entry
    if can_correct:
        last = {"text": "กลับรายการ", "url": reverse("group-fund-correct", args=[entry.pk])}
    else:
        last = {"text": "กลับรายการแล้ว" if is_corrected else "–"}
    shares = f" · {number(entry.shares)} หุ้น" if entry.shares else ""
    return [
        {"text": entry.item, "note": f"{entry.get_kind_display()}{shares}"},
        {"text": thai_date(entry.on)},
        {"text": money(entry.amount) if entry.amount else "–"},
        {"text": money(line.balance)},
        {"text": money(entry.value) if entry.value is not None else "–"},
        last,
    ]

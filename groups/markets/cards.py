"""The card of a group's page for where it sells, and what it sold."""

import datetime

from django.urls import reverse

from groups.cards import NOTHING, add_link, latest, link_to
from groups.markets.lists import days_of, state_of
from groups.models import Group, Market
from groups.sales.rules import sold_in_fiscal_year
from samma.figures import HERE
from samma.thai import fiscal_year, money, number


def market_card(group: Group, user, whole: str, today: datetime.date) -> dict:
    """Outlets that sell now and fairs to come first, then what is over."""
    markets = list(group.markets.all())
    rows = [_market_row(market, user) for market in sorted(markets, key=lambda market: _is_over(market, today))]
    selling = sum(state_of(market)["tone"] == "ok" for market in markets)
    return {
        "part": "market",
        "title": "ตลาดและยอดขาย",
        "status": {"word": f"ขายอยู่ {number(selling)} แห่ง", "tone": "ok", "why": HERE} if selling else NOTHING,
        "caption": "ตลาดและงานแสดงสินค้า",
        "evidence": _sold(group, today),
        "links": [
            *add_link(user, "เพิ่มตลาดหรืองาน", "market-new", group),
            link_to("ยอดขาย", "sale-group", group.pk, icon="cash-coin"),
        ],
        "columns": [{"label": "ตลาดหรืองาน"}, {"label": "ประเภท"}, {"label": "เวลา"}, {"label": "สถานะ"}],
    } | latest(group, "market", rows, whole)


def _sold(group: Group, today: datetime.date) -> str:
    """What was sold this fiscal year and the last one, each from its rows."""
    this = fiscal_year(today)
    words = [(year, sold_in_fiscal_year(group, year)) for year in (this, this - 1)]
    return " · ".join(f"ยอดขายปีงบประมาณ {year} {money(sold)} บาท" for year, sold in words if sold)


def _is_over(market: Market, today: datetime.date) -> bool:
    return market.ended is not None and market.ended < today


def _market_row(market: Market, user) -> dict:
    return {
        "url": reverse("market-detail", args=[market.pk]),
        "cells": [
            {"text": market.name, "note": market.place},
            {"text": market.get_kind_display()},
            {"text": days_of(market)},
            {"chip": state_of(market)},
        ],
    }

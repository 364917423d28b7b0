"""The sales of one group in a year: by channel, by product, month by month, each sum from its rows."""

import datetime
from collections.abc import Callable

from django.urls import reverse
from django.utils.http import urlencode

from groups.models import Group
from groups.periods import CALENDAR, FISCAL, bounds, period_words, periods
from groups.rows_of_group import crumbs_of
from groups.sales.rules import SalesSum, by_channel, by_month, by_product
from samma.figures import measured
from samma.thai import be_year, fiscal_year, money, thai_month


def period_of(request, today: datetime.date) -> str:
    """The year that the address asks for; the present fiscal year unless it is one that is offered."""
    asked = request.GET.get("period", "")
    return asked if asked in dict(periods(today)) else f"{FISCAL}{fiscal_year(today)}"


def month_url(group: Group, month: datetime.date) -> str:
    """The sheet of a month; years in addresses are พ.ศ. as everywhere."""
    return reverse("sale-month", args=[group.pk, be_year(month.year), month.month])


def sales_page(group: Group, user, period: str, today: datetime.date) -> dict:
    """The context of groups/sales/group.html."""
    first, past = bounds(period)
    rows = group.sales.between(first, past)
    months = by_month(rows)
    total = sum(months.values())
    here = reverse("sale-group", args=[group.pk])
    has_products = group.products.exists()
    return {
        "group": group,
        "words": period_words(period),
        "has_products": has_products,
        "enter_url": month_url(group, today) if user.may_write and has_products else "",
        "figures": [
            {
                "label": f"ยอดขาย {period_words(period)}",
                "value": money(total),
                "unit": "บาท",
                "url": _rows_url(group, period=period),
            },
            {"label": "เดือนที่มียอดขาย", "value": str(len(months)), "unit": "เดือน", "url": "#months"},
        ],
        "tabs": _tabs(here, period, today, FISCAL),
        "calendar_tabs": _tabs(here, period, today, CALENDAR),
        "measured": measured(group.village, period_words(period)),
        "channels": _sums(by_channel(rows), "ช่องทาง", lambda one: _channel_url(group, period, one)),
        "products": _sums(by_product(rows), "ผลิตภัณฑ์", lambda one: _rows_url(group, period=period, product=one.key)),
        "months": {
            "columns": [{"label": "เดือน"}, {"label": "ยอดขาย (บาท)", "align": "end"}, {"label": "การบันทึก"}],
            "rows": [_month_row(group, month, months, user) for month in _months(first, past, today)],
        },
        "crumbs": crumbs_of(group, user, ("ยอดขาย", None)),
    }


def _tabs(here: str, period: str, today: datetime.date, kind: str) -> list[dict]:
    return [
        {"label": words, "url": f"{here}?period={key}", "current": key == period}
        for key, words in periods(today)
        if key[0] == kind
    ]


def _rows_url(group: Group, **asked) -> str:
    """The rows of a sum."""
    return f"{reverse('sale-list')}?{urlencode({'group': group.pk} | asked)}"


def _channel_url(group: Group, period: str, one: SalesSum) -> str:
    channel = {"channel": "direct"} if one.key is None else {"market": one.key}
    return _rows_url(group, period=period, **channel)


def _sums(sums: list[SalesSum], label: str, url: Callable[[SalesSum], str]) -> dict:
    return {
        "columns": [{"label": label}, {"label": "ยอดขาย (บาท)", "align": "end"}],
        "rows": [{"cells": [{"text": one.label}, {"text": money(one.amount), "url": url(one)}]} for one in sums],
    }


def _months(first: datetime.date, past: datetime.date, today: datetime.date) -> list[datetime.date]:
    """The months of the year that have begun, the latest first."""
    months, month = [], first
    while month < past and month <= today:
        months.append(month)
        month = (month + datetime.timedelta(days=31)).replace(day=1)
    return months[::-1]


def _month_row(group: Group, month: datetime.date, sums: dict, user) -> dict:
    has = month in sums
    mend = {"text": "แก้ไข" if has else "บันทึก", "url": month_url(group, month)} if user.may_write else {"text": "–"}
    rows = _rows_url(group, month=f"1/{month.month}/{be_year(month.year)}") if has else ""
    return {"cells": [{"text": thai_month(month)}, {"text": money(sums[month]) if has else "–", "url": rows}, mend]}

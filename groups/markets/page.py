"""What the page of one outlet or fair shows: where and when it is, and what was sold there."""

from decimal import Decimal

from django.urls import reverse
from django.utils.timezone import localdate

from groups.markets.lists import days_of, state_of
from groups.models import Market
from groups.rows_of_group import crumbs_of
from groups.sales.page import month_url
from samma import thai
from samma.thai import money, quantity, thai_month


def market_page(market: Market, user) -> dict:
    """The context of groups/markets/detail.html."""
    sales = list(market.sales.select_related("product").order_by("-month", "product__sort_key", "pk"))
    total = sum((sale.amount for sale in sales), Decimal(0))
    edit = {"label": "แก้ไข", "url": reverse("market-edit", args=[market.pk]), "icon": "pencil"}
    return {
        "market": market,
        "group": market.group,
        "status": state_of(market),
        "actions": [edit] if user.may_write else [],
        "facts": [
            ("กลุ่ม", market.group.name, reverse("group-detail", args=[market.group_id])),
            ("ประเภท", market.get_kind_display()),
            ("เวลา", days_of(market)),
            ("ที่ตั้งหรือสถานที่จัด", market.place),
            ("ผู้ติดต่อ", market.contact),
            *([("โทรศัพท์", thai.telephone(market.phone))] if user.may_write else []),
            ("หมายเหตุ", market.note),
        ],
        "total": f"ขายได้รวม {money(total)} บาท" if sales else "",
        "columns": [
            {"label": "ผลิตภัณฑ์"},
            {"label": "เดือน"},
            {"label": "จำนวน", "align": "end"},
            {"label": "ยอดขาย (บาท)", "align": "end"},
        ],
        "rows": [{"cells": _cells(sale)} for sale in sales],
        "enter_url": _enter_url(market, user),
        "crumbs": crumbs_of(market.group, user, (market.name, None)),
    }


def _cells(sale) -> list[dict]:
    counted = f"{quantity(sale.quantity)} {sale.product.unit}".strip() if sale.quantity is not None else "–"
    return [
        {"text": sale.product.name},
        {"text": thai_month(sale.month)},
        {"text": counted},
        {"text": money(sale.amount)},
    ]


def _enter_url(market: Market, user) -> str:
    """The sheet of the month in which something can be sold there; none while a fair lies ahead."""
    today = localdate()
    month = min(market.ended, today) if market.ended else today
    if not user.may_write or (market.started and market.started > today):
        return ""
    return month_url(market.group, month)

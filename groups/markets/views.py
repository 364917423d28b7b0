"""Where groups sell: the outlets and fairs of an area, and the page of one."""

from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from groups.markets.forms import MarketForm
from groups.markets.lists import market_listing
from groups.markets.page import market_page
from groups.models import Market
from groups.rows_of_group import edit_row, new_row
from samma.scope import get_visible_or_404


@require_safe
def market_list(request):
    return render(request, "groups/markets/list.html", market_listing(request))


@require_safe
def market_detail(request, pk):
    market = get_visible_or_404(Market.objects.select_related("group__village"), request.user, pk=pk)
    return render(request, "groups/markets/detail.html", market_page(market, request.user))


@require_http_methods(["GET", "POST"])
def market_new(request, pk):
    return new_row(request, pk, Market, MarketForm, title="เพิ่มตลาดหรืองาน", part="market")


@require_http_methods(["GET", "POST"])
def market_edit(request, pk):
    return edit_row(request, pk, Market, MarketForm, title="แก้ไขตลาดหรืองาน", part="market")

"""The sheet of one month's sales: a row for each product and channel, typed down one column or pasted from Excel."""

import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

from groups import actions
from groups.actions.saving import locked
from groups.models import DIRECT, Group, Market, Product, Sale
from groups.sales.rules import is_open_in
from samma.accounts.events import last_change
from samma.formfields import MoneyField, QuantityField
from samma.forms import PlainForm
from samma.grid import PlainGrid, meet_others, plain_grid
from samma.scope import row_number

MOST = 400  # rows: some products through some channels
CHANGED = "ผลิตภัณฑ์หรือตลาดของกลุ่มเปลี่ยนไปแล้ว โปรดโหลดหน้านี้ใหม่"
Channel = tuple[Product, Market | None]


class SaleRow(PlainForm):
    """One product through one channel; which ones is told by the grid. An emptied row is taken away."""

    model = Sale
    stale = None
    product = forms.IntegerField(widget=forms.HiddenInput)
    market = forms.IntegerField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    quantity = QuantityField(label="จำนวน", required=False, max_digits=12, decimal_places=2)
    amount = MoneyField(label="ยอดขาย (บาท)", required=False, max_digits=14, decimal_places=2)

    def __init__(self, *args, grid, channel: Channel | None, held: Sale | None, **kwargs):
        self.grid, self.channel, self.held = grid, channel, held
        super().__init__(*args, **kwargs)
        if channel is not None:
            self.initial = first_values(channel, held)

    def has_changed(self):
        """What the person typed; the version alone says nothing."""
        return bool({"quantity", "amount"}.intersection(self.changed_data)) or self.channel is None

    def clean(self):
        data = super().clean()
        if self.channel is None:
            raise ValidationError(CHANGED)
        if data.get("quantity") is not None and data.get("amount") is None and "amount" not in self.errors:
            self.add_error("amount", "ใส่ยอดขายเป็นบาทด้วย ถ้าไม่ได้ขายให้ลบจำนวนออก")
        for name, words in (("quantity", "จำนวนที่ขายต้องมากกว่า 0"), ("amount", "ยอดขายต้องมากกว่า 0 เดือนที่ไม่ได้ขายให้ว่างไว้")):
            if data.get(name) is not None and data[name] <= 0:
                self.add_error(name, words)
        return data

    def perform(self):
        product, market = self.channel
        locked(self.grid.group)  # what stands is read while nobody else can write it
        present = Sale.objects.filter(product=product, market=market, month=self.grid.month).first()
        saved = last_change(present) if present else ("", "")
        seen = self.cleaned_data["version"] or 0
        self.cleaned_data["version"] = seen
        meet_others(self, first_values(self.channel, present), saved=saved, hidden=("product", "market", "version"))
        return actions.record_sale(
            self.grid.group,
            product,
            market,
            self.grid.month,
            quantity=self.cleaned_data["quantity"],
            amount=self.cleaned_data["amount"],
            by=self.user,
            today=localdate(),
        ) or Sale(product=product)


def first_values(channel: Channel, held: Sale | None) -> dict:
    product, market = channel
    return {
        "product": product.pk,
        "market": market.pk if market else None,
        "version": held.version if held else 0,
        "quantity": held.quantity if held else None,
        "amount": held.amount if held else None,
    }


class SaleBase(PlainGrid):
    """Every product that is still made through every channel that was open that month, and whatever was sold besides."""

    def __init__(self, *args, group: Group, month: datetime.date, **kwargs):
        self.group, self.month = group, month
        sales = group.sales.filter(month=month).select_related("product", "market")
        self.held = {(sale.product_id, sale.market_id): sale for sale in sales}
        self.channels = {(p.pk, m.pk if m else None): (p, m) for p, m in channels_of(group, month, self.held.values())}
        kwargs["initial"] = [first_values(c, self.held.get(key)) for key, c in self.channels.items()]
        super().__init__(*args, **kwargs)

    def get_form_kwargs(self, index):
        keys = list(self.channels)
        key = keys[index] if index is not None and index < len(keys) else None
        if index is not None and self.is_bound:
            told = [self.data.get(f"{self.prefix}-{index}-{name}", "") for name in ("product", "market")]
            key = (row_number(told[0]), row_number(told[1]) or None)
        return super().get_form_kwargs(index) | {
            "grid": self,
            "channel": self.channels.get(key),
            "held": self.held.get(key),
        }

    def names(self) -> list[str]:
        """ผ้ามัดหมี่ · ขายตรง"""
        return [f"{product} · {market or DIRECT}" for product, market in self.channels.values()]


def channels_of(group: Group, month: datetime.date, sold) -> list[Channel]:
    """In the order of products, each sold by the group itself first."""
    products = {p.pk: p for p in group.products.order_by("sort_key", "pk") if _is_made_in(p, month)}
    markets = {m.pk: m for m in group.markets.order_by("sort_key", "pk") if is_open_in(m, month)}
    products |= {sale.product_id: sale.product for sale in sold}
    markets |= {sale.market_id: sale.market for sale in sold if sale.market}
    return [(product, market) for product in products.values() for market in [None, *markets.values()]]


def _is_made_in(product: Product, month: datetime.date) -> bool:
    has_begun = product.started is None or product.started.replace(day=1) <= month
    return has_begun and (product.ended is None or product.ended >= month)


SaleGrid = plain_grid(SaleRow, max_num=MOST, grid=SaleBase)

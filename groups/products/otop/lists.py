"""Which products of an area could be registered in a round, and what each of them still lacks."""

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.timezone import localdate, timedelta

from groups.models import OtopRegistration, OtopRound, Product
from groups.products.cards import otop_status
from groups.products.lists import LISTED, ROWS
from groups.products.otop.packets import packet_of, ready_of
from groups.products.rules import WARNED_DAYS, unmet
from samma.lists import listing
from villages.places import place_words, with_place_names


def ready_listing(request, of: OtopRound) -> dict:
    """Products of the user's area that could be registered in the round: not yet registered, or soon to be renewed."""
    today = localdate()
    until = of.closes + timedelta(days=WARNED_DAYS)
    valid = OtopRegistration.objects.filter(product=OuterRef("pk")).filter(Q(expires=None) | Q(expires__gt=until))
    rows = Product.objects.visible_to(request.user).made().under(of.area_code).filter(~Exists(valid))
    return listing(
        request,
        with_place_names(rows).select_related("group__village").prefetch_related(*ROWS),
        columns=[{"label": "ผลิตภัณฑ์"}, {"label": "กลุ่ม"}, {"label": "OTOP"}, {"label": "ความพร้อม"}, {"label": "ยังขาด"}],
        row=lambda product: _ready_row(product, of, today),
        **LISTED,
    )


def _ready_row(product, of: OtopRound, today) -> dict:
    packet = packet_of(product, of)
    if packet:
        packet.product = product
    left = unmet(ready_of(product, packet))
    if packet and packet.submitted:
        chip = {"word": "ยื่นแล้ว", "tone": "ok"}
    elif left:
        chip = {"word": f"ขาด {len(left)} ข้อ", "tone": "wait"}
    else:
        chip = {"word": "พร้อมยื่น", "tone": "ok"}
    return {
        "key": product.pk,
        "url": f"{reverse('product-packet', args=[product.pk])}?round={of.pk}",
        "cells": [
            {"text": product.name, "note": product.type_words},
            {"text": product.group.name, "note": place_words(product, product.group.village)},
            {"chip": otop_status(product, today)},
            {"chip": chip},
            {"text": " · ".join(left) or "–"},
        ],
    }

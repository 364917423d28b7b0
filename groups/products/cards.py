"""The products of a group as a card of its page, and the words for where a product stands."""

import datetime

from django.db.models import F
from django.urls import reverse

from groups.models import Group, Product
from groups.products.rules import expiry, runs_out
from samma.thai import money, thai_date_short


def otop_status(product: Product, today: datetime.date) -> dict:
    """Where a product stands with OTOP, in a word; its registrations and applications come with it."""
    registered = list(product.otop.all())
    if registered:
        newest = registered[0]
        state = expiry(newest.expires, today)
        if newest.expires and state["tone"] != "ok":
            return {"word": f"OTOP {state['word']}", "tone": state["tone"]}
        return {"word": "ขึ้นทะเบียน OTOP แล้ว", "tone": "ok"}
    packets = list(product.applications.all())
    if any(packet.submitted for packet in packets):
        return {"word": "รอเลขทะเบียน OTOP", "tone": "wait"}
    if packets:
        return {"word": "เตรียมแฟ้ม OTOP", "tone": "wait"}
    return {"word": "ยังไม่ขึ้นทะเบียน OTOP", "tone": "neutral"}


def stars_words(product: Product) -> str:
    """4 ดาว ปี 2566: the newest selection, nothing when there was none."""
    won = next(iter(product.stars.all()), None)
    return str(won) if won else ""


def price_words(product: Product) -> str:
    """1,200 บาท ต่อผืน"""
    if product.price is None:
        return "ยังไม่ตั้งราคา"
    return f"{money(product.price)} บาท" + (f" ต่อ{product.unit}" if product.unit else "")


def running_out(product: Product, today: datetime.date, *, named: bool = True) -> list[str]:
    """Standards and registrations that are over or soon will be, each as a sentence; `named`: with the product's name."""
    if product.ended:  # what is no longer made needs no renewal
        return []
    whose = f" ของ{product.name}" if named else ""
    found = [(f"มาตรฐาน {one}", one.expires) for one in product.standards.all() if runs_out(one.expires, today)]
    found += [(f"ทะเบียน OTOP {one.number}", one.expires) for one in product.otop.all() if runs_out(one.expires, today)]
    return [f"{name}{whose} {expiry(day, today)['word']} ({thai_date_short(day)})" for name, day in found]


def products_of(group: Group) -> list[Product]:
    """The products of a group with what their rows show: five queries, however many they are."""
    return list(
        group.products.prefetch_related("standards", "otop", "applications", "stars").order_by(
            F("ended").asc(nulls_first=True), "sort_key", "pk"
        )
    )


def products_card(group: Group, today: datetime.date) -> dict:
    """What the group makes and sells, and where each stands with OTOP."""
    products = products_of(group)
    registered = sum(bool(product.otop.all()) for product in products)
    soon = [sentence for product in products for sentence in running_out(product, today)]
    words = {"word": f"ขึ้นทะเบียน OTOP {registered} จาก {len(products)}", "tone": "ok" if registered else "neutral"}
    return {
        "part": "product",
        "title": "ผลิตภัณฑ์และ OTOP",
        "status": words if products else {"word": "ยังไม่มี", "tone": "neutral"},
        "missing": " · ".join(soon),
        "evidence": "" if products else "ผลิตภัณฑ์หนึ่งอย่างมีหน้าของตัวเอง: ราคา ต้นทุน มาตรฐาน ภาพ และแฟ้ม OTOP",
        "caption": "ผลิตภัณฑ์ของกลุ่ม",
        "columns": [
            {"label": "ผลิตภัณฑ์"},
            {"label": "ราคา", "align": "end"},
            {"label": "มาตรฐาน"},
            {"label": "ดาว"},
            {"label": "OTOP"},
        ],
        "rows": [_row(product, today) for product in products],
    }


def _row(product: Product, today: datetime.date) -> dict:
    standards = ", ".join(standard.words for standard in product.standards.all())
    ended = f" · เลิกผลิต {thai_date_short(product.ended)}" if product.ended else ""
    return {
        "url": reverse("product-detail", args=[product.pk]),
        "cells": [
            {"text": product.name, "note": f"{product.type_words}{ended}"},
            {"text": price_words(product)},
            {"text": standards or "–"},
            {"text": stars_words(product) or "–"},
            {"chip": otop_status(product, today)},
        ],
    }

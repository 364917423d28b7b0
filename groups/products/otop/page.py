"""What the pages of rounds and packets show."""

import datetime

from django.urls import reverse

from groups.models import OtopApplication, OtopRound, Product
from groups.products.cards import otop_status
from groups.products.otop.packets import evidence, ready_of
from groups.products.rules import unmet
from samma.scope import WHOLE_COUNTRY
from samma.thai import number, thai_date
from villages.models import Area

# Papers that samma prints for the packet, by the name of their file.
PRINTED = [
    ("otop-producer", "ใบสมัครลงทะเบียนผู้ผลิต ผู้ประกอบการ OTOP"),
    ("otop-product", "แบบข้อมูลผลิตภัณฑ์"),
    ("otop-photo", "ภาพผลิตภัณฑ์ 4×6 นิ้ว"),
    ("otop-proxy", "หนังสือมอบอำนาจ"),
    ("otop-checklist", "รายการตรวจเอกสารของแฟ้ม"),
]


def rounds_columns() -> list[dict]:
    return [
        {"label": "รอบ"},
        {"label": "เปิดรับ"},
        {"label": "ถึง"},
        {"label": "สถานที่"},
        {"label": "สถานะ"},
    ]


def round_row(one: OtopRound, today: datetime.date, names: dict[str, str]) -> dict:
    return {
        "url": reverse("otop-round", args=[one.pk]),
        "cells": [
            {"text": str(one), "note": names[one.area_code]},
            {"text": thai_date(one.opens)},
            {"text": thai_date(one.closes)},
            {"text": one.place or "สำนักงานพัฒนาชุมชนอำเภอที่ผลิต"},
            {"chip": round_status(one, today)},
        ],
    }


def place_names(rounds) -> dict[str, str]:
    """The names of the rounds' places, read at once."""
    areas = Area.objects.filter(code__in={one.area_code for one in rounds})
    unknown = {one.area_code: one.area_code for one in rounds}
    return unknown | {WHOLE_COUNTRY: "ทั้งประเทศ"} | {area.code: area.full_name for area in areas}


def round_status(one: OtopRound, today: datetime.date) -> dict:
    """Open, to come or over, with the days that are left."""
    if today < one.opens:
        return {"word": f"อีก {number((one.opens - today).days)} วันเปิดรับ", "tone": "neutral"}
    if today <= one.closes:
        return {"word": f"เปิดรับ เหลือ {number((one.closes - today).days)} วัน", "tone": "ok"}
    return {"word": "ปิดรับแล้ว", "tone": "neutral"}


def packet_page(
    product: Product, of: OtopRound | None, packet: OtopApplication | None, user, today: datetime.date, forms: dict
) -> dict:
    """The context of groups/products/otop/packet.html."""
    ready = ready_of(product, packet)
    place = place_names([of])[of.area_code] if of else ""
    return {
        "product": product,
        "round": of,
        "round_words": f"{of} {place} เปิดรับ {thai_date(of.opens)} ถึง {thai_date(of.closes)}" if of else "",
        "round_state": round_status(of, today) if of else None,
        "packet": packet,
        "status": otop_status(product, today),
        "missing": unmet(ready),
        "done": evidence(ready),
        "facts": _facts(packet) if packet else [],
        "rounds_url": reverse("otop-round-list"),
        "forms": forms,
        "prints": prints(product),
        "may_write": user.may_write,
    }


def _facts(packet: OtopApplication) -> list[tuple]:
    return [
        ("ผู้ยื่น", packet.applicant),
        ("ลักษณะผู้ผลิต", packet.get_producer_kind_display()),
        ("การเชื่อมโยงกับชุมชน", " · ".join(packet.links)),
        ("สถานที่ผลิต", packet.place),
        ("ผู้รับมอบอำนาจ", packet.proxy or "มายื่นเอง"),
        ("ยื่นเมื่อ", thai_date(packet.submitted) if packet.submitted else "ยังไม่ยื่น"),
    ]


def prints(product: Product) -> list[dict]:
    """Each paper of the packet filled and blank, and all of them as one."""
    return [
        {"key": key, "name": label, "url": reverse("product-paper-pdf", args=[product.pk, key])}
        for key, label in PRINTED
    ]

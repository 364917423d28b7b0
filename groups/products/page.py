"""What the page of one product shows: what it is, its pictures, standards, costs, and its road into OTOP."""

import datetime

from django.urls import reverse

from groups.actions import may_register
from groups.models import Product
from groups.products.cards import otop_status, price_words, running_out
from groups.products.costs.reckoning import costing, figures, warnings
from groups.products.forms import StandardForm
from groups.products.otop.packets import round_of
from groups.products.otop.page import round_status
from groups.products.otop.registration_forms import RegisterForm, StarsForm
from groups.products.rules import expiry
from samma.thai import money, quantity, thai_date, thai_date_short

NOT_KNOWN = {"text": "–"}


def product_page(product: Product, user, today: datetime.date, bound: dict | None = None) -> dict:
    """The context of groups/products/detail.html. `bound`: the form that was sent and refused, by its part of the page."""
    bound = bound or {}
    sheets = list(product.cost_sheets.prefetch_related("lines"))
    return {
        "product": product,
        "group": product.group,
        "status": otop_status(product, today),
        "facts": _facts(product),
        "story": product.story,
        "warnings": running_out(product, today, named=False),
        "photos": photos_of_page(product),
        "tools": _tools(product),
        "may_write": user.may_write,
        "costs": _costs(product, user, sheets),
        "cards": [
            _standards(product, user, today) | _form(product, user, "standard", bound),
            _registrations(product, user, today) | _form(product, user, "register", bound),
            _stars(product, user) | _form(product, user, "stars", bound),
        ],
    }


def _tools(product: Product) -> list[dict]:
    """Ways on from the head of the page: the packet, the papers, the sheet to hand to a buyer."""
    return [
        {"label": "แฟ้ม OTOP", "url": reverse("product-packet", args=[product.pk]), "icon": "card-checklist"},
        {
            "label": "แผ่นข้อมูล",
            "url": reverse("product-paper-pdf", args=[product.pk, "product-sheet"]),
            "icon": "printer",
        },
        {"label": "เอกสาร", "url": reverse("product-papers", args=[product.pk]), "icon": "file-earmark-text"},
    ]


FORMS = {
    "standard": (StandardForm, "เพิ่มมาตรฐาน", "บันทึกมาตรฐาน", "product-standard"),
    "register": (RegisterForm, "บันทึกเลขทะเบียนที่ได้รับ", "บันทึกทะเบียน OTOP", "product-register"),
    "stars": (StarsForm, "บันทึกผลการคัดสรร", "บันทึกดาว", "product-stars"),
}


def part_form(part: str, product: Product, user, data=None):
    """The form of one part of the page."""
    form_class = FORMS[part][0]
    if part == "standard":
        return form_class(data, instance=product.standards.model(product=product), user=user, prefix=part)
    return form_class(data, product=product, user=user, prefix=part)


def _form(product: Product, user, part: str, bound: dict) -> dict:
    if not user.may_write or (part == "register" and not may_register(product.group)):
        return {}
    _class, label, submit_label, url_name = FORMS[part]
    form = bound.get(part) or part_form(part, product, user)
    return {
        "form": form,
        "form_label": label,
        "submit_label": submit_label,
        "post_url": reverse(url_name, args=[product.pk]),
        "is_open": form.is_bound,
    }


def photos_of_page(product: Product) -> list[dict]:
    return [
        {
            "url": reverse("photo", args=[photo.pk]),
            "alt": f"{product} ภาพที่ {number}",
            "caption": f"{photo.caption} (ภาพ 4×6 ของแฟ้ม OTOP)".strip()
            if photo.pk == product.packet_photo_id
            else photo.caption,
        }
        for number, photo in enumerate(product.photos.all(), 1)
    ]


def _facts(product: Product) -> list[tuple]:
    capacity = product.capacity is not None and f"{quantity(product.capacity)} {product.unit} ต่อเดือน"
    return [
        ("กลุ่ม", product.group.name, reverse("group-detail", args=[product.group_id])),
        ("ประเภท", product.type_words),
        ("ราคาขาย", price_words(product)),
        ("กำลังการผลิต", capacity or ""),
        ("วัตถุดิบหลัก", product.materials),
        ("แหล่งวัตถุดิบ", product.materials_from),
        ("เริ่มผลิตเมื่อ", product.started and thai_date(product.started)),
        ("เลิกผลิตเมื่อ", thai_date(product.ended) if product.ended else "ยังผลิตอยู่"),
    ]


# --- standards --------------------------------------------------------------------------------------------------------
def _standards(product: Product, user, today: datetime.date) -> dict:
    held = list(product.standards.all())
    return {
        "part": "standard",
        "title": "มาตรฐาน",
        "status": {"word": f"{len(held)} มาตรฐาน", "tone": "ok"} if held else {"word": "ยังไม่มี", "tone": "neutral"},
        "caption": "มาตรฐานของผลิตภัณฑ์",
        "columns": [
            {"label": "มาตรฐาน"},
            {"label": "ได้รับเมื่อ"},
            {"label": "หมดอายุเมื่อ"},
            {"label": "สถานะ"},
            {"label": "การแก้ไข"},
        ],
        "rows": [
            {
                "cells": [
                    {"text": one.words, "note": one.number},
                    {"text": thai_date(one.issued) if one.issued else "–"},
                    {"text": thai_date(one.expires) if one.expires else "–"},
                    {"chip": expiry(one.expires, today)},
                    _way(user, "แก้ไขหรือต่ออายุ", "standard-edit", one),
                ]
            }
            for one in held
        ],
    }


def _way(user, label: str, url_name: str, row) -> dict:
    return {"text": label, "url": reverse(url_name, args=[row.pk])} if user.may_write else NOT_KNOWN


# --- costs ------------------------------------------------------------------------------------------------------------
def _costs(product: Product, user, sheets: list) -> dict:
    """The newest sheet as figures, and the way to all of them."""
    found = {"part": "costs", "title": "ต้นทุนและกำไร"}
    if user.may_write:
        label = "คิดต้นทุนใหม่" if sheets else "คิดต้นทุน"
        found["links"] = [{"label": label, "url": reverse("product-costs", args=[product.pk]), "icon": "plus-lg"}]
    if not sheets:
        return found | {
            "status": {"word": "ยังไม่ได้คิด", "tone": "neutral"},
            "evidence": "ใบคิดต้นทุนแยกวัตถุดิบ บรรจุภัณฑ์ และแรงงานของสมาชิกเอง แล้วบอกกำไรต่อหน่วยให้",
        }
    newest = costing(sheets[0])
    told = warnings(newest, product.unit)
    rows = [_sheet_row(sheet) for sheet in sheets]
    return found | {
        "status": _cost_status(newest),
        "told": told,
        "figures": figures(newest, product.unit),
        "caption": "ใบคิดต้นทุน",
        "columns": [
            {"label": "คิดเมื่อ"},
            {"label": "ต้นทุนต่อหน่วย", "align": "end"},
            {"label": "ราคาขาย", "align": "end"},
            {"label": "กำไร", "align": "end"},
            {"label": "ร้อยละ", "align": "end"},
        ],
        "rows": rows,
    }


def _cost_status(cost) -> dict:
    if cost.is_below_cost:
        return {"word": "ขายต่ำกว่าทุน", "tone": "stop"}
    if cost.labour is None:
        return {"word": "ยังไม่รวมค่าแรงสมาชิก", "tone": "warn"}
    if cost.price is None:
        return {"word": "ยังไม่ตั้งราคา", "tone": "neutral"}
    return {"word": f"กำไรร้อยละ {cost.percent}", "tone": "ok"}


def _sheet_row(sheet) -> dict:
    cost = costing(sheet)
    return {
        "url": reverse("cost-sheet", args=[sheet.pk]),
        "cells": [
            {"text": thai_date(sheet.on), "note": "" if cost.labour is not None else "ยังไม่รวมค่าแรงสมาชิก"},
            {"text": money(cost.per_piece)},
            {"text": money(cost.price) if cost.price is not None else "–"},
            {"text": money(cost.margin) if cost.margin is not None else "–"},
            {"text": str(cost.percent) if cost.percent is not None else "–"},
        ],
    }


# --- OTOP -------------------------------------------------------------------------------------------------------------
def _registrations(product: Product, user, today: datetime.date) -> dict:
    rows = list(product.otop.all())
    waits = not rows and not may_register(product.group)
    of = round_of(product, today)
    rounds = f"{of}: {round_status(of, today)['word']}" if of else "ยังไม่มีรอบลงทะเบียนที่เปิดรับ"
    return {
        "part": "register",
        "title": "ทะเบียน OTOP",
        "status": otop_status(product, today),
        "evidence": "ขึ้นทะเบียนกลุ่มอาชีพให้เสร็จก่อน แล้วจึงบันทึกทะเบียน OTOP" if waits else rounds,
        "links": [{"label": "แฟ้ม OTOP", "url": reverse("product-packet", args=[product.pk]), "icon": "card-checklist"}],
        "caption": "ทะเบียน OTOP ของผลิตภัณฑ์",
        "columns": [
            {"label": "เลขทะเบียน"},
            {"label": "ขึ้นทะเบียนเมื่อ"},
            {"label": "ใช้ได้ถึง"},
            {"label": "สถานะ"},
            {"label": "ต่ออายุ"},
            {"label": "การแก้ไข"},
        ],
        "rows": [
            {
                "cells": [
                    {"text": one.number, "note": _producer(one)},
                    {"text": thai_date(one.registered_on), "note": str(one.round or "")},
                    {"text": thai_date(one.expires) if one.expires else "–", "note": _ended_before(one)},
                    {"chip": expiry(one.expires, today)},
                    _way(user, "ต่ออายุ", "otop-renew", one),
                    _way(user, "แก้ไข", "otop-edit", one),
                ]
            }
            for one in rows
        ],
    }


def _ended_before(one) -> str:
    """Until when the registration was valid before its renewals, newest first."""
    ends = one.history.exclude(expires=None).values_list("expires", flat=True).distinct()
    return " · ".join(f"เดิมถึง {thai_date_short(day)}" for day in sorted(set(ends) - {one.expires}, reverse=True))


def _producer(one) -> str:
    return " · ".join(filter(None, [one.get_producer_kind_display(), *one.links]))


def _stars(product: Product, user) -> dict:
    won = list(product.stars.all())
    status = {"word": str(won[0]), "tone": "ok"} if won else {"word": "ยังไม่ได้คัดสรร", "tone": "neutral"}
    return {
        "part": "stars",
        "title": "ผลการคัดสรรดาว",
        "status": status,
        "caption": "ผลการคัดสรรทุกครั้ง",
        "columns": [{"label": "ปีที่คัดสรร"}, {"label": "ดาว"}, {"label": "การแก้ไข"}],
        "rows": [
            {
                "cells": [
                    {"text": one.year or "ไม่ทราบปี"},
                    {"text": one.get_stars_display()},
                    _way(user, "แก้ไข", "stars-edit", one),
                ]
            }
            for one in won
        ],
    }

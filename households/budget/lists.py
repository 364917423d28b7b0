"""The lists behind the numbers of a village's money: payments, contributions, material, each narrowed by what a number says."""

from urllib.parse import urlencode

import django_filters
from django.db.models import Sum
from django.urls import reverse

from households.models import BudgetLine, Contribution, ContributionKind, Material, Payment
from households.page import amount, how_much
from samma import thai
from samma.lists import listing, narrowed
from villages.models import Activity

IN_KIND = "kind"  # labour, material, place: what is no money


def _target_pk(request) -> int:
    return request.resolver_match.kwargs["target_pk"]  # the view has asked whether he may see it


def lines_here(request):
    return BudgetLine.objects.filter(target_village=_target_pk(request)).order_by("number")


def activities_here(request):
    return Activity.objects.filter(target_village=_target_pk(request)).order_by("on", "pk")


class PaymentFilterSet(django_filters.FilterSet):
    line = django_filters.ModelChoiceFilter(queryset=lines_here, label="รายการงบประมาณ", empty_label="ทุกรายการ")
    activity = django_filters.ModelChoiceFilter(queryset=activities_here, label="กิจกรรม", empty_label="ทุกกิจกรรม")
    bought = django_filters.ChoiceFilter(
        choices=[("yes", "เฉพาะวัสดุที่ซื้อมาแจก")],
        label="วัสดุ",
        method="by_bought",
        empty_label="ทั้งหมด",
    )

    def by_bought(self, queryset, name, value):
        return queryset.filter(quantity__isnull=False)


class ContributionFilterSet(django_filters.FilterSet):
    kind = django_filters.ChoiceFilter(
        choices=[*ContributionKind.choices, (IN_KIND, "ทุกอย่างที่ไม่ใช่เงินสด")],
        label="ประเภท",
        method="of_kind",
        empty_label="ทุกประเภท",
    )
    valued = django_filters.ChoiceFilter(
        choices=[("no", "ยังไม่ได้ตีมูลค่า")], label="มูลค่า", method="by_value", empty_label="ทั้งหมด"
    )

    def of_kind(self, queryset, name, value):
        return queryset.exclude(kind=ContributionKind.CASH) if value == IN_KIND else queryset.filter(kind=value)

    def by_value(self, queryset, name, value):
        return queryset.filter(value=None)


class MaterialFilterSet(django_filters.FilterSet):
    lacks = django_filters.ChoiceFilter(
        choices=[
            ("signed", "ยังไม่ได้ลงลายมือชื่อ"),
            ("received_on", "ยังไม่ได้บันทึกวันที่รับ"),
            ("quantity", "ยังไม่ได้บันทึกจำนวน"),
        ],
        label="ยังขาด",
        method="by_lack",
        empty_label="ทั้งหมด",
    )

    def by_lack(self, queryset, name, value):
        return queryset.filter(signed=False) if value == "signed" else queryset.filter(**{value: None})


# --- the rows ---------------------------------------------------------------------------------------------------------
LISTED_PAYMENTS = {
    "order": ("-on", "-pk"),
    "filterset": PaymentFilterSet,
    "search": lambda rows, words: rows.filter(item__contains=words),
}
LISTED_CONTRIBUTIONS = {
    "order": ("-on", "-pk"),
    "filterset": ContributionFilterSet,
    "search": lambda rows, words: rows.filter(item__contains=words),
}
LISTED_MATERIALS = {
    "order": ("enrolment__number", "pk"),
    "filterset": MaterialFilterSet,
    "search": lambda rows, words: rows.filter(item__contains=words),
}


def payments_listing(request, target) -> dict:
    rows = Payment.objects.filter(line__target_village=target)
    narrow = narrowed(request, rows, **LISTED_PAYMENTS).queryset
    columns = [
        {"label": "วันที่จ่าย"},
        {"label": "จ่ายค่าอะไร"},
        {"label": "รายการงบประมาณ"},
        {"label": "กิจกรรม"},
        {"label": "จำนวนเงิน (บาท)", "align": "end"},
        {"label": "กลับรายการ"},
    ]
    rows = rows.select_related("line", "activity", "correction")
    may_write = request.user.may_write
    context = listing(request, rows, columns=columns, row=lambda one: _payment_row(one, may_write), **LISTED_PAYMENTS)
    return context | {"sum_label": _sums(narrow, narrow.total())}


def _payment_row(one: Payment, may_write: bool) -> dict:
    bought = f"ซื้อ {how_much(one)}" if one.quantity is not None else ""
    return {
        "key": one.pk,
        "cells": [
            {"text": thai.thai_date_short(one.on)},
            {"text": one.item, "note": " · ".join(filter(None, [bought, one.payee, one.receipt]))},
            {"text": one.line},
            {"text": str(one.activity) if one.activity else "–"},
            {"text": thai.money(one.amount), "align": "end"},
            _reverse_cell(one, "payment-reverse", may_write),
        ],
    }


def _reverse_cell(one, name: str, may_write: bool) -> dict:
    if one.corrects_id:
        return {"text": "รายการกลับ"}
    if getattr(one, "correction", None):
        return {"chip": {"word": "กลับรายการแล้ว", "tone": "neutral"}}
    return {"text": "กลับรายการ", "url": reverse(name, args=[one.pk])} if may_write else {"text": "–"}


def contributions_listing(request, target) -> dict:
    rows = Contribution.objects.filter(target_village=target)
    narrow = narrowed(request, rows, **LISTED_CONTRIBUTIONS).queryset
    columns = [
        {"label": "วันที่"},
        {"label": "สมทบอะไร"},
        {"label": "ประเภท"},
        {"label": "จำนวน"},
        {"label": "มูลค่า (บาท)", "align": "end"},
        {"label": "กลับรายการ"},
    ]
    may_write = request.user.may_write
    rows = rows.select_related("correction")
    context = listing(
        request, rows, columns=columns, row=lambda one: _contribution_row(one, may_write), **LISTED_CONTRIBUTIONS
    )
    return context | {"sum_label": _sums(narrow, narrow.total())}


def _contribution_row(one: Contribution, may_write: bool) -> dict:
    return {
        "key": one.pk,
        "cells": [
            {"text": thai.thai_date_short(one.on)},
            {"text": one.item, "note": one.who},
            {"text": one.get_kind_display()},
            {"text": how_much(one) or "–"},
            {"text": "ยังไม่ตีมูลค่า" if one.value is None else thai.money(one.value), "align": "end"},
            _reverse_cell(one, "contribution-reverse", may_write),
        ],
    }


def materials_listing(request, target) -> dict:
    columns = [
        {"label": "ครัวเรือน"},
        {"label": "วัสดุ"},
        {"label": "จำนวน"},
        {"label": "มูลค่า (บาท)", "align": "end"},
        {"label": "รับเมื่อ"},
        {"label": "ผู้รับ"},
    ]
    rows = Material.objects.filter(enrolment__target_village=target).select_related("enrolment__household")
    narrow = narrowed(request, rows, **LISTED_MATERIALS).queryset
    worth = narrow.aggregate(sum=Sum("value"))["sum"] or 0
    context = listing(request, rows, columns=columns, row=material_row, **LISTED_MATERIALS)
    return context | {"sum_label": _sums(narrow, worth)}


def _sums(rows, money) -> str:
    """The money of a list; and the quantity, where all of it is of one unit."""
    told = f"รวม {thai.money(money)} บาท"
    units = list(rows.exclude(quantity=None).order_by().values_list("unit").annotate(sum=Sum("quantity"))[:2])
    return f"{told} รวม {thai.quantity(units[0][1])} {units[0][0]}" if len(units) == 1 else told


def material_row(one: Material) -> dict:
    price = f"หน่วยละ {amount(one.unit_price)}" if one.unit_price is not None else ""
    return {
        "key": one.pk,
        "url": reverse("household-detail", args=[one.enrolment.household_id]),
        "cells": [
            {"text": one.enrolment.person, "note": f"ลำดับ {one.enrolment.number}"},
            {"text": one.item, "note": one.note},
            {"text": how_much(one) or "ไม่ได้บันทึก"},
            {"text": amount(one.value), "note": price, "align": "end"},
            {"text": thai.thai_date_short(one.received_on) if one.received_on else "ยังไม่ได้บันทึก"},
            {
                "text": one.received_by or one.enrolment.person,
                "note": "ลงลายมือชื่อแล้ว" if one.signed else "ยังไม่ได้ลงลายมือชื่อ",
            },
        ],
    }


def list_url(name: str, target, **asked) -> str:
    """A list of a village, narrowed."""
    query = f"?{urlencode(asked)}" if asked else ""
    return f"{reverse(name, args=[target.pk])}{query}"

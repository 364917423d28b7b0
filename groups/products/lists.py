"""The list of products of an area: what each holds, where it stands with OTOP, and what of it runs out."""

import django_filters
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.timezone import localdate, timedelta

from groups.models import (
    OtopApplication,
    OtopRegistration,
    Product,
    ProductStandard,
    ProductType,
    StandardKind,
)
from groups.products.cards import otop_status, price_words, running_out, stars_words
from groups.products.rules import WARNED_DAYS
from samma.lists import listing, way_in, ways_out
from villages.filters import PlaceFilterSet
from villages.places import place_words, with_place_names

ROWS = ("standards", "otop", "stars", "applications__round", "applications__papers")


def soon(rows, today):
    """Rows with a standard or a registration that is over or runs out within the days of warning."""
    until = today + timedelta(days=WARNED_DAYS)
    standards = ProductStandard.objects.filter(product=OuterRef("pk"), expires__lte=until)
    registrations = OtopRegistration.objects.filter(product=OuterRef("pk"), expires__lte=until)
    return rows.filter(Q(Exists(standards)) | Q(Exists(registrations)), ended=None)


class ProductFilterSet(PlaceFilterSet):
    """By place, type, standard, where it stands with OTOP, and what runs out."""

    type = django_filters.ChoiceFilter(
        choices=ProductType.choices, label="ประเภท", field_name="product_type", empty_label="ทุกประเภท"
    )
    standard = django_filters.ChoiceFilter(
        choices=StandardKind.choices, label="มาตรฐาน", method="with_standard", empty_label="ทั้งหมด"
    )
    otop = django_filters.ChoiceFilter(
        choices=[("yes", "ขึ้นทะเบียนแล้ว"), ("packet", "มีแฟ้ม ยังไม่ได้เลขทะเบียน"), ("no", "ยังไม่ขึ้นทะเบียน")],
        label="OTOP",
        method="by_otop",
        empty_label="ทั้งหมด",
    )
    runs_out = django_filters.ChoiceFilter(
        choices=[("yes", "หมดอายุแล้วหรือภายใน 90 วัน")],
        label="การหมดอายุ",
        method="by_end",
        empty_label="ทั้งหมด",
    )

    def with_standard(self, queryset, name, value):
        return queryset.filter(Exists(ProductStandard.objects.filter(product=OuterRef("pk"), kind=value)))

    def by_otop(self, queryset, name, value):
        registered = Exists(OtopRegistration.objects.filter(product=OuterRef("pk")))
        if value == "packet":
            return queryset.filter(~registered, Exists(OtopApplication.objects.filter(product=OuterRef("pk"))))
        return queryset.filter(registered if value == "yes" else ~registered)

    def by_end(self, queryset, name, value):
        return soon(queryset, localdate())


def by_words(queryset, words):
    """The words stand in the name of the product or of its group."""
    return queryset.filter(Q(name__contains=words) | Q(group__name__contains=words))


LISTED = {"search": by_words, "filterset": ProductFilterSet}


def products_listing(request) -> dict:
    """The products of the user's area, what each holds and where it stands with OTOP."""
    today = localdate()
    rows = with_place_names(Product.objects.visible_to(request.user)).select_related("group__village")
    context = listing(
        request,
        rows.prefetch_related(*ROWS),
        columns=[
            {"label": "ผลิตภัณฑ์"},
            {"label": "กลุ่ม"},
            {"label": "ราคา", "align": "end"},
            {"label": "มาตรฐาน"},
            {"label": "ดาว"},
            {"label": "OTOP"},
        ],
        row=lambda product: _row(product, today),
        **LISTED,
    )
    context["exports"] = ways_out(request, "products", {"products": "ทะเบียนผลิตภัณฑ์"})
    context["import_url"] = way_in(request, "products")
    return context


def _row(product, today) -> dict:
    standards = ", ".join(one.words for one in product.standards.all())
    ended = " · เลิกผลิตแล้ว" if product.ended else ""
    soon_words = " · ".join(running_out(product, today, named=False))
    return {
        "key": product.pk,
        "url": reverse("product-detail", args=[product.pk]),
        "cells": [
            {"text": product.name, "note": f"{product.type_words}{ended}"},
            {"text": product.group.name, "note": place_words(product, product.group.village)},
            {"text": price_words(product)},
            {"text": standards or "–", "note": soon_words},
            {"text": stars_words(product) or "–"},
            {"chip": otop_status(product, today)},
        ],
    }

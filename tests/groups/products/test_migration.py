"""Registrations of before become products: each text of a group once, with the newest type; and back again."""

import datetime

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tests.factories import make_group

BEFORE = [("groups", "0004_support_markets_evaluation")]
AFTER = [("groups", "0007_name_and_type_stand_on_the_product")]


def at(names):
    MigrationExecutor(connection).migrate(names)
    return MigrationExecutor(connection).loader.project_state(names).apps


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite writes each table anew at each step: a minute's work")
@pytest.mark.django_db(transaction=True)
def test_each_text_of_a_group_becomes_one_product_and_back():
    latest = MigrationExecutor(connection).loader.graph.leaf_nodes()
    group, other = make_group(), make_group()
    try:
        old = at(BEFORE)
        registration = old.get_model("groups", "OtopRegistration")
        for n, (owner, product, kind, stars, year) in enumerate(
            [
                (group, "ผ้าทอ", 4, 3, 2016),
                (group, "ผ้าทอ", 3, 4, 2018),
                (group, "น้ำสมุนไพร", 2, None, 2017),
                (other, "ผ้าทอ", 3, None, 2017),
            ]
        ):
            registration.objects.create(
                group_id=owner.pk,
                village_code=owner.village_code,
                product=product,
                product_type=kind,
                number=str(n),
                stars=stars,
                registered_on=datetime.date(year, 3, 1),
            )

        new = at(AFTER)
        products = new.get_model("groups", "Product").objects.order_by("pk")
        numbers = {
            (p.group_id, p.name, p.product_type): sorted(p.otop.values_list("number", flat=True)) for p in products
        }
        assert numbers == {
            (group.pk, "ผ้าทอ", 3): ["0", "1"],
            (group.pk, "น้ำสมุนไพร", 2): ["2"],
            (other.pk, "ผ้าทอ", 3): ["3"],
        }
        assert [(s.product.name, s.stars, s.year) for s in new.get_model("groups", "ProductStars").objects.all()] == [
            ("ผ้าทอ", 4, None)
        ]

        back = at(BEFORE).get_model("groups", "OtopRegistration").objects.order_by("number")
        assert [(row.product, row.product_type, row.group_id) for row in back] == [
            ("ผ้าทอ", 3, group.pk),
            ("ผ้าทอ", 3, group.pk),
            ("น้ำสมุนไพร", 2, group.pk),
            ("ผ้าทอ", 3, other.pk),
        ]
    finally:
        at(latest)

"""Outlets and fairs of a group: what their form asks and refuses, and that those of the last year count."""

import datetime
import html

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from groups.models import Market
from groups.vigour import vigour_of
from samma.thai import be_year
from tests.factories import make_group

pytestmark = pytest.mark.django_db
AHEAD = f"1/3/{be_year(localdate().year) + 1}"


@pytest.fixture
def group(officer):
    return make_group()


def send(client, group, /, **typed):
    return client.post(reverse("market-new", args=[group.pk]), typed, follow=True)


def fair(**changes):
    return {"kind": "fair", "name": "งานกาชาด", "started": "1/3/2560", "ended": "7/3/2560"} | changes


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"ended": ""}, "ต้องมีวันเริ่มและวันสิ้นสุดของงาน"),
        ({"ended": "1/2/2560"}, "วันสิ้นสุดต้องไม่อยู่ก่อนวันเริ่ม"),
        ({"ended": "7/5/2560"}, "งานนี้ยาว 68 วัน"),
        ({"kind": "shop", "started": AHEAD, "ended": ""}, "อนาคต"),
    ],
    ids=["a fair has days", "in order", "too long is asked", "a shop that will open"],
)
def test_a_market_is_refused_beside_its_field(client, group, changes, sentence):
    assert sentence in html.unescape(send(client, group, **fair(**changes)).content.decode())
    assert not Market.objects.exists()


def test_a_market_counts_for_the_third_level(client, group):
    today = datetime.date(2017, 6, 1)
    assert vigour_of(group, today).markets == 0

    send(client, group, **fair())
    Market.objects.create(
        group=group, kind="shop", name="ร้านเก่า", started=datetime.date(2015, 1, 1), ended=datetime.date(2016, 1, 1)
    )
    Market.objects.create(
        group=group, kind="fair", name="งานปีหน้า", started=datetime.date(2018, 1, 1), ended=datetime.date(2018, 1, 2)
    )

    assert vigour_of(group, today).markets == 1
    assert vigour_of(group, datetime.date(2019, 6, 1)).markets == 0


@pytest.mark.parametrize("count", [2, 20])
def test_the_list_costs_the_same_for_two_rows_and_twenty(client, officer, django_assert_max_num_queries, count):
    for n in range(count):
        Market.objects.create(group=make_group(), kind="shop", name=f"ร้าน {n}")

    with django_assert_max_num_queries(13):
        assert len(client.get(reverse("market-list")).context["rows"]) == count

"""Sales: the sheet of a month, what cannot be, and sums that are always those of the rows, by fiscal or calendar year."""

import datetime
import html
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils.timezone import localdate
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from groups.actions import record_sale
from groups.models import DIRECT, Market, Sale
from groups.sales.page import month_url, sales_page
from groups.sales.rules import by_channel, by_month, by_product, sold_in_fiscal_year
from samma.accounts.models import Event
from samma.thai import be_year
from tests.factories import make_group, make_officer, make_product

pytestmark = pytest.mark.django_db
JUNE = datetime.date(2017, 6, 1)
TODAY = datetime.date(2018, 12, 31)


@pytest.fixture
def group(officer):
    group = make_group()
    make_product(group, name="ก ผ้าพันคอ", unit="ผืน")
    make_product(group, name="ข ผ้าถุง")
    return group


@pytest.fixture
def shop(group):
    return Market.objects.create(group=group, kind="shop", name="ร้านของฝาก")


def words(response):
    return html.unescape(response.content.decode())


def sheet(client, url, *rows, versions=()):
    """What the grid sends: (product, market, quantity, amount) of each row."""
    sent = {"form-TOTAL_FORMS": len(rows), "form-INITIAL_FORMS": len(rows)}
    for n, (product, market, quantity, amount) in enumerate(rows):
        version = versions[n] if n < len(versions) else 0
        cells = {"product": product.pk, "market": market.pk if market else "", "version": version}
        sent |= {f"form-{n}-{name}": cell for name, cell in (cells | {"quantity": quantity, "amount": amount}).items()}
    return client.post(url, sent, follow=True)


def fair(group, **changes):
    days = {"started": datetime.date(2017, 6, 28), "ended": datetime.date(2017, 7, 2)}
    return Market.objects.create(group=group, kind="fair", name="งานกาชาด", **days | changes)


# --- the sheet --------------------------------------------------------------------------------------------------------
def test_a_month_is_typed_for_every_product_and_channel_that_was_open(client, group, shop):
    Market.objects.create(group=group, kind="shop", name="ร้านที่เลิกแล้ว", ended=datetime.date(2017, 5, 31))
    there = fair(group)
    scarf, skirt = group.products.all()
    url = month_url(group, JUNE)

    page = client.get(url)
    assert page.context["row_labels"] == [
        f"{product} · {channel}" for product in (scarf, skirt) for channel in (DIRECT, there.name, shop.name)
    ]

    sheet(client, url, (scarf, None, "๓", "๒,๕๕๐"), (scarf, shop, "", "1,200.-"), (skirt, shop, "", ""))

    sold = Sale.objects.order_by("pk").values_list("product", "market", "month", "quantity", "amount")
    assert list(sold) == [
        (scarf.pk, None, JUNE, Decimal(3), Decimal(2550)),
        (scarf.pk, shop.pk, JUNE, None, Decimal(1200)),
    ]
    assert Event.objects.filter(verb="create", object_type="groups.sale").count() == 2


def test_an_emptied_row_is_taken_away_and_the_rest_stays(client, officer, group, shop):
    scarf = group.products.first()
    for market in (None, shop):
        record_sale(group, scarf, market, JUNE, quantity=1, amount=500, by=officer, today=TODAY)

    sheet(client, month_url(group, JUNE), (scarf, None, "", ""), (scarf, shop, "1", "500"), versions=(1, 1))

    assert Sale.objects.get().market == shop
    assert Sale.history.filter(market=None, history_type="-").exists()


@pytest.mark.parametrize(
    ("quantity", "amount", "sentence"),
    [
        ("1", "-5", "ติดลบ"),
        ("1", "0", "ยอดขายต้องมากกว่า 0"),
        ("1", "ไม่มี", "ไม่มี"),
        ("1", "1000000000000", "หลัก"),
        ("2", "", "ใส่ยอดขายเป็นบาทด้วย"),
        ("0", "500", "จำนวนที่ขายต้องมากกว่า 0"),
    ],
    ids=["below nothing", "nothing", "a word", "ten to the twelfth", "no baht", "no pieces"],
)
def test_a_wrong_cell_keeps_the_whole_sheet_out_and_what_was_typed(client, group, shop, quantity, amount, sentence):
    scarf = group.products.first()

    page = words(sheet(client, month_url(group, JUNE), (scarf, None, quantity, amount), (scarf, shop, "1", "700")))

    assert sentence in page and 'value="700"' in page
    assert not Sale.objects.exists()


def test_nobody_writes_over_what_another_typed_meanwhile(client, officer, group):
    scarf = group.products.first()
    url = month_url(group, JUNE)
    record_sale(group, scarf, None, JUNE, quantity=1, amount=500, by=officer, today=TODAY)

    page = words(sheet(client, url, (scarf, None, "2", "900")))
    assert "มีผู้อื่นบันทึกแถวนี้ระหว่างที่คุณแก้ไข" in page and Sale.objects.get().amount == 500

    sheet(client, url, (scarf, None, "2", "900"), versions=(1,))
    assert Sale.objects.get().amount == 900


def test_rows_of_another_group_and_months_to_come_are_no_rows_of_this_sheet(client, officer, group):
    stranger = make_product(make_group())
    page = words(sheet(client, month_url(group, JUNE), (stranger, None, "1", "500")))
    assert "ผลิตภัณฑ์หรือตลาดของกลุ่มเปลี่ยนไปแล้ว" in page and not Sale.objects.exists()

    ahead = reverse("sale-month", args=[group.pk, be_year(localdate().year) + 1, 1])
    assert client.get(ahead).status_code == 404
    client.force_login(make_officer("3302"))
    assert client.get(month_url(group, JUNE)).status_code == 404


def test_a_group_without_products_is_told_to_add_one(client, officer):
    bare = make_group()

    assert "เพิ่มผลิตภัณฑ์ของกลุ่มก่อน" in words(client.get(month_url(bare, JUNE), follow=True))
    assert "กลุ่มนี้ยังไม่มีผลิตภัณฑ์" in words(client.get(reverse("sale-group", args=[bare.pk])))


# --- what was sold at a fair ------------------------------------------------------------------------------------------
def test_a_fair_sells_in_its_own_months_and_its_page_sums_them(client, officer, group):
    there, scarf = fair(group), group.products.first()
    for month, amount in [(JUNE, 700), (datetime.date(2017, 7, 1), 300)]:
        record_sale(group, scarf, there, month, quantity=1, amount=amount, by=officer, today=TODAY)

    with pytest.raises(Exception, match="ไม่ตรงกับเดือนที่ขาย"):
        record_sale(group, scarf, there, datetime.date(2017, 8, 1), quantity=1, amount=5, by=officer, today=TODAY)

    assert "ขายได้รวม 1,000.00 บาท" in words(client.get(reverse("market-detail", args=[there.pk])))


# --- sums -------------------------------------------------------------------------------------------------------------
def test_a_fiscal_year_and_a_year_of_the_calendar_are_not_mixed(client, officer, group):
    scarf = group.products.first()
    for month, amount in [
        (datetime.date(2016, 9, 1), 1),
        (datetime.date(2016, 10, 1), 10),
        (datetime.date(2017, 1, 1), 100),
        (datetime.date(2017, 9, 1), 1_000),
        (datetime.date(2017, 10, 1), 10_000),
        (datetime.date(2018, 1, 1), 100_000),
    ]:
        record_sale(group, scarf, None, month, quantity=None, amount=amount, by=officer, today=TODAY)

    assert sold_in_fiscal_year(group, 2560) == sold_in_fiscal_year(scarf, 2560) == 1_110
    assert [one["value"] for one in sales_page(group, officer, "f2560", TODAY)["figures"]] == ["1,110.00", "3"]
    assert [one["value"] for one in sales_page(group, officer, "c2560", TODAY)["figures"]] == ["11,100.00", "3"]


@settings(max_examples=25, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    deeds=st.lists(
        st.tuples(st.integers(0, 1), st.integers(0, 2), st.integers(0, 5), st.none() | st.integers(1, 10**9)),
        max_size=14,
    )
)
def test_every_sum_is_that_of_the_rows_whatever_was_typed_and_taken_away(deeds):
    officer, group = make_officer(), make_group()
    products = [make_product(group), make_product(group)]
    markets = [None, *(Market.objects.create(group=group, kind="shop", name=name) for name in ("หนึ่ง", "สอง"))]
    kept = {}
    for product, market, months, satang in deeds:
        month = datetime.date(2017, 7 + months, 1)
        amount = None if satang is None else Decimal(satang) / 100
        record_sale(
            group, products[product], markets[market], month, quantity=None, amount=amount, by=officer, today=TODAY
        )
        kept[product, market, month] = amount
    kept = {key: amount for key, amount in kept.items() if amount is not None}
    total = sum(kept.values(), Decimal(0))

    assert group.sales.total() == total
    for sums in (by_channel(group.sales.all()), by_product(group.sales.all())):
        assert sum((one.amount for one in sums), Decimal(0)) == total
    assert by_month(group.sales.all()) == {
        month: sum(a for (_p, _m, other), a in kept.items() if other == month) for month in {key[2] for key in kept}
    }
    years = [sold_in_fiscal_year(group, year) for year in (2560, 2561)]
    assert sum(years) == total and years[0] == sum((a for k, a in kept.items() if k[2].month <= 9), Decimal(0))


@pytest.mark.parametrize("count", [2, 20])
def test_the_list_costs_the_same_and_sums_what_is_shown(client, officer, django_assert_max_num_queries, count):
    for _n in range(count):
        product = make_product()
        Sale.objects.create(group=product.group, product=product, month=JUNE, amount=100)
    elsewhere = make_product()
    Sale.objects.create(group=elsewhere.group, product=elsewhere, month=datetime.date(2018, 6, 1), amount=7)

    with django_assert_max_num_queries(13):
        response = client.get(reverse("sale-list"), {"q": "ผ้าทอ"})

    assert response.context["sums"][0][:2] == ("รวมทุกช่องทาง", f"{count * 100 + 7:,}.00 บาท")

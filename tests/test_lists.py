"""Lists page by key: nothing twice, nothing left out, the same cost everywhere, in Thai order."""

import base64
import json

import pytest
from django.test import RequestFactory

from households.models import Household
from samma import lists
from tests.factories import make_household, make_village

pytestmark = pytest.mark.django_db


def page(query="", **options):
    request = RequestFactory().get(f"/households/{query}")
    return lists.listing(
        request,
        Household.objects.all(),
        columns=[{"label": "ชื่อ", "sort": "name"}],
        row=lambda household: {"cells": [{"text": household.first_name}], "key": household.pk},
        sorts={"name": ("sort_key", "pk"), "newest": ("-pk",)},
        **options,
    )


def keys(context):
    return [row["key"] for row in context["rows"]]


@pytest.fixture
def sixty():
    village = make_village()
    for n in range(60):
        make_household(village, first_name="สมใจ" if n % 3 else f"เกษร{n}")


@pytest.mark.parametrize("sort", ["name", "newest"])
def test_walking_forth_and_back_meets_every_row_once(sixty, sort):
    forth, context = [], page(f"?sort={sort}")
    pages = [keys(context)]
    forth += keys(context)
    while context["page"]["next_url"]:
        context = page(context["page"]["next_url"])
        pages.append(keys(context))
        forth += keys(context)
    assert len(forth) == len(set(forth)) == 60 and [len(p) for p in pages] == [25, 25, 10]

    while context["page"]["previous_url"]:
        context = page(context["page"]["previous_url"])
        assert keys(context) in pages
    assert keys(context) == pages[0]


def test_leading_vowel_sorts_by_its_consonant():
    village = make_village()
    for name in ["เกษร", "ขวัญ", "กมล", "ไก่"]:
        make_household(village, first_name=name, last_name="")
    names = [row["cells"][0]["text"] for row in page()["rows"]]
    assert names == ["กมล", "เกษร", "ไก่", "ขวัญ"]


def test_deep_page_costs_the_same_queries(sixty, django_assert_num_queries):
    deep = page(page()["page"]["next_url"])["page"]["next_url"]
    with django_assert_num_queries(2):
        page()
    with django_assert_num_queries(2):
        page(deep)


def test_bent_key_begins_at_the_start(sixty):
    assert keys(page("?after=nonsense")) == keys(page()) == keys(page("?after=WzFd"))


@pytest.mark.parametrize("key", [["ก", "ข"], [True, []], ["\0", 1], ["ก"], {"ก": 1}, ["ก", 1.5]], ids=repr)
def test_a_key_of_another_kind_begins_at_the_start(sixty, key):
    """Typed into the address by hand: a list and never an error."""
    typed = base64.urlsafe_b64encode(json.dumps(key).encode()).decode()
    assert keys(page(f"?after={typed}")) == keys(page())


def test_a_key_beyond_every_number_is_answered(sixty):
    typed = base64.urlsafe_b64encode(json.dumps(["ก", 10**40]).encode()).decode()
    assert len(keys(page(f"?after={typed}"))) <= 25


def test_search_mends_what_is_typed():
    make_household(first_name="สำลี")
    found = page("?q=ส\u0e4dาลี", search=lambda rows, words: rows.filter(first_name__contains=words))
    assert len(found["rows"]) == 1 and found["total_label"] == "1 รายการ"


def test_above_a_thousand_nothing_is_counted(sixty, monkeypatch):
    monkeypatch.setattr(lists, "COUNTED", 50)
    assert page()["total_label"] == "มากกว่า 50 รายการ"

"""Every number that a page counts opens the list behind it, says when and of what it is, and the list holds as many rows.

The walk is that of tests/browser/test_screens.py without a browser: every page of the demo as each role of the office.
"""

import re
from collections import defaultdict
from urllib.parse import urljoin

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client, override_settings
from django.urls import reverse

from samma.accounts.models import User
from samma.figures import HERE, ROW, WHY
from samma.progress.screen.views import PARTS
from tests.browser.test_screens import addresses_of, rows_of_the_demo
from tests.figures import measured_on, numbers_on, total_on, unit_of

pytestmark = pytest.mark.once

ROLES = ("officer", "province", "department", "trainer", "")  # the last: who has no account
SCOPE_WORDS = ("บ้าน", "ตำบล", "อำเภอ", "จังหวัด", "ทั้งประเทศ", "พื้นที่", "ปี")
# Links that lead to what a number is made of and not to a list of just its rows: the reason for each.
NOT_A_LIST = {
    "target-steps": "หลักฐานของขั้นบอกหลายจำนวนในหนึ่งบรรทัด เปิดทะเบียนที่จำนวนเหล่านั้นมาจาก",
    "year-list": "จำนวนที่ปีกำหนด",
}
OF_OTHER_ROWS = re.compile(
    r"\d+ (?:ครัวเรือน|ครั้ง|กลุ่ม|เรื่อง|รายการ|หมู่บ้าน|ทีม|แห่ง|ใบ|ฉบับ|เล่ม)\b|\((?:ครั้ง|ครัวเรือน|กลุ่ม)\)|สมาชิก"
)
WRITTEN_IN_THE_ROW = {
    "visit-watch": "ประโยคของข้อสังเกตที่เก็บไว้กับการเยี่ยม",
    "proposal-list": "จำนวนครัวเรือนที่เขียนไว้ในข้อเสนอ",
}
# The officer opens every page; the others see the same pages and these of their own.
OF_AN_AREA = ("home", "board", "report", "record-summary", "overdue-list", "handover", "year-list", "target-list")


def parts_of_the_screen(rows):
    """The projector's pages: one address, several parts."""
    for part in PARTS:
        yield f"screen-{part}", f"{reverse('activity-screen', args=[rows['activity'].pk])}?show={part}"


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker, tmp_path_factory):
    """[(role, name, address, its numbers, when and of what they are)] of every page, and `ask(role, address)` for what lies behind."""
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")):
            call_command("load_demo", verbosity=0)
            rows, pages, clients = rows_of_the_demo(), [], {}
            for role in ROLES:
                clients[role] = Client()
                if role:
                    clients[role].force_login(User.objects.get(username=role))
                for name, address in [*addresses_of(rows), *parts_of_the_screen(rows)]:
                    if role in ("province", "department") and name not in OF_AN_AREA:
                        continue
                    answer = clients[role].get(address)
                    is_page = answer.status_code == 200 and "html" in answer.get("content-type", "")
                    if is_page and not answer.streaming:
                        page = answer.content.decode()
                        pages.append((role, name, address, numbers_on(page), measured_on(page)))
            yield pages, lambda role, address: clients[role].get(address)
        transaction.set_rollback(True)


@pytest.fixture
def walked(loaded, db):
    return loaded


def test_every_number_opens_a_list_or_says_why_it_has_none(walked):
    pages, _ask = walked
    dead = [
        f"{role} {name}: {number.where} = {number.text}"
        for role, name, _address, numbers, _words in pages
        for number in numbers
        if not number.leads
    ]

    assert not dead, "\n".join(dead)
    assert len({name for _role, name, _address, numbers, _words in pages if numbers}) > 40
    assert {number.why for _role, _name, _address, numbers, _words in pages for number in numbers} <= {"", *WHY}


def test_a_row_calls_its_own_only_what_is_written_in_it(walked):
    """What a row of a list counts of other rows (its visits, its members) is no property of the row: it has a link."""
    pages, _ask = walked
    hidden = [
        f"{role} {name}: {number.where} = {number.text}"
        for role, name, _address, numbers, _words in pages
        for number in numbers
        if number.why == ROW and not number.url and number.amount and "|" in number.where
        if OF_OTHER_ROWS.search(f"{number.where.rpartition('|')[2]} {number.text}") and name not in WRITTEN_IN_THE_ROW
    ]

    assert not hidden, "\n".join(hidden)


def test_every_page_that_counts_says_when_and_of_what(walked):
    pages, _ask = walked
    silent = [
        f"{role} {name}: “{words}”"
        for role, name, _address, numbers, words in pages
        if name not in NOT_A_LIST
        and any((number.url or number.why == HERE) and number.amount for number in numbers)
        and not ("ข้อมูล ณ" in words and any(word in words for word in SCOPE_WORDS))
    ]

    assert not silent, "\n".join(silent)


def test_the_list_behind_a_number_has_as_many_rows_or_as_much_money(walked):
    """Whoever opens a number finds what it counted. Each address is asked once; one role opens what all of them show."""
    pages, ask = walked
    compared, wrong, totals = 0, [], {}
    for role, name, address, numbers, _words in pages:
        if name in NOT_A_LIST:
            continue
        for number in numbers:
            if number.why or not number.url or number.url.startswith("#") or not number.amount:
                continue
            if (
                ", note" in number.where
                or number.where.startswith("words ")
                or number.url.startswith("/trainers/teams/")
            ):
                continue  # a note or a sentence may say several numbers; the page of a team shows its people
            unit, url = unit_of(number), urljoin(address, number.url)
            if (role, url, unit) not in totals:
                answer = ask(role, url)
                assert answer.status_code == 200, (name, number, url)
                totals[role, url, unit] = total_on(answer.content.decode(), unit)
            if totals[role, url, unit] is not None:
                compared += 1
                if totals[role, url, unit] != number.amount:
                    wrong.append(
                        f"{role} {name}: {number.where} = {number.text}, its list has {totals[role, url, unit]}: {url}"
                    )

    assert not wrong, "\n".join(wrong)
    assert compared > 150


def test_the_figures_of_the_main_pages_all_have_a_list_that_can_be_counted(walked):
    """Of these pages no number may lead to a page that is no list: the test above would not compare it."""
    pages, ask = walked
    found = defaultdict(int)
    for role, name, address, numbers, _words in pages:
        if role != "officer" or name not in ("home", "board", "report", "target-list"):
            continue
        for number in numbers:
            if number.why or not number.url or not number.amount or "ทีม" in number.where:
                continue
            total = total_on(ask(role, urljoin(address, number.url)).content.decode(), unit_of(number))
            assert total is not None, (name, number)
            found[name] += 1
    assert set(found) == {"home", "board", "report", "target-list"}

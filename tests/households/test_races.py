"""Two at once on PostgreSQL: a page becomes one visit, a request gets one answer, crosswise swaps end in words."""

import pytest
from django.db import connection

from households import actions
from households.booklets import actions as booklets
from households.care.swapping import swap
from households.models import Assignment, BookletPage, HelpAnswer, PageEntry, Visit
from households.visits import help
from tests.factories import DAY, make_enrolment, make_officer, make_team, make_visit
from tests.test_races import at_once, is_thai

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def only_postgres():
    if connection.vendor != "postgresql":
        pytest.skip("row locks are PostgreSQL's; SQLite has one writer")


def test_twenty_officers_on_one_printed_number_make_one_visit():
    team, officer = make_team(), make_officer()
    enrolment = make_enrolment(team.target_village)
    booklet = booklets.make_booklet(team.target_village, [enrolment], by=officer, today=DAY, pages_each=1)
    page = booklet.pages.get()

    def job(n):
        return lambda: booklets.key_page(page, Visit(enrolment=enrolment, on=DAY, visitor=f"ผู้เยี่ยมคนที่ {n}"), by=officer)

    lost = at_once([job(n) for n in range(20)])
    assert Visit.objects.count() == PageEntry.objects.count() == 1
    assert len(lost) == 19 and all("บันทึกเข้าระบบไปแล้ว" in sentence for sentence in lost)


def test_keying_and_voiding_a_page_at_once_leave_one_of_the_two():
    team, officer = make_team(), make_officer()
    enrolment = make_enrolment(team.target_village)
    booklet = booklets.make_booklet(team.target_village, [enrolment], by=officer, today=DAY, pages_each=6)
    pages = list(booklet.pages.all())

    def key(page):
        return lambda: booklets.key_page(page, Visit(enrolment=enrolment, on=DAY, visitor="พัฒนากร"), by=officer)

    def void():
        booklets.void_pages(booklet, by=officer, today=DAY, reason="สมุดหาย")

    lost = at_once([*(key(page) for page in pages), void])
    keyed = set(PageEntry.objects.values_list("page", flat=True))
    voided = set(BookletPage.objects.exclude(voided_on=None).values_list("pk", flat=True))
    assert not keyed & voided and keyed | voided == {page.pk for page in pages}
    assert all(is_thai(sentence) for sentence in lost)


def test_ten_booklets_printed_at_once_share_no_number():
    team, officer = make_team(), make_officer()
    enrolment = make_enrolment(team.target_village)

    def job():
        booklets.make_booklet(team.target_village, [enrolment], by=officer, today=DAY, pages_each=12)

    assert at_once([job] * 10) == []
    assert BookletPage.objects.values("number").distinct().count() == 120


def test_ten_officers_answer_one_request_once():
    officer = make_officer()
    visit = make_visit(make_enrolment(), officer, help_needed="ขอตลาด")

    def job(n):
        return lambda: help.answer(visit, f"คำตอบที่ {n}", by=officer, today=DAY)

    lost = at_once([job(n) for n in range(10)])
    assert HelpAnswer.objects.count() == 1 and len(lost) == 9
    assert all("ตอบเรื่องนี้แล้ว" in sentence for sentence in lost)


def test_crosswise_swaps_and_hand_overs_are_no_deadlock_and_lose_nobody():
    team, officer = make_team(), make_officer()
    first, second, third = team.seated()[:3]
    ours = {n: make_enrolment(team.target_village) for n in range(6)}
    for n, enrolment in ours.items():
        actions.assign(enrolment, (first, second)[n % 2], by=officer, today=DAY)

    def change(one, other):
        return lambda: swap(ours[one], ours[other], by=officer, today=DAY, reason="สลับ")

    def give(n):
        return lambda: actions.hand_over(ours[n], third, by=officer, today=DAY, reason="ย้าย")

    lost = at_once(
        [change(0, 1), change(1, 0), change(0, 3), change(3, 0), change(2, 5), change(5, 2), give(4), give(0), give(5)]
    )
    serving = Assignment.objects.serving()
    assert serving.count() == 6 and serving.values("enrolment").distinct().count() == 6
    assert serving.values("trainer", "place").distinct().count() == 6
    assert all(is_thai(sentence) for sentence in lost)

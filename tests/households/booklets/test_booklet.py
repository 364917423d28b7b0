"""Booklets: numbers that prove themselves, one page one visit, a lost booklet voided, and keying in the paper's order."""

import datetime

import hypothesis
import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import strategies as st

from households import actions, states
from households.booklets import actions as booklets
from households.booklets.keying_forms import PageForm
from households.booklets.page_numbers import PageNumberError, number_of, read_number, shown
from households.booklets.paper import QUESTIONS
from households.models import Booklet, BookletPage, EnrolmentState, PageEntry, Visit
from tests.factories import DAY, make_clerk, make_enrolment, make_officer, make_target, make_team, make_village

TODAY = datetime.date(2017, 6, 1)


# --- the number -------------------------------------------------------------------------------------------------------
NUMBERS = st.builds(number_of, st.integers(1, 10**7), st.integers(1, 99))


@hypothesis.given(NUMBERS, st.data())
def test_one_wrong_digit_is_always_noticed(number, data):
    place = data.draw(st.integers(0, len(number) - 1))
    digit = data.draw(st.sampled_from([d for d in "0123456789" if d != number[place]]))
    with pytest.raises(PageNumberError, match="ไม่ถูกต้อง"):
        read_number(number[:place] + digit + number[place + 1 :])


@hypothesis.given(NUMBERS, st.data())
def test_two_neighbours_changed_round_are_always_noticed(number, data):
    place = data.draw(st.integers(0, len(number) - 2))
    turned = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    hypothesis.assume(turned != number)
    with pytest.raises(PageNumberError, match="ไม่ถูกต้อง"):
        read_number(turned)


@hypothesis.given(NUMBERS)
def test_a_number_is_read_as_printed_in_thai_digits_and_from_the_qr(number):
    thai = shown(number).translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    for typed in (shown(number), f" {number} ", thai, f"https://samma.example/households/p/{number}/"):
        assert read_number(typed) == number


def test_no_two_pages_share_a_number():
    numbers = [number_of(booklet, order) for booklet in range(1, 200) for order in range(1, 100)]
    assert len(set(numbers)) == len(numbers) and number_of(123, 7).startswith("0012307")


@pytest.mark.parametrize(
    ("typed", "says"), [("", "พิมพ์เลขที่ใบ"), ("กข12", "มีแต่ตัวเลข"), ("1234", "มี 8 หลัก"), ("9" * 13, "ไม่ถูกต้อง")]
)
def test_what_is_no_number_is_told(typed, says):
    with pytest.raises(PageNumberError, match=says):
        read_number(typed)


# --- making, keying, voiding ------------------------------------------------------------------------------------------
@pytest.fixture
def officer(db, client):
    user = make_officer()
    client.force_login(user)
    return user


@pytest.fixture
def team(db):
    return make_team()


def held(team, officer, n=2):
    """A trainer with n households."""
    trainer = team.seated()[1]
    enrolments = [make_enrolment(team.target_village) for _ in range(n)]
    for enrolment in enrolments:
        actions.assign(enrolment, trainer, by=officer, today=DAY)
    return trainer, enrolments


def made(team, officer, *, n=2, pages_each=3):
    trainer, _enrolments = held(team, officer, n)
    found = booklets.in_care_of(trainer)
    return booklets.make_booklet(
        team.target_village, found, trainer=trainer, by=officer, today=TODAY, pages_each=pages_each
    )


def visit_of(page, **changes):
    return Visit(**{"enrolment": page.enrolment, "on": DAY, "visitor": "พัฒนากร"} | changes)


def test_a_booklet_has_pages_for_each_household_in_order(team, officer):
    booklet = made(team, officer)
    pages = list(booklet.pages.order_by("order"))
    assert [page.order for page in pages] == [1, 2, 3, 4, 5, 6]
    assert [page.enrolment for page in pages] == [e for e in booklets.in_care_of(booklet.trainer) for _ in range(3)]
    assert all(page.village_code == team.village_code for page in pages)
    assert [read_number(page.number) for page in pages] == [number_of(booklet.pk, n) for n in range(1, 7)]


@pytest.mark.parametrize("pages_each", [0, 50])
def test_too_many_pages_or_none_are_refused(team, officer, pages_each):
    with pytest.raises(ValidationError, match="ไม่เกิน 99 ใบ"):
        made(team, officer, pages_each=pages_each)
    assert not Booklet.objects.exists()


def test_households_of_another_village_get_no_page(team, officer):
    stranger = make_enrolment(make_target(make_village("33010106")))
    with pytest.raises(ValidationError, match="หมู่บ้านและปีเดียวกัน"):
        booklets.make_booklet(team.target_village, [stranger], by=officer, today=TODAY)


def test_a_page_becomes_one_visit_however_often_it_is_keyed(team, officer):
    page = made(team, officer).pages.first()
    visit = booklets.key_page(page, visit_of(page), by=officer)
    with pytest.raises(ValidationError, match="บันทึกเข้าระบบไปแล้ว เป็นการเยี่ยมวันที่ 1 มีนาคม 2560"):
        booklets.key_page(page, visit_of(page, on=TODAY), by=officer)
    assert Visit.objects.get() == visit and PageEntry.objects.get().visit == visit
    assert EnrolmentState.objects.get(enrolment=page.enrolment).visits == 1


def test_the_database_itself_keeps_a_page_from_a_second_visit(team, officer):
    page = made(team, officer).pages.first()
    booklets.key_page(page, visit_of(page), by=officer)
    other = visit_of(page, keyed_by=officer)
    other.save()
    states.apply_visits([other])
    with pytest.raises(IntegrityError), transaction.atomic():
        PageEntry.objects.create(page=page, visit=other)


def test_a_lost_booklet_is_voided_but_for_what_came_back(team, officer):
    booklet = made(team, officer)
    first, second = booklet.pages.order_by("order")[:2]
    booklets.key_page(first, visit_of(first), by=officer)
    assert booklets.void_pages(booklet, by=officer, today=TODAY, reason="สมุดหาย") == 5
    with pytest.raises(ValidationError, match="ยกเลิกแล้วเมื่อ"):
        booklets.key_page(second, visit_of(second), by=officer)
    with pytest.raises(ValidationError, match="ไม่มีใบที่ยกเลิกได้"):
        booklets.void_pages(booklet, by=officer, today=TODAY, reason="สมุดหาย")
    assert booklets.restore_pages(booklet, by=officer, pages=[second.pk]) == 1
    assert booklets.key_page(second, visit_of(second, on=TODAY), by=officer)
    assert booklet.pages.exclude(voided_on=None).count() == 4


def test_the_next_number_is_the_households_next_page_then_the_next_household(team, officer):
    booklet = made(team, officer, pages_each=2)
    pages = list(booklet.pages.order_by("order"))
    assert booklets.next_page(pages[0]) == pages[1]
    booklets.key_page(pages[1], visit_of(pages[1]), by=officer)
    assert booklets.next_page(pages[1]) == pages[2]
    booklets.key_page(pages[3], visit_of(pages[3]), by=officer)
    assert booklets.next_page(pages[3]) == pages[0]


# --- the pages on the screen ------------------------------------------------------------------------------------------
def keyed(**changes):
    data = {"on": "12032560", "channel": "visit", "visited_by": "", "visitor": "พัฒนากร", "practising": "yes"}
    return data | {"gained": "1,200", "saved": "ย"} | changes


def test_the_form_follows_the_paper(team, officer):
    page = made(team, officer).pages.first()
    form = PageForm(user=officer, page=page, today=TODAY)
    on_paper = [name for name, *_rest in QUESTIONS]
    assert [name for name in form.fields if name != "visitor"] == on_paper
    assert [fields[0].name for _number, fields in form.rows()] == on_paper


def test_a_page_is_keyed_and_the_next_one_is_offered(client, team, officer):
    booklet = made(team, officer)
    page, following = booklet.pages.order_by("order")[:2]
    response = client.post(reverse("page-keying", args=[page.number]), keyed(help_needed="ขอตลาด"))
    visit = page.entries.get().visit
    assert response.url == f"/households/p/?next={following.number}"
    assert (visit.on, visit.gained_kind, visit.gained, visit.saved_kind) == (
        datetime.date(2017, 3, 12), "amount", 1200, "none"
    )  # fmt: skip
    assert visit.help_needed == "ขอตลาด" and visit.keyed_by == officer
    assert f'value="{shown(following.number)}"' in client.get(response.url).content.decode()


def test_day_and_visitor_are_kept_from_the_page_before(client, team, officer):
    booklet = made(team, officer)
    first, second = booklet.pages.order_by("order")[:2]
    fresh = client.get(reverse("page-keying", args=[first.number])).context["form"]
    assert fresh.initial["visited_by"] == booklet.trainer.sage
    client.post(reverse("page-keying", args=[first.number]), keyed(channel="phone"))
    then = client.get(reverse("page-keying", args=[second.number])).context["form"]
    assert (then.initial["on"], then.initial["channel"], then.initial["visitor"]) == (
        datetime.date(2017, 3, 12), "phone", "พัฒนากร"
    )  # fmt: skip


def test_a_keyed_number_shows_its_visit(client, team, officer):
    page = made(team, officer).pages.first()
    visit = booklets.key_page(page, visit_of(page), by=officer)
    url = reverse("page-keying", args=[page.number])
    assert client.get(url).url == reverse("visit-detail", args=[visit.pk])
    assert client.post(url, keyed()).url == reverse("visit-detail", args=[visit.pk])
    assert Visit.objects.count() == 1


def test_a_wrong_number_is_told_at_once_and_nothing_is_opened(client, team, officer):
    number = made(team, officer).pages.first().number
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    assert "อาจพิมพ์ผิดหรือสลับหลัก" in client.get("/households/p/", {"number": wrong}).content.decode()
    assert client.get(reverse("page-keying", args=[wrong])).status_code == 404
    assert client.get("/households/p/", {"number": shown(number)}).url == reverse("page-keying", args=[number])


def test_a_page_of_the_next_district_is_not_found(client, team, officer):
    number = made(team, officer).pages.first().number
    client.force_login(make_officer("3302"))
    assert "ไม่พบใบเลขที่" in client.get("/households/p/", {"number": number}).content.decode()
    assert client.get(reverse("page-keying", args=[number])).status_code == 404


def test_a_voided_page_says_why_and_may_be_taken_up_again(client, team, officer):
    booklet = made(team, officer)
    page = booklet.pages.first()
    client.post(reverse("booklet-detail", args=[booklet.pk]), {"reason": "เปียกน้ำ"})
    url = reverse("page-keying", args=[page.number])
    assert "เปียกน้ำ" in client.get(url).content.decode()
    client.post(url)
    page.refresh_from_db()
    assert page.voided_on is None and client.get(url).status_code == 200
    client.post(reverse("booklet-detail", args=[booklet.pk]), {"restore": "1"})
    assert not booklet.pages.exclude(voided_on=None).exists()


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"on": "12032599"}, "ยังมาไม่ถึง"),
        ({"on": "31022560"}, "ไม่มีวันที่ 31"),
        ({"gained": "มาก"}, "ไม่ใช่จำนวนเงิน"),
        ({"visitor": ""}, "โปรดเลือกวิทยากร หรือพิมพ์ชื่อผู้เยี่ยม"),
        ({"next_on": "11032560"}, "ต้องไม่อยู่ก่อนวันที่เยี่ยม"),
    ],
)
def test_what_cannot_be_is_told_beside_its_box(client, team, officer, changes, says):
    page = made(team, officer).pages.first()
    answer = client.post(reverse("page-keying", args=[page.number]), keyed(**changes))
    assert says in answer.content.decode() and not Visit.objects.exists()


def test_a_second_visit_on_a_day_is_asked_about_and_kept_when_confirmed(client, team, officer):
    first, second = made(team, officer).pages.order_by("order")[:2]
    client.post(reverse("page-keying", args=[first.number]), keyed())
    url = reverse("page-keying", args=[second.number])
    assert "ยืนยันว่าถูกต้อง" in client.post(url, keyed()).content.decode() and Visit.objects.count() == 1
    assert client.post(url, keyed(confirmed="on")).status_code == 302 and Visit.objects.count() == 2


def test_the_whole_team_gets_a_booklet_each(client, team, officer):
    for trainer in team.seated()[:3]:
        for _ in range(2):
            actions.assign(make_enrolment(team.target_village), trainer, by=officer, today=DAY)
    url = reverse("booklet-list", args=[team.target_village_id])
    assert client.post(url, {"whose": "team", "pages_each": "๔"}).status_code == 302
    assert Booklet.objects.count() == 3 and BookletPage.objects.count() == 3 * 2 * 4
    assert "ใบ" in client.get(url).content.decode()


def test_one_household_gets_a_booklet_of_its_own(client, team, officer):
    enrolment = make_enrolment(team.target_village)
    url = reverse("booklet-list", args=[team.target_village_id])
    client.post(url, {"whose": f"e{enrolment.pk}", "pages_each": "12"})
    booklet = Booklet.objects.get()
    assert booklet.trainer is None and booklet.pages.count() == 12
    assert enrolment.person in client.get(reverse("booklet-detail", args=[booklet.pk])).content.decode()


def test_the_province_reads_and_makes_nothing(client, team, officer):
    booklet = made(team, officer)
    client.force_login(make_clerk())
    assert client.get(reverse("booklet-detail", args=[booklet.pk])).status_code == 200
    for url, data in [
        (reverse("booklet-list", args=[team.target_village_id]), {"whose": "team", "pages_each": "3"}),
        (reverse("booklet-detail", args=[booklet.pk]), {"reason": "หาย"}),
        (reverse("page-keying", args=[booklet.pages.first().number]), keyed()),
    ]:
        assert client.post(url, data).status_code == 403
    assert client.get("/households/p/").status_code == 403
    assert Booklet.objects.count() == 1 and not Visit.objects.exists()

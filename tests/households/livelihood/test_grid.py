"""Twenty rows of income and expense: unknown is not 0, a sudden rise is asked, nobody's row is overwritten."""

import datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from households.models import LivelihoodRound
from samma.accounts.models import Event
from tests.factories import DAY, make_enrolment, make_officer, make_round, make_target, make_village

pytestmark = pytest.mark.django_db
LATER = datetime.date(2018, 2, 1)  # 1 กุมภาพันธ์ 2561


@pytest.fixture
def target(client):
    client.force_login(make_officer())
    return make_target()


def url(target, shown="baseline"):
    return f"{reverse('livelihood-grid', args=[target.pk])}?round={shown}"


def rows(*cells, survey="1/3/2560", **extra):
    data = {"form-TOTAL_FORMS": len(cells), "form-INITIAL_FORMS": len(cells), "survey-on": survey}
    for n, row in enumerate(cells):
        data |= {f"form-{n}-{name}": value for name, value in row.items()}
    return data | extra


def test_baseline_of_the_village_with_unknown_kept_apart_from_nothing(client, target):
    first, second, third = (make_enrolment(target) for _ in range(3))
    data = rows(
        {"of": first.pk, "income_farm": "๔๐,๐๐๐", "expense_needed": "30000", "spares_self": "true"},
        {"of": second.pk, "income_farm": "0", "spares_nature": "false"},
        {"of": third.pk},
    )
    assert client.post(url(target), data).status_code == 302
    money = first.rounds.get()
    assert (money.on, money.income, money.net, money.spares_self, money.spares_others) == (
        DAY,
        Decimal(40000),
        Decimal(10000),
        True,
        None,
    )
    assert second.rounds.get().income == 0 and second.rounds.get().net is None
    assert second.rounds.get().spares_nature is False
    assert not third.rounds.exists(), "a row without a word is no round"
    page = client.get(url(target)).content.decode()
    assert 'value="40,000"' in page and 'value="10,000"' in page


@pytest.mark.parametrize(
    ("cell", "sentence"), [("-5", "ติดลบ"), ("สี่หมื่น", "จำนวนเงิน")], ids=["below nothing", "no number"]
)
def test_wrong_amount_is_refused_in_its_cell_and_all_rows_wait(client, target, cell, sentence):
    first, second = make_enrolment(target), make_enrolment(target)
    data = rows({"of": first.pk, "income_farm": "40000"}, {"of": second.pk, "expense_needed": cell})
    response = client.post(url(target), data)
    assert sentence in str(response.context["formset"].errors[1]["expense_needed"])
    assert not LivelihoodRound.objects.exists() and 'value="40000"' in response.content.decode()


def test_survey_in_the_future_is_refused(client, target):
    data = rows({"of": make_enrolment(target).pk, "income_farm": "1"}, survey="1/3/2643")
    assert "อนาคต" in client.post(url(target), data).content.decode() and not LivelihoodRound.objects.exists()


def test_income_three_times_the_last_is_asked_and_the_answer_kept(client, target):
    enrolment = make_enrolment(target)
    make_round(enrolment, income_farm=20000)
    data = rows({"of": enrolment.pk, "income_farm": "60000"}, survey="1/2/2561")
    page = client.post(url(target, "new"), data).content.decode()
    assert "เป็น 3 เท่าของรอบก่อนหรือมากกว่า (20,000 บาท)" in page and enrolment.rounds.count() == 1
    response = client.post(url(target, "new"), data | {"form-0-confirmed": "on"})
    assert response.url == url(target, "2018-02-01") and enrolment.rounds.count() == 2
    assert "เท่าของรอบก่อน" in str(Event.objects.get(object_type="households.livelihoodround").detail["confirmed"])


def test_new_round_stands_after_the_last(client, target):
    enrolment = make_enrolment(target)
    make_round(enrolment, on=LATER, income_farm=20000)
    page = client.post(url(target, "new"), rows({"of": enrolment.pk, "income_farm": "25000"})).content.decode()
    assert "รอบใหม่ต้องอยู่หลังวันนั้น" in page and enrolment.rounds.count() == 1


def test_later_round_is_opened_by_its_day_and_mended(client, target):
    enrolment = make_enrolment(target)
    make_round(enrolment, income_farm=20000)
    later = make_round(enrolment, on=LATER, income_farm=25000)
    shown = client.get(url(target, "2018-02-01"))
    assert [tab["label"] for tab in shown.context["round_tabs"]] == ["ข้อมูลฐาน", "1 ก.พ. 2561", "รอบใหม่"]
    data = rows({"of": enrolment.pk, "version": 1, "income_farm": "27000"}, survey="1/2/2561")
    client.post(url(target, "2018-02-01"), data)
    later.refresh_from_db()
    assert (later.income_farm, later.version, enrolment.rounds.count()) == (27000, 2, 2)


def test_another_survey_day_holds_for_every_household_of_the_sheet(client, target):
    first, second = make_enrolment(target), make_enrolment(target)
    make_round(first, income_farm=20000)
    make_round(second, income_farm=30000)
    data = rows(
        {"of": first.pk, "version": 1, "income_farm": "20,000"},
        {"of": second.pk, "version": 1, "income_farm": "30,000"},
        survey="5/3/2560",
    )
    assert client.post(url(target), data).status_code == 302
    assert set(LivelihoodRound.objects.values_list("on", flat=True)) == {datetime.date(2017, 3, 5)}


def test_row_saved_by_another_meanwhile_is_shown_and_not_overwritten(client, target):
    enrolment = make_enrolment(target)
    make_round(enrolment, income_farm=20000, version=2)
    data = rows({"of": enrolment.pk, "version": 1, "income_farm": "99"})
    page = client.post(url(target), data).content.decode()
    assert "ยังไม่ได้บันทึกทับ" in page and enrolment.rounds.get().income_farm == 20000


def test_row_of_another_village_is_404(client, target):
    stranger = make_enrolment(make_target(make_village("33010106")))
    assert client.post(url(target), rows({"of": stranger.pk, "income_farm": "1"})).status_code == 404

"""The yearly evaluation: once a fiscal year, by both sides, beside the data of that year; its promises and what waits."""

import datetime
import html

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from groups.actions import close_month
from groups.evaluation.rules import OURS, facts_of, last_finished, usual_year
from groups.models import FundEntry, GroupActivity, GroupEvaluation, GroupMeeting, GroupPromise, Market, Sale
from samma.progress.work import groups_of
from samma.thai import ad_year, fiscal_range
from tests.factories import make_group, make_officer, make_product, make_village

pytestmark = pytest.mark.django_db


@pytest.fixture
def over():
    return last_finished(localdate())


@pytest.fixture
def group(officer, over):
    return make_group(registered_on=fiscal_range(over)[0])


def words(response):
    return html.unescape(response.content.decode())


def typed(**changes):
    people = {"officials": "๒", "committee": 5, "members": 7}
    verdicts = {"meetings": "good", "accounts": "partly", "market": "not_yet", "outcome": "steady"}
    said = {"went_well": "ประชุมทุกเดือน", "to_improve": "หาตลาด", "who": "พัฒนากร ประธาน"}
    today = localdate()
    return {"on": f"{today.day}/{today.month}/{today.year}"} | people | verdicts | said | changes


def send(client, page, row, /, *, year="", **sent):
    url = reverse(page, args=[row.pk])
    return client.post(f"{url}?year={year}" if year else url, sent, follow=True)


def evaluate(group, year, **changes):
    facts = {"on": localdate(), "officials": 1, "committee": 1, "members": 1, "went_well": "ก", "to_improve": "ข"}
    verdicts = {"meetings": "good", "accounts": "good", "market": "good", "outcome": "ahead"}
    return GroupEvaluation.objects.create(group=group, fiscal_year=year, **facts | verdicts | changes)


# --- data beside the words --------------------------------------------------------------------------------------------
def test_the_data_are_those_of_the_fiscal_year_alone(officer):
    group = make_group()
    for day in (
        datetime.date(2016, 9, 30),
        datetime.date(2016, 10, 1),
        datetime.date(2017, 9, 30),
        datetime.date(2017, 10, 1),
    ):
        GroupMeeting.objects.create(group=group, on=day, purpose="month")
        GroupActivity.objects.create(group=group, on=day, what="ทอผ้า")
        FundEntry.objects.create(group=group, on=day, kind="opening", amount=100, item="เงิน")
        product = make_product(group)
        Sale.objects.create(group=group, product=product, month=day, amount=1000)
    close_month(group, datetime.date(2017, 9, 30), by=officer, today=localdate())
    Market.objects.create(group=group, kind="shop", name="ร้านของฝาก")
    Market.objects.create(group=group, kind="shop", name="ร้านเดิม", ended=datetime.date(2016, 9, 30))
    Market.objects.create(
        group=group, kind="fair", name="งานปีหน้า", started=datetime.date(2017, 10, 1), ended=datetime.date(2017, 10, 1)
    )

    facts = facts_of(group, 2560, localdate())

    assert (facts.meetings, facts.activities, facts.entries, facts.months_closed) == (2, 2, 2, 1)
    assert (facts.balance, facts.sold, facts.markets) == (300, 2000, ["ร้านของฝาก"])
    assert facts.of_meetings == "ประชุม 2 ครั้ง ล่าสุด 30 กันยายน 2560"
    assert facts.of_accounts == "ลงบัญชี 2 รายการ ปิดบัญชี 1 จาก 12 เดือน เงินคงเหลือ 300.00 บาท"
    assert facts.of_market == "ยอดขาย 2,000.00 บาท ตลาดและงาน 1 แห่ง: ร้านของฝาก"
    assert "ปิดบัญชีให้ครบทุกเดือน" in facts.to_improve and "ขายได้ 2,000.00 บาท" in facts.went_well


def test_the_form_shows_the_data_and_the_page_keeps_both(client, group, over):
    GroupMeeting.objects.create(group=group, on=fiscal_range(over)[0], purpose="month")

    page = words(client.get(reverse("evaluation-new", args=[group.pk])))
    assert f"ปีงบประมาณ {over}" in page and "ข้อมูลในระบบ:" in page and OURS in page
    assert (
        f'href="{reverse("group-detail", args=[group.pk])}#meeting" target="_blank" rel="noopener">ประชุม 1 ครั้ง' in page
    )

    page = words(send(client, "evaluation-new", group, **typed(meetings_said="มากันครบ")))

    stored = GroupEvaluation.objects.get()
    assert (stored.fiscal_year, stored.officials, stored.outcome) == (over, 2, "steady")
    for said in ("ประชุม 1 ครั้ง", "มากันครบ", "ทำได้บ้าง", "ยังไม่ได้ทำ", "ทรงตัว", OURS):
        assert said in page


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"officials": 0}, "ประเมินร่วมกัน"),
        ({"committee": 0, "members": 0}, "ประเมินร่วมกัน"),
        ({"on": "1/1/2550"}, "วันที่ประเมินต้องไม่อยู่ก่อนนั้น"),
        ({"on": "30/12/2600"}, "อนาคต"),
        ({"went_well": ""}, "ช่องนี้"),
    ],
    ids=["no official", "nobody of the group", "before the year", "ahead", "without words"],
)
def test_an_evaluation_is_refused_beside_its_field(client, group, changes, sentence):
    page = words(send(client, "evaluation-new", group, **typed(**changes)))

    assert sentence in page and "พัฒนากร ประธาน" in page
    assert not GroupEvaluation.objects.exists()


def test_one_side_alone_is_asked_about(client, group):
    assert "ไม่มีสมาชิกอื่นร่วมประเมิน" in words(send(client, "evaluation-new", group, **typed(members=0)))
    send(client, "evaluation-new", group, **typed(members=0, confirmed="on"))
    assert GroupEvaluation.objects.get().members == 0


def test_a_year_is_evaluated_once_and_the_next_one_is_offered(client, group, over):
    evaluate(group, over)

    page = words(client.get(f"{reverse('evaluation-new', args=[group.pk])}?year={over}", follow=True))

    assert f"ปีงบประมาณ {over} ประเมินแล้ว" in page
    assert usual_year(group, localdate()) == over + 1


# --- promises and what waits ------------------------------------------------------------------------------------------
def waits(user):
    return {one["title"]: one for one in groups_of(user)}


def test_a_group_that_was_not_evaluated_waits_until_it_is(client, officer, group, over):
    make_group()  # not registered
    make_group(registered_on=localdate())  # registered after the year was over
    make_group(village=make_village("33020105", "บ้านอื่น"), registered_on=fiscal_range(over)[0])
    title = f"ยังไม่ได้ประเมินกลุ่มอาชีพ ปีงบประมาณ {over}"

    found = waits(officer)[title]
    assert found["status"]["word"] == "1 กลุ่ม"
    rows = client.get(found["url"]).context["rows"]
    assert [row["key"] for row in rows] == [group.pk]
    assert f"ยังไม่ได้ประเมินปีงบประมาณ {over}" in words(client.get(reverse("group-detail", args=[group.pk])))

    send(client, "evaluation-new", group, **typed())
    assert title not in waits(officer)


def test_a_promise_waits_from_the_day_after_it_was_due_until_it_is_kept(client, officer, group, over):
    on = localdate() - datetime.timedelta(days=40)
    evaluation = evaluate(group, over + (on >= fiscal_range(over)[1]), on=on)
    title = "สิ่งที่รับปากไว้กับกลุ่มอาชีพเลยกำหนด"
    due = on + datetime.timedelta(days=1)

    early = words(send(client, "promise-new", evaluation, what="หาตลาด", who="ประธาน", due="1/1/2550"))
    assert "กำหนดทำต้องไม่อยู่ก่อนนั้น" in early and not GroupPromise.objects.exists()
    send(client, "promise-new", evaluation, what="หาตลาด", who="ประธาน", due=f"{due.day}/{due.month}/{due.year}")
    GroupPromise.objects.create(evaluation=evaluation, what="ของวันนี้", who="ประธาน", due=localdate())

    found = waits(officer)[title]
    assert found["status"]["word"] == "1 เรื่อง"
    assert [row["cells"][0]["text"] for row in client.get(found["url"]).context["rows"]] == ["หาตลาด"]

    promise = GroupPromise.objects.get(what="หาตลาด")
    today = localdate()
    done = {"done_on": f"{today.day}/{today.month}/{today.year}", "outcome": "ได้ร้านใหม่", "version": 1}
    assert "ได้ร้านใหม่" in words(send(client, "promise-kept", promise, **done))
    assert title not in waits(officer)


def test_the_pages_keep_to_the_area(client, group, over):
    evaluation = evaluate(group, over)
    promise = GroupPromise.objects.create(evaluation=evaluation, what="หาตลาด", who="ประธาน", due=localdate())
    client.force_login(make_officer("3302"))

    for page, row in [("evaluation-detail", evaluation), ("evaluation-new", group), ("promise-kept", promise)]:
        assert client.get(reverse(page, args=[row.pk])).status_code == 404
    assert client.get(reverse("promise-list")).context["rows"] == []


@pytest.mark.parametrize("count", [2, 20])
def test_lists_cost_the_same_for_two_rows_and_twenty(client, officer, over, django_assert_max_num_queries, count):
    for _n in range(count):
        group = make_group(registered_on=datetime.date(ad_year(over) - 1, 10, 1))
        made = evaluate(group, over)
        GroupPromise.objects.create(evaluation=made, what="หาตลาด", who="ประธาน", due=localdate())

    for page in ("evaluation-list", "promise-list"):
        with django_assert_max_num_queries(12):
            assert len(client.get(reverse(page)).context["rows"]) == count

"""What the forum finds in a village, and what is sent to plans: kept by line, answered with a day, told to those who read."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import make_clerk, make_occupation, make_officer, make_target
from villages.models import PlanProposal, Potential

pytestmark = pytest.mark.django_db


def lines(*rows, day=""):
    data = {"form-TOTAL_FORMS": len(rows), "form-INITIAL_FORMS": len(rows), "forum-on": day}
    for n, row in enumerate(rows):
        data |= {f"form-{n}-{name}": value for name, value in row.items()}
    return data


def test_the_forums_list_is_written_mended_and_shortened(client, officer):
    target = make_target()
    make_occupation()
    url = reverse("potential-grid", args=[target.pk])
    first = {"kind": "natural", "name": "ลำห้วยสมมุติ", "trade": "ทอผ้า"}
    fund = {"kind": "capital", "name": "กองทุนหมู่บ้าน", "value": "๑,๒๐๐,๐๐๐"}
    assert client.post(url, lines(first, fund, {}, day="12/3/2560")).status_code == 302
    stream, money = Potential.objects.order_by("-kind")
    assert (stream.trade.name, stream.found_on.isoformat(), money.value) == ("ทอผ้า", "2017-03-12", 1_200_000)
    page = client.get(reverse("potential-list", args=[target.pk])).content.decode()
    assert "ลำห้วยสมมุติ" in page and "1,200,000.00 บาท" in page and "เวทีประชาคม 12 มี.ค. 2560" in page
    known = {"potential": stream.pk, "version": 1}
    client.post(
        url, lines(known | first | {"detail": "น้ำตลอดปี"}, {"potential": money.pk, "version": 1, "kind": "capital"})
    )
    assert [(p.name, p.detail, p.version) for p in Potential.objects.all()] == [("ลำห้วยสมมุติ", "น้ำตลอดปี", 2)]
    assert Potential.objects.get().found_on.isoformat() == "2017-03-12"  # a later list without a day leaves it


def test_wrong_lines_are_told_in_their_cells_and_nothing_is_stored(client, officer):
    url = reverse("potential-grid", args=[make_target().pk])
    page = client.post(
        url,
        lines(
            {"name": "ไม่มีประเภท"}, {"kind": "place", "name": "วัด"}, {"kind": "place", "name": "วัด", "trade": "อวกาศ"}
        ),
    ).content.decode()
    for words in ("โปรดเลือกประเภท", "รายการนี้ซ้ำกันในตาราง", "ไม่มีอาชีพนี้ในรายการ"):
        assert words in page
    assert not Potential.objects.exists()


def test_a_line_saved_by_another_meanwhile_is_not_written_over(client, officer):
    target = make_target()
    row = Potential.objects.create(village=target.village, kind="place", name="วัด", version=2)
    told = {"potential": row.pk, "version": 1, "kind": "place", "name": "วัดเก่า"}
    page = client.post(reverse("potential-grid", args=[target.pk]), lines(told)).content.decode()
    assert "มีผู้อื่นบันทึกแถวนี้" in page and Potential.objects.get().name == "วัด"


def test_an_item_goes_to_the_tambons_plan_and_its_answer_comes_back(client, officer):
    target = make_target()
    data = {"item": "ฝึกอาชีพทอผ้า", "plan": "tambon", "sent_on": "1/4/2560", "sent_to": "อบต.สมมุติ", "answer": "waiting"}
    data |= {"budget_asked": "50,000", "households": "12"}
    assert client.post(reverse("proposal-new", args=[target.pk]), data).status_code == 302
    proposal = PlanProposal.objects.get()
    url = reverse("proposal-edit", args=[proposal.pk])
    answered = data | {"version": 1, "answer": "taken"}
    assert "ให้ใส่วันที่ได้คำตอบ" in client.post(url, answered).content.decode()
    early = client.post(url, answered | {"answered_on": "1/3/2560"}).content.decode()
    assert "วันที่ได้คำตอบต้องไม่อยู่ก่อนวันที่ส่ง" in early
    more = answered | {"answered_on": "1/5/2560", "budget_given": "60,000"}
    assert "มากกว่าที่เสนอ" in client.post(url, more).content.decode()
    client.post(url, more | {"budget_given": "40,000"})
    page = client.get(reverse("proposal-list", args=[target.pk])).content.decode()
    assert "บรรจุแล้ว" in page and "40,000.00" in page and "เมื่อ 1 พ.ค. 2560" in page


def test_others_read_and_do_not_write_and_the_list_costs_the_same(client, officer):
    target = make_target()

    def cost():
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("proposal-list", args=[target.pk]))
            client.get(reverse("potential-list", args=[target.pk]))
        return len(queries)

    def make(n):
        PlanProposal.objects.create(
            target_village=target, item=f"เรื่อง{n}", plan="village", sent_on="2017-03-01", trade=make_occupation()
        )
        Potential.objects.create(village=target.village, kind="place", name=f"ที่{n}", trade=make_occupation())

    make(1), make(2)
    cost()
    two = cost()
    for n in range(3, 21):
        make(n)
    assert cost() == two
    client.force_login(make_clerk())
    assert client.get(reverse("proposal-list", args=[target.pk])).status_code == 200
    assert client.get(reverse("potential-grid", args=[target.pk])).status_code == 403
    client.force_login(make_officer("3302"))
    assert client.get(reverse("potential-list", args=[target.pk])).status_code == 404

"""The report counts as of a day, says of how many, keeps unknown apart from 0, and costs the same for 2 and 20 rows."""

import datetime
import io

import openpyxl
import pypdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from groups.models import Origin
from households.models import LivelihoodRound
from samma.accounts.models import Event
from samma.progress.report.period import periods_of, usual_period
from tests.factories import (
    DAY,
    make_area,
    make_assignment,
    make_clerk,
    make_department,
    make_enrolment,
    make_group,
    make_officer,
    make_record,
    make_target,
    make_team,
    make_trainer_user,
    make_village,
    make_visit,
    train,
)

pytestmark = pytest.mark.django_db

AFTER = datetime.date(2017, 12, 1)


def figure(client, label, query=""):
    """One figure of the report: (value, of, percent)."""
    sections = client.get(f"{reverse('report')}?{query if 'fiscal' in query else f'fiscal=2560&{query}'}").context[
        "sections"
    ]
    (row,) = [row for section in sections for row in section["rows"] if row["cells"][0]["text"].startswith(label)]
    return tuple(cell["text"] for cell in row["cells"][1:4])


@pytest.fixture
def village(client):
    """One village of 2560 with a full team, three households, one of them trained, cared for and visited."""
    officer = make_officer("3301", first_name="สมมุติ", last_name="ผู้รายงาน", office="สำนักงานพัฒนาชุมชนอำเภอสมมุติ")
    client.force_login(officer)
    target = make_target()
    team = make_team(target)
    enrolments = [make_enrolment(target, number=n) for n in (1, 2, 3)]
    make_assignment(enrolments[0], team.seated()[1])
    make_assignment(enrolments[1], team.seated()[2])
    train(enrolments[0])
    make_visit(enrolments[0], officer, on=DAY, practising="yes", gained_kind="amount", gained=300)
    make_visit(enrolments[0], officer, on=datetime.date(2017, 6, 1), practising="stopped", saved_kind="none")
    return target


def test_periods_are_those_of_the_fiscal_year():
    periods = periods_of(2560)
    assert (periods["m10"].start, periods["m10"].end) == (datetime.date(2016, 10, 1), datetime.date(2016, 11, 1))
    assert (periods["m9"].start, periods["m9"].end) == (datetime.date(2017, 9, 1), datetime.date(2017, 10, 1))
    assert periods["q2"].title == "ไตรมาสที่ 2 ปีงบประมาณ 2560 (ม.ค.–มี.ค. 2560)"
    assert (periods["y"].start, periods["y"].end) == (periods["q1"].start, periods["q4"].end)
    assert periods["m3"].cut_off(DAY) == DAY and periods["m3"].cut_off(AFTER) == datetime.date(2017, 3, 31)
    assert (usual_period(2560, DAY), usual_period(2560, AFTER)) == ("m3", "y")


def test_a_village_is_followed_up_after_its_own_year(client, village):
    late = datetime.date(2017, 11, 5)  # fiscal year 2561
    make_visit(village.enrolments.get(number=2), make_officer(), on=late)
    assert figure(client, "การเยี่ยมติดตาม", "fiscal=2561&period=m11") == ("1", "", "")
    assert figure(client, "การเยี่ยมติดตาม", "fiscal=2561&period=y") == ("1", "", "")
    assert figure(client, "การเยี่ยมติดตาม", "period=y") == ("2", "", "")
    page = client.get(reverse("report")).context
    assert page["fiscal_years"][-1]["label"] == "ปีงบประมาณ 2560" and page["lead"].startswith("เดือน")


def test_each_figure_says_of_how_many(client, village):
    assert figure(client, "ทีมวิทยากรครบ") == ("1", "1", "100.0")
    assert figure(client, "ครัวเรือนเป้าหมายที่ลงทะเบียน") == ("3", "20", "15.0")
    assert figure(client, "มีวิทยากรดูแล") == ("2", "3", "66.7")
    assert figure(client, "ผ่านการฝึกอบรม") == ("1", "3", "33.3")
    assert figure(client, "ได้รับการเยี่ยม") == ("1", "2", "50.0")
    assert figure(client, "การเยี่ยมติดตาม") == ("2", "", "")
    assert figure(client, "ยังไม่เคยเยี่ยม") == ("2", "3", "66.7")
    assert figure(client, "ปฏิบัติอาชีพจริง") == ("0", "1", "0.0")  # of those who answered, the last that was said


@pytest.mark.parametrize(
    ("period", "visits", "trained", "practising"),
    [("m2", "0", "0", "–"), ("m3", "1", "1", "1"), ("q2", "1", "1", "1"), ("m6", "1", "1", "0"), ("y", "2", "1", "0")],
)
def test_figures_are_of_the_period_and_of_its_last_day(client, village, period, visits, trained, practising):
    query = f"year=2560&period={period}"
    assert figure(client, "การเยี่ยมติดตาม", query)[0] == visits
    assert figure(client, "ผ่านการฝึกอบรม", query)[0] == trained
    assert figure(client, "ปฏิบัติอาชีพจริง", query)[0] == practising


def test_who_left_or_came_later_is_not_counted_on_the_day(client, village):
    make_enrolment(village, number=4, left_on=datetime.date(2017, 2, 1), left_reason="ย้าย")
    make_enrolment(village, number=5, joined_on=datetime.date(2017, 4, 1))
    assert figure(client, "ครัวเรือนเป้าหมายที่ลงทะเบียน", "period=m1")[0] == "4"
    assert figure(client, "ครัวเรือนเป้าหมายที่ลงทะเบียน", "period=m2")[0] == "3"
    assert figure(client, "ครัวเรือนเป้าหมายที่ลงทะเบียน", "period=m4")[0] == "4"


def test_unknown_is_a_dash_and_none_yet_is_nought(client, village):
    assert figure(client, "รายได้ที่ได้เพิ่มจากการเยี่ยม", "period=m2") == ("–", "", "")
    assert figure(client, "รายได้ที่ได้เพิ่มจากการเยี่ยม", "period=m3") == ("300.00", "", "")
    assert figure(client, "รายจ่ายที่ลดได้จากการเยี่ยม", "period=m3") == ("–", "", "")
    assert figure(client, "รายจ่ายที่ลดได้จากการเยี่ยม", "period=m6") == ("0.00", "", "")
    assert figure(client, "คนที่เข้าฝึกอบรม") == ("–", "", "")
    assert figure(client, "รายได้เพิ่มจากก่อนเข้าร่วม") == ("–", "0", "–")


def test_income_is_compared_where_both_rounds_are_known(client, village):
    one, two, three = village.enrolments.order_by("number")
    later = datetime.date(2017, 8, 1)
    for enrolment, first, last in [(one, 1000, 1500), (two, 0, 800), (three, None, 900)]:
        LivelihoodRound.objects.create(enrolment=enrolment, on=DAY, income_farm=first)
        LivelihoodRound.objects.create(enrolment=enrolment, on=later, income_farm=last, expense_needed=850)
    assert figure(client, "รายได้เพิ่มจากก่อนเข้าร่วม") == ("2", "2", "100.0")
    assert figure(client, "รายได้เปลี่ยนเฉลี่ย (จาก 1 ครัวเรือน)")[0] == "50.00"
    assert figure(client, "รายได้มากกว่ารายจ่าย") == ("2", "3", "66.7")
    assert figure(client, "รายได้เพิ่มจากก่อนเข้าร่วม", "period=m3") == ("–", "0", "–")


def test_people_are_counted_apart_from_households(client, village):
    village.activities.filter(day_no=1).update(people=25)
    village.activities.filter(day_no=2).update(people=20)
    type(village.year).objects.update(people_trained=26)
    assert figure(client, "คนที่เข้าฝึกอบรม") == ("25", "26", "96.2")


def test_records_and_groups_by_their_days(client, village):
    make_group(village.village, registered_on=datetime.date(2017, 5, 2))
    for day in (datetime.date(2017, 4, 3), None):
        make_group(village.village, registered_on=day, origin=Origin.EXISTING)
    march = datetime.datetime(2017, 3, 31, 20, tzinfo=datetime.UTC)  # 1 April in Thailand
    make_record("33010105", year=2560, state="approved", submitted_at=march, approved_at=march, target_village=village)
    assert figure(client, "องค์ความรู้ที่จังหวัดรับรองแล้ว", "period=m3") == ("0", "0", "–")
    assert figure(client, "องค์ความรู้ที่จังหวัดรับรองแล้ว", "period=m4") == ("1", "1", "100.0")
    assert figure(client, "ครบ 5 ก", "period=m4") == ("0", "1", "0.0")
    assert figure(client, "ครบ 5 ก", "period=m5") == ("1", "1", "100.0")
    assert figure(client, "กลุ่มที่มีอยู่เดิม", "period=m4")[0] == "2"
    assert figure(client, "กลุ่มเดิมที่ครบ 5 ก", "period=m4") == ("1", "2", "50.0")


def test_a_record_of_no_village_is_in_the_total_and_in_a_row_of_its_own(client, village):
    make_record("3301", year=2560, state="submitted")
    page = client.get(reverse("report")).context
    assert page["place_rows"][-1]["cells"][0]["text"] == "ไม่ระบุหมู่บ้านเป้าหมาย"
    assert figure(client, "องค์ความรู้ที่ส่งแล้ว")[0] == "1"


@pytest.mark.parametrize(
    ("maker", "area", "status", "rows"),
    [
        (lambda: make_officer("3301"), "", 200, 1),
        (lambda: make_officer("3301"), "3302", 404, 0),
        (lambda: make_officer("3301"), "33", 404, 0),
        (lambda: make_clerk("33"), "", 200, 2),
        (lambda: make_clerk("33"), "3302", 200, 1),
        (make_department, "", 200, 1),
        (lambda: make_officer(""), "", 404, 0),
        (lambda: make_officer("3301"), "330101", 404, 0),
    ],
)
def test_the_report_keeps_to_the_area(client, village, maker, area, status, rows):
    make_area("330201")
    make_target(make_village("33020101", "โนนอื่น"))
    client.force_login(maker())
    response = client.get(reverse("report"), {"area": area} if area else {})
    assert response.status_code == status
    if status == 200:
        assert len(response.context["place_rows"]) == rows


def test_it_is_no_page_of_a_trainer(client, village):
    client.force_login(make_trainer_user(village.team.seated()[1].sage))
    assert client.get(reverse("report")).status_code == 404


def test_as_many_queries_for_twenty_villages_as_for_two(client, village):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as captured:
            client.get(reverse("report"))
        return len(captured)

    make_target(make_village("33010106", "โนนสอง"))
    queries()
    few = queries()
    for n in range(7, 25):
        target = make_target(make_village(f"330101{n:02}", f"โนน{n}"))
        make_visit(make_enrolment(target), make_officer())
    assert queries() == few < 30


def test_the_paper_says_place_time_figures_and_who_signs(client, village):
    response = client.get(reverse("report-pdf"), {"fiscal": 2560, "period": "q2"})
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(response.content)).pages)
    joined = "".join(text.split())
    for words in (
        "ไตรมาสที่๒",
        "สำนักงานพัฒนาชุมชนอำเภอสมมุติ",
        "๓๑มีนาคม๒๕๖๐",
        "ผ่านการฝึกอบรม",
        "๓๓.๓",
        "ลงชื่อ",
        "พัฒนาการอำเภอ",
    ):
        assert "".join(words.split()) in joined, words
    assert "สมมุติผู้รายงาน" in joined


def test_the_workbook_holds_the_figures_as_numbers(client, village):
    response = client.get(reverse("report-export"), {"fiscal": 2560, "period": "q2"})
    book = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    figures, places = book.worksheets
    rows = {row[2]: row for row in figures.values if isinstance(row[0], int)}
    assert rows["ผ่านการฝึกอบรม"][3:7] == (1, 3, "ครัวเรือนที่ลงทะเบียน", 33.3)
    assert rows["รายได้มากกว่ารายจ่าย (รอบล่าสุด)"][3] is None
    assert places.max_row == 4 + 1 + 1 + 1 and list(places.values)[-1][0] == "รวม"
    assert Event.objects.get(verb="export").detail["period"] == "q2"


def test_before_the_first_village_the_page_says_what_it_waits_for(client):
    client.force_login(make_officer())
    response = client.get(reverse("report"))
    assert response.status_code == 200 and "ยังไม่มีหมู่บ้านเป้าหมาย" in response.content.decode()
    assert client.get(reverse("report-pdf")).status_code == 404


@pytest.mark.parametrize("page", ["report", "target", "home"])
def test_the_text_for_line_has_counts_and_no_personal_data(client, village, page):
    url = reverse("target-detail", args=[village.pk]) if page == "target" else reverse(page)
    response = client.get(url)
    text = response.context["share_text"]
    assert "ครัวเรือน" in text and "3 จาก 20" in text
    people = [e.household for e in village.enrolments.all()] + [t.sage for t in village.team.seated()]
    for person in people:
        assert person.first_name not in text and person.last_name not in text
    for household in [e.household for e in village.enrolments.all()]:
        assert household.house_no not in text
    html = response.content.decode()
    assert 'data-copy="#share-text"' in html and 'id="share-text"' in html


def test_links_lead_to_lists_of_the_same_place_and_year(client, village):
    sections = client.get(reverse("report")).context["sections"]
    urls = [row["url"] for section in sections for row in section["rows"] if row["url"]]
    assert urls and all(client.get(url).status_code == 200 for url in urls)
    assert all("area=3301" in url and "year=2560" in url for url in urls)

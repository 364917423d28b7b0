"""The one-page summary: its counts, the lists behind them, the villages that sent none, and its paper."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samma.knowledge.models import State
from samma.knowledge.summary.counts import summary, total_of
from tests.factories import (
    make_area,
    make_clerk,
    make_department,
    make_officer,
    make_record,
    make_target,
    make_village,
    make_year,
)
from tests.pdf.readers import EXACT, folded

pytestmark = pytest.mark.django_db


@pytest.fixture
def province():
    """Two districts of 33: three target villages in the first, of which one sent a record, and one in the second."""
    make_area("330101")
    make_area("330201")
    year = make_year(2561)
    targets = [
        make_target(make_village(code, f"หมู่{code[-1]}"), year)
        for code in ("33010101", "33010102", "33010103", "33020101")
    ]
    make_record("33010101", target_village=targets[0], state=State.PUBLISHED)
    make_record("33010102", target_village=targets[1])
    make_record("3301", state=State.SUBMITTED)
    make_record("33", state=State.APPROVED)
    make_record("3301", state=State.APPROVED, year=2560)
    make_record("3401", state=State.APPROVED)
    return targets


def numbers(line):
    return (line.targets, line.drafts, line.waiting, line.approved, line.missing)


def test_counts_by_district(province):
    lines = {line.code: numbers(line) for line in summary(make_clerk("33"), 2561, "33")}

    assert lines == {"3301": (3, 1, 1, 1, 2), "3302": (1, 0, 0, 0, 1), "": (0, 0, 0, 1, 0)}


def test_counts_of_the_country_are_by_province_and_lose_nothing(province):
    make_record("TH", state=State.DRAFT)
    make_area("340101")

    lines = summary(make_department(), 2561, "TH")

    assert {line.code: line.approved for line in lines} == {"33": 2, "34": 1, "": 0}
    assert numbers(total_of(lines)) == (4, 2, 1, 3, 3)


def test_counts_of_an_officer_stop_at_his_district(province):
    assert numbers(total_of(summary(make_officer("3302"), 2561, "3302"))) == (1, 0, 0, 0, 1)


def test_page_names_the_villages_without_a_record(client, province):
    client.force_login(make_clerk("33"))

    page = client.get(reverse("record-summary"), {"year": "2561", "missing": "3301"})

    assert [v["name"] for v in page.context["names"]] == ["บ้านหมู่2 หมู่ที่ 2", "บ้านหมู่3 หมู่ที่ 3"]
    assert [v["has_draft"] for v in page.context["names"]] == [True, False]
    assert "ข้อมูล ณ" in page.content.decode()


def test_each_figure_leads_to_the_list_behind_it(client, province):
    client.force_login(make_clerk("33"))
    page = client.get(reverse("record-summary"), {"year": "2561"})

    row = next(r for r in page.context["rows"] if r["key"] == "3301")
    for cell in row["cells"][2:5]:
        assert len(client.get(cell["url"]).context["rows"]) == int(cell["text"])


@pytest.mark.parametrize("query", [{"area": "34"}, {"area": "3x"}, {"missing": "3401"}])
def test_place_of_elsewhere_does_not_exist(client, province, query):
    client.force_login(make_clerk("33"))

    assert client.get(reverse("record-summary"), query).status_code == 404
    if "area" in query:
        assert client.get(reverse("record-summary-pdf"), query).status_code == 404


def test_summary_costs_the_same_however_many_records(client, province):
    client.force_login(make_clerk("33"))

    def cost():
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("record-summary"), {"year": "2561", "missing": "33"})
        return len(queries)

    cost()
    few = cost()
    year = make_year(2561)
    for moo in range(10, 30):
        make_record("3301", state=State.SUBMITTED)
        make_target(make_village(f"330201{moo}"), year)

    assert cost() == few


def test_paper_of_the_summary_is_one_page_with_the_numbers(client, province):
    client.force_login(make_clerk("33"))

    pdf = client.get(reverse("record-summary-pdf"), {"year": "2561"}).content

    text = folded(EXACT["pdfium"](pdf))
    assert "ปีงบประมาณพ.ศ.๒๕๖๑" in text and "ข้อมูลณ" in text and "รวม" in text
    assert EXACT["pdfium"](pdf).count("\x0c") == 0

"""The board: its numbers equal the lists behind them, it is sorted, printed and exported, and costs few queries."""

import io

import openpyxl
import pytest
from django.urls import reverse

from groups.models import Origin
from samma.progress import rollups
from tests.factories import (
    DAY,
    make_assignment,
    make_clerk,
    make_department,
    make_enrolment,
    make_group,
    make_officer,
    make_record,
    make_round,
    make_target,
    make_team,
    make_village,
    make_visit,
    make_year,
    train,
)
from tests.pdf.readers import read_pdfium

pytestmark = pytest.mark.django_db
BOARD = "/board/"


@pytest.fixture
def district():
    """Two villages: one far along, one just begun."""
    officer, year = make_officer("3301"), make_year(2560, households_per_village=2)
    far = make_team(make_target(make_village("33010105", "ก้าวหน้า"), year)).target_village
    first, second = make_enrolment(far), make_enrolment(far)
    make_assignment(first, far.team.seated()[0])
    train(first)
    make_visit(first, officer, practising="yes")
    make_round(first, DAY, income_farm=100), make_round(first, DAY.replace(month=9), income_farm=130)
    make_round(second, DAY, income_farm=100)
    make_group(far.village, year=year)
    make_group(far.village, year=year, origin=Origin.EXISTING)
    make_record("33010105", year=2560, target_village=far, state="approved")
    begun = make_target(make_village("33010106", "เริ่ม"), year)
    make_team(begun, seats=2)
    make_enrolment(begun)
    return officer


def cells(response):
    return {row["key"]: [cell["text"] for cell in row["cells"]] for row in response.context["rows"]}


def test_villages_stand_with_their_targets_and_the_sum(client, district):
    client.force_login(district)
    response = client.get(BOARD)
    assert cells(response) == {
        "33010105": [
            "บ้านก้าวหน้า",
            "5/5",
            "2/2",
            "1/2",
            "1/2",
            "0/2",
            "1",
            "1/1",
            "1/1",
            "30 ถึง 40",
            "1",
            "0/1",
            "1",
            "1",
            "1/1",
            "0/1",
        ],
        "33010106": ["บ้านเริ่ม", "2/5", "1/2", "0/1", "0/1", "0/1", "0", "–", "–", "–", "0", "–", "0", "0", "0/1", "0/1"],
        "3301": [
            "รวม",
            "1/2",
            "3/4",
            "1/3",
            "1/3",
            "0/3",
            "1",
            "1/1",
            "1/1",
            "30 ถึง 40",
            "1",
            "0/1",
            "1",
            "1",
            "1/2",
            "0/2",
        ],
    }
    assert "ข้อมูล ณ" in response.content.decode()


def test_every_number_opens_a_list_of_as_many_rows(client, district):
    client.force_login(district)
    response = client.get(BOARD)
    wrong = []
    for row in response.context["rows"]:
        for column, cell in zip(response.context["columns"][1:], row["cells"][1:], strict=True):
            if cell["url"] and not cell["why"] and not cell["url"].startswith("/trainers/teams/"):
                n = int(str(cell["text"]).split("/")[0])
                rows = client.get(cell["url"]).context["rows"]
                if len(rows) != n:
                    wrong.append((row["key"], column["label"], n, len(rows)))
    assert wrong == []


def test_it_is_sorted_by_what_is_asked(client, district):
    client.force_login(district)
    assert list(cells(client.get(BOARD, {"sort": "enrolled"})))[:2] == ["33010105", "33010106"]
    response = client.get(BOARD, {"sort": "trained"})
    assert [column["sorted"] for column in response.context["columns"]].count("descending") == 1
    assert client.get(BOARD, {"sort": "no such"}).status_code == 200


def test_provinces_and_the_country_see_the_same_by_place(client, district):
    rollups.settle("TH")
    client.force_login(make_clerk("33"))
    assert cells(client.get(BOARD))["3301"][1:4] == ["1/2", "3/4", "1/3"]
    assert cells(client.get(BOARD, {"area": "3301"}))["33010105"][1] == "5/5"
    assert client.get(BOARD, {"area": "3401"}).status_code == 404
    client.force_login(make_department())
    assert cells(client.get(BOARD))["33"][1:4] == ["1/2", "3/4", "1/3"]


def test_paper_and_workbook_hold_what_the_page_holds(client, district):
    client.force_login(district)
    paper = client.get(reverse("board-pdf"))
    text = read_pdfium(paper.content)
    assert "บ้านก้าวหน้า" in text and "๓/๔" in text and "ข้อมูล ณ" in text
    book = openpyxl.load_workbook(io.BytesIO(b"".join(client.get(reverse("board-export")).streaming_content)))
    values = [[cell.value for cell in row] for row in book.active.iter_rows()]
    assert any(row[1] == "รวม" and row[4:8] == [1, 2, 3, 4] for row in values)


def test_sixty_villages_cost_at_most_eight_queries(client, django_assert_max_num_queries):
    officer, year = make_officer("3301"), make_year(2560)
    for n in range(60):
        target = make_target(make_village(f"3301{n // 12 + 1:02}{n % 12 + 1:02}"), year)
        if n % 20 == 0:
            make_enrolment(make_team(target, seats=2).target_village)
    client.force_login(officer)
    while rollups.settle("3301"):
        pass
    with django_assert_max_num_queries(8):
        response = client.get(BOARD)
    assert len(response.context["rows"]) == 61


def test_board_before_any_village_says_so(client):
    client.force_login(make_officer("3301"))
    assert "ยังไม่มีหมู่บ้านเป้าหมาย" in client.get(BOARD).content.decode()
    assert client.get(reverse("board-pdf")).status_code == 404

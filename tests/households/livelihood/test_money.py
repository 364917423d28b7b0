"""Money over time: unknown is never 0, no round is made up, per cent only between two known figures, gaps stay gaps."""

import datetime
import io
import xml.etree.ElementTree as ET
from decimal import Decimal
from itertools import groupby

import hypothesis
import pypdf
import pytest
from django.urls import reverse
from hypothesis import strategies as st

from households.livelihood import rules as money
from households.livelihood.page import baht, shown_change
from households.livelihood.rules import EXPENSE, INCOME, Change, Gain
from households.livelihood.sparkline import HEIGHT, WIDTH, data_uri, in_words, sparkline
from tests.factories import (
    DAY,
    make_assignment,
    make_clerk,
    make_enrolment,
    make_officer,
    make_round,
    make_team,
    make_trainer_user,
    make_visit,
)

BAHT = st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False, allow_infinity=False)
MAYBE = st.none() | BAHT
ROUNDS = st.fixed_dictionaries(dict.fromkeys([*INCOME, *EXPENSE], MAYBE))


# --- the rules --------------------------------------------------------------------------------------------------------
@hypothesis.given(ROUNDS)
def test_a_total_is_the_sum_of_what_is_known_and_nothing_else(amounts):
    known = [amounts[name] for name in INCOME if amounts[name] is not None]
    assert money.total(amounts, INCOME) == (sum(known) if known else None)


@hypothesis.given(MAYBE, MAYBE)
def test_a_change_needs_both_figures_and_a_per_cent_one_to_rise_from(before, now):
    change = Change(before, now)
    assert (change.difference is None) == (before is None or now is None)
    assert (change.percent is None) == (before is None or now is None or before == 0)
    if change.percent is not None:
        assert abs(change.percent - (now / before - 1) * 100) <= Decimal("0.05") + abs(change.percent) / 10**6


@hypothesis.given(ROUNDS, ROUNDS)
def test_totals_are_compared_only_over_the_same_known_parts(first, last):
    change = money.change_of(first, last, INCOME)
    known = [{name for name in INCOME if one[name] is not None} for one in (first, last)]
    if known[0] and known[0] == known[1]:
        assert change == Change(money.total(first, INCOME), money.total(last, INCOME))
    else:
        assert change == Change(None, None) and shown_change(change) == "–"


def test_a_source_that_was_told_only_later_is_no_rise():
    first, last = {"income_farm": Decimal(1000)}, {"income_farm": Decimal(1000), "income_other": Decimal(9000)}
    assert money.change_of(first, last, INCOME).difference is None


@hypothesis.given(st.lists(st.tuples(MAYBE, MAYBE), max_size=8))
def test_a_village_adds_up_and_says_over_how_many(pairs):
    sums = money.together(pairs)
    assert sums.before_n == sum(first is not None for first, _ in pairs)
    assert sums.both_n == sum(first is not None and last is not None for first, last in pairs)
    assert (sums.before is None) == (sums.before_n == 0) and (sums.now is None) == (sums.now_n == 0)
    both = [(first, last) for first, last in pairs if first is not None and last is not None]
    expected = Change(sum(a for a, _ in both), sum(b for _, b in both)) if both else Change(None, None)
    assert sums.change == expected


@hypothesis.given(st.lists(st.builds(Gain, MAYBE, MAYBE), max_size=12))
def test_earned_and_saved_count_equally_and_unknown_in_none(visits):
    gains = money.gains_of(visits)
    turned = money.gains_of(Gain(visit.saved, visit.gained) for visit in visits)
    assert gains.both == turned.both and gains.visits == len(visits)
    assert gains.gained_n == sum(visit.gained is not None for visit in visits)
    assert all((visit.both is None) == (visit.gained is None or visit.saved is None) for visit in visits)


@pytest.mark.parametrize(
    ("kind", "amount", "figure"),
    [("amount", Decimal(5), Decimal(5)), ("none", None, Decimal(0)), ("unknown", None, None)],
)
def test_none_yet_is_nothing_and_unknown_is_unknown(kind, amount, figure):
    assert money.told(kind, amount) == figure


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [
        (1000, 1125, "เพิ่ม 125 (12.5%)"),
        (1000, 900, "ลด 100 (10.0%)"),
        (0, 500, "เพิ่ม 500"),
        (-200, 300, "เพิ่ม 500"),
        (700, 700, "เท่าเดิม"),
        (None, 700, "–"),
        (700, None, "–"),
    ],
)
def test_a_change_in_words(before, now, words):
    before, now = (None if n is None else Decimal(n) for n in (before, now))
    assert shown_change(Change(before, now)) == words


# --- the line ---------------------------------------------------------------------------------------------------------
def read_svg(svg):
    return ET.fromstring(svg)  # noqa: S314 our own drawing


FIGURES = st.lists(MAYBE, min_size=1, max_size=15)


@hypothesis.given(FIGURES)
def test_a_line_never_passes_over_a_missing_figure(figures):
    svg = read_svg(sparkline(figures, title="เส้น"))
    lines = [e for e in svg if e.tag.endswith("polyline")]
    hollow = [e for e in svg if e.tag.endswith("circle") and e.get("fill") == "none"]
    stretches = [len(list(run)) for known, run in groupby(figures, lambda figure: figure is not None) if known]
    assert [len(e.get("points").split()) for e in lines] == [length for length in stretches if length > 1]
    assert len(hollow) == sum(figure is None for figure in figures)


@hypothesis.given(FIGURES)
def test_a_line_stays_in_its_frame_and_has_attributes_only(figures):
    svg = read_svg(sparkline(figures, title="ได้เพิ่ม <b> & ลดได้"))
    for e in svg.iter():
        assert "style" not in e.attrib
        places = [tuple(map(float, p.split(","))) for p in e.get("points", "").split()]
        places += [(float(e.get("cx")), float(e.get("cy")))] if e.get("cx") else []
        places += [(float(e.get(f"x{n}")), float(e.get(f"y{n}"))) for n in (1, 2)] if e.get("x1") else []
        assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in places)


def test_a_line_is_told_in_words():
    figures = [Decimal(100), None, Decimal(250)]
    words = in_words(figures, "ได้เพิ่ม", baht)
    assert words == "ได้เพิ่ม 3 ครั้ง ไม่ทราบ 1 ครั้ง ครั้งแรกที่ทราบ 100 ล่าสุดที่ทราบ 250 สูงสุด 250 บาท"
    assert in_words([None], "ได้เพิ่ม", baht) == "ได้เพิ่ม: ยังไม่มีตัวเลข"
    assert f"<title>{words}</title>" in sparkline(figures, title=words) and 'role="img"' in sparkline(
        figures, title=words
    )
    assert data_uri(sparkline(figures, title=words)).startswith("data:image/svg+xml")


# --- the pages --------------------------------------------------------------------------------------------------------
@pytest.fixture
def officer(db, client):
    user = make_officer()
    client.force_login(user)
    return user


def later(days):
    return DAY + datetime.timedelta(days=days)


@pytest.fixture
def village(officer):
    """One household with two rounds and visits, one with a baseline alone, one with nothing."""
    team = make_team()
    full, half, empty = (make_enrolment(team.target_village, number=n) for n in (1, 2, 3))
    make_round(full, DAY, income_farm=40_000, income_other=None, expense_needed=30_000)
    make_round(full, later(200), income_farm=50_000, income_other=None, expense_needed=27_000)
    make_round(half, DAY, income_farm=20_000)
    make_visit(full, officer, on=later(10), gained_kind="amount", gained=1200, saved_kind="none")
    make_visit(full, officer, on=later(40), gained_kind="unknown", saved_kind="amount", saved=300)
    make_visit(full, officer, on=later(70), gained_kind="amount", gained=800, saved_kind="amount", saved=200)
    return team.target_village, full, half, empty


def cells(client, target, of):
    rows = client.get(reverse("money-table", args=[target.pk]), {"of": of}).context["rows"]
    return {row["key"]: [cell["text"] for cell in row["cells"]] for row in rows}


def test_a_village_by_source_says_how_many_stand_behind_a_sum(client, village):
    rows = client.get(reverse("money-table", args=[village[0].pk])).context["rows"]
    farm = next(row["cells"] for row in rows if row["key"] == "รายได้ในภาคเกษตร")
    assert [(cell["text"], cell.get("note")) for cell in farm[1:]] == [
        ("60,000", "จาก 2 ครัวเรือน"),
        ("50,000", "จาก 1 ครัวเรือน"),
        ("เพิ่ม 10,000 (25.0%)", "จาก 1 ครัวเรือน"),
    ]


def test_a_missing_round_is_said_and_never_filled_in(client, village):
    target, full, half, empty = village
    income = cells(client, target, "income")
    assert income[full.pk][1:] == ["40,000", "50,000", "เพิ่ม 10,000 (25.0%)"]
    assert income[half.pk][1:] == ["20,000", "ไม่มีรอบนี้", "–"]
    assert income[empty.pk][1:] == ["ไม่มีรอบนี้", "ไม่มีรอบนี้", "–"]
    net = cells(client, target, "net")
    assert net[full.pk][1:] == ["10,000", "23,000", "เพิ่ม 13,000 (130.0%)"] and net[half.pk][1] == "ไม่ทราบ"


def test_visits_add_up_with_their_line(client, village):
    target, full, _half, empty = village
    rows = cells(client, target, "visits")
    assert rows[full.pk][1:4] == ["2,000", "500", "2,500"]
    assert "ไม่ทราบ 1 ครั้ง" in rows[full.pk][4] and rows[empty.pk][1:] == ["ไม่ทราบ", "ไม่ทราบ", "ไม่ทราบ", "–"]


def test_the_household_page_shows_sources_and_the_same_line(client, village):
    target, full, *_rest = village
    page = client.get(reverse("household-detail", args=[full.household_id])).content.decode()
    line = cells(client, target, "visits")[full.pk][4]
    assert "รายได้ในภาคเกษตร" in page and "เพิ่ม 10,000 (25.0%)" in page and line in page
    assert "2,500 บาท" in page


def test_the_paper_shows_what_the_screen_shows(client, village):
    target = village[0]
    answer = client.get(reverse("money-pdf", args=[target.pk]))
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(answer.content)).pages)
    assert answer["Content-Type"] == "application/pdf"
    for words in ("ตามแหล่งและชนิด", "เพิ่ม 10,000 (25.0%)", "ไม่มีรอบนี้", "2,500"):
        assert words in text, words


def test_money_is_no_trainers_and_keeps_to_the_area(client, village):
    target, full, *_rest = village
    trainer = target.team.seated()[1]
    make_assignment(full, trainer)
    client.force_login(make_trainer_user(trainer.sage))
    page = client.get(reverse("household-detail", args=[full.household_id])).content.decode()
    assert "2,500" not in page and "แหล่งรายได้" not in page
    assert client.get(reverse("money-table", args=[target.pk])).status_code == 404
    client.force_login(make_officer("3302"))
    assert client.get(reverse("money-table", args=[target.pk])).status_code == 404
    client.force_login(make_clerk())
    assert client.get(reverse("money-table", args=[target.pk])).status_code == 200


def test_more_households_cost_no_more_queries(client, village, officer, django_assert_max_num_queries):
    target = village[0]

    def queries():
        with django_assert_max_num_queries(60) as context:
            client.get(reverse("money-table", args=[target.pk]), {"of": "visits"})
        return len(context)

    few = queries()
    for _ in range(6):
        enrolment = make_enrolment(target)
        make_round(enrolment, DAY, income_farm=1)
        make_visit(enrolment, officer)
    assert queries() == few

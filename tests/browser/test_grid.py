"""The grid under the hand: moving, pasting from Excel, taking back, and losing nothing.

The page is rendered here and served to the browser by the test itself under the product's own policy, so no row is stored.
"""

import mimetypes
from urllib.parse import parse_qs, urlsplit

import pytest
from django import forms
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template import engines

pytestmark = pytest.mark.browser

SITE = "http://grid.test"
PAGE = """{% extends "base.html" %}
{% block content %}{% include "components/grid.html" with title="ครัวเรือน" submit_label="บันทึกตาราง" %}{% endblock %}"""
SAVED = """{% extends "base.html" %}{% block content %}<p data-saved>บันทึกแล้ว</p>{% endblock %}"""
COLUMNS = [{"label": label} for label in ("บ้านเลขที่", "หัวหน้าครัวเรือน", "อาชีพ", "สมัครใจ")]


class Row(forms.Form):
    house_no = forms.CharField(max_length=10)
    head = forms.CharField()
    occupation = forms.ChoiceField(choices=[("", "–"), ("1", "ทอผ้าไหม"), ("2", "จักสานไม้ไผ่")])
    willing = forms.BooleanField(required=False)


Rows = forms.formset_factory(Row, extra=3, max_num=6)


def policy() -> str:
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    return "; ".join(f"{name} {' '.join(str(source) for source in sources)}" for name, sources in directives.items())


def answer(route) -> None:
    request, path = route.request, urlsplit(route.request.url).path
    if path.startswith("/static/"):
        found = finders.find(path.removeprefix("/static/"))
        route.fulfill(path=found, content_type=mimetypes.guess_type(path)[0] or "application/octet-stream")
        return
    posted = {key: values[0] for key, values in parse_qs(request.post_data or "", keep_blank_values=True).items()}
    formset = Rows(posted) if request.method == "POST" else Rows()
    done = request.method == "POST" and formset.is_valid()
    template = engines["django"].from_string(SAVED if done else PAGE)
    body = template.render({"formset": formset, "columns": COLUMNS})
    route.fulfill(body=body, content_type="text/html; charset=utf-8", headers={"Content-Security-Policy": policy()})


@pytest.fixture
def grid(page):
    """The grid, opened; what the browser complains of fails the test."""
    complaints = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", lambda dialog: dialog.accept())
    page.route(f"{SITE}/**", answer)
    page.goto(f"{SITE}/grid/")
    yield page
    assert complaints == []


def cell(page, row, name):
    return page.locator(f"#id_form-{row}-{name}")


def focused(page) -> str:
    return page.evaluate("document.activeElement.id").removeprefix("id_form-")


def paste(page, row, name, text):
    cell(page, row, name).focus()
    page.evaluate(
        """text => {
            const clipboardData = new DataTransfer();
            clipboardData.setData("text/plain", text);
            document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData, bubbles: true, cancelable: true}));
        }""",
        text,
    )


def save(page):
    page.get_by_role("button", name="บันทึกตาราง").click()


def test_keys_move_as_in_a_sheet(grid):
    cell(grid, 0, "house_no").focus()
    visited = []
    for key in ("Enter", "Tab", "ArrowDown", "ArrowUp", "ArrowRight", "ArrowDown", "ArrowLeft", "Shift+Enter"):
        grid.keyboard.press(key)
        visited.append(focused(grid))

    assert visited == [
        "1-house_no", "1-head", "2-head", "1-head", "1-occupation", "2-occupation", "2-head", "1-head",
    ]  # fmt: skip


def test_arrow_stays_inside_a_text_until_its_end(grid):
    cell(grid, 0, "house_no").fill("12")
    grid.keyboard.press("End")
    grid.keyboard.press("ArrowLeft")
    inside = focused(grid)
    grid.keyboard.press("ArrowRight")
    grid.keyboard.press("ArrowRight")

    assert (inside, focused(grid)) == ("0-house_no", "0-head")


def test_block_from_excel_fills_cells_and_adds_rows(grid):
    paste(grid, 1, "house_no", '1/1\t"นาง\nสมใจ"\tทอผ้า ไหม\t✓\r\n1/2\tนายดี\tจักสาน\tไม่ใช่\r\n1/3\tนายมา\t1\tx\r\n')

    assert cell(grid, 1, "head").input_value() == "นาง สมใจ"
    assert [cell(grid, row, "occupation").input_value() for row in (1, 2, 3)] == ["1", "2", "1"]
    assert [cell(grid, row, "willing").is_checked() for row in (1, 2, 3)] == [True, False, True]
    assert grid.locator("[name=form-TOTAL_FORMS]").input_value() == "4"
    assert cell(grid, 3, "head").get_attribute("aria-label") == "หัวหน้าครัวเรือน แถวที่ 4"


def test_heads_pasted_along_are_left_out(grid):
    paste(grid, 0, "house_no", "บ้านเลขที่\tหัวหน้าครัวเรือน\n7\tนายเจ็ด\n")

    assert cell(grid, 0, "head").input_value() == "นายเจ็ด"


def test_what_does_not_fit_stays_in_view_and_holds_back_the_saving(grid):
    paste(grid, 0, "house_no", "1\tก\tขายของ\tบางครั้ง")
    save(grid)

    assert grid.url == f"{SITE}/grid/"
    assert grid.locator(".grid-kept").all_inner_texts() == ["“ขายของ”", "“บางครั้ง”"]
    assert focused(grid) == "0-occupation"


def test_what_is_wider_or_longer_than_the_grid_is_kept_beside_it(grid):
    paste(grid, 0, "willing", "\n".join(f"1\tเกิน{n}" for n in range(1, 9)))

    left = grid.get_by_label("ส่วนที่วางเกินขนาดตาราง").input_value().split("\n")
    assert left == ["เกิน1", "เกิน2", "เกิน3", "เกิน4", "เกิน5", "เกิน6", "1\tเกิน7", "1\tเกิน8"]


def test_paste_is_taken_back_with_its_rows_and_spares_what_was_typed_since(grid):
    paste(grid, 0, "house_no", "1\tก\n2\tข\n3\tค\n4\tง")
    cell(grid, 1, "head").fill("นางพิมพ์เอง")
    grid.get_by_role("button", name="เลิกทำการวาง").click()

    assert cell(grid, 0, "house_no").input_value() == ""
    assert cell(grid, 1, "head").input_value() == "นางพิมพ์เอง"
    assert grid.locator("tr[data-row]").count() == 3


def test_ctrl_d_copies_from_above_and_ctrl_z_takes_it_back(grid):
    cell(grid, 0, "occupation").select_option("2")
    cell(grid, 1, "occupation").focus()
    grid.keyboard.press("Control+d")
    copied = cell(grid, 1, "occupation").input_value()
    grid.keyboard.press("Control+z")

    assert (copied, cell(grid, 1, "occupation").input_value()) == ("2", "")


def test_typing_survives_leaving_and_coming_back(grid):
    paste(grid, 0, "house_no", "1\tนางหนึ่ง\n2\tข\n3\tค\n4\tนางสี่")
    grid.reload()

    assert cell(grid, 3, "head").input_value() == "นางสี่"
    assert grid.get_by_text("คืนร่างที่พิมพ์ค้างไว้").is_visible()


def test_refused_sheet_comes_back_whole_with_errors_in_its_cells(grid):
    paste(grid, 0, "house_no", "1\tนางหนึ่ง\t1\n2\t\t1")
    save(grid)
    grid.locator(".error-summary a").first.click()

    assert cell(grid, 0, "head").input_value() == "นางหนึ่ง"
    assert cell(grid, 1, "head").get_attribute("aria-invalid") == "true"
    assert focused(grid) == "1-head"


def test_draft_goes_when_the_server_says_saved(grid):
    paste(grid, 0, "house_no", "1\tนางหนึ่ง\t1")
    save(grid)
    grid.locator("[data-saved]").wait_for()
    grid.wait_for_load_state()  # the answer's script has run
    grid.goto(f"{SITE}/grid/")

    assert cell(grid, 0, "head").input_value() == ""
    assert grid.get_by_text("คืนร่างที่พิมพ์ค้างไว้").is_hidden()

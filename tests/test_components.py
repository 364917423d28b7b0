"""The pieces of every page: what they promise to the pages that include them, and the policy they keep to."""

import re
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.template.loader import render_to_string

TEMPLATES = settings.BASE_DIR / "templates"
ALL = sorted(TEMPLATES.rglob("*.html"))
SCREENS = [path for path in ALL if "print" not in path.parts]  # paper is made outside the browser, without the policy
PIECES = sorted((TEMPLATES / "components").glob("*.html"))
SPRITE = (settings.BASE_DIR / "static/vendor/bootstrap-icons/sprite.svg").read_text()


def name(path: Path) -> str:
    return path.relative_to(TEMPLATES).as_posix()


class Row(forms.Form):
    head = forms.CharField(label="หัวหน้าครัวเรือน")
    occupation = forms.ChoiceField(label="อาชีพ", choices=[("", "–"), ("1", "ทอผ้าไหม")])


Rows = forms.formset_factory(Row, extra=2, max_num=9)


@pytest.mark.parametrize("path", SCREENS, ids=name)
def test_page_has_no_inline_style_script_or_handler(path):
    text = re.sub(r"{#.*?#}", "", path.read_text())

    assert not re.search(r"\sstyle\s*=", text)
    assert not re.search(r"<style\b", text)
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", text)
    assert all(" src=" in tag for tag in re.findall(r"<script\b[^>]*>", text))


@pytest.mark.parametrize("path", PIECES, ids=name)
def test_component_opens_by_naming_what_it_takes(path):
    assert path.read_text().startswith(f"{{# components/{path.name}: ")


@pytest.mark.parametrize("path", ALL, ids=name)
def test_icons_named_in_templates_are_in_the_sprite(path):
    for icon in re.findall(r'{% icon "([^"]+)"', path.read_text()):
        assert f'id="{icon}"' in SPRITE


def test_table_leads_from_its_first_cell_and_names_each_cell():
    columns = [{"label": "หัวหน้า"}, {"label": "รายได้", "align": "end"}, {"label": "สถานะ"}]
    cells = [{"text": "สมใจ"}, {"text": 0}, {"chip": {"word": "อบรมแล้ว", "tone": "ok"}}]

    page = render_to_string(
        "components/table.html",
        {"caption": "ครัวเรือน", "columns": columns, "rows": [{"cells": cells, "url": "/households/1/"}]},
    )

    assert '<a href="/households/1/">สมใจ</a>' in page
    assert 'data-label="รายได้"' in page
    assert re.search(r"align-end[^>]*>\s*0\s", page)
    assert "status-ok" in page


def test_nothing_found_differs_from_nothing_yet():
    fresh = render_to_string("components/table.html", {"rows": [], "empty_title": "ยังไม่มีกลุ่ม"})
    searched = render_to_string(
        "components/table.html", {"rows": [], "empty_title": "ยังไม่มีกลุ่ม", "is_narrowed": True, "clear_url": "/groups/"}
    )

    assert "ยังไม่มีกลุ่ม" in fresh
    assert "ยังไม่มีกลุ่ม" not in searched
    assert 'href="/groups/"' in searched


def test_fact_without_value_says_so_and_nought_is_a_value():
    page = render_to_string("components/facts.html", {"facts": [("โทรศัพท์", ""), ("หนี้", 0)]})

    assert page.count("ยังไม่มีข้อมูล") == 1
    assert re.search(r"<dd>\s*0\s*</dd>", page)


def test_meter_of_nothing_draws_nothing():
    assert "<svg" not in render_to_string("components/meter.html", {"label": "อบรม", "n": 0, "m": 0})
    assert 'viewBox="0 0 1200 1"' in render_to_string("components/meter.html", {"label": "อบรม", "n": 3, "m": 1200})


def test_grid_names_each_cell_by_column_and_row():
    page = render_to_string(
        "components/grid.html", {"formset": Rows(), "title": "ครัวเรือน", "columns": [], "row_labels": ["สมใจ"]}
    )

    assert 'aria-label="หัวหน้าครัวเรือน สมใจ"' in page
    assert 'aria-label="อาชีพ แถวที่ 2"' in page


def test_grid_shows_each_error_in_its_cell_and_above_with_a_link():
    data = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-head": "", "form-0-occupation": "1"}

    page = render_to_string("components/grid.html", {"formset": Rows(data), "title": "ครัวเรือน", "columns": []})

    assert '<a href="#id_form-0-head">แถวที่ 1 หัวหน้าครัวเรือน' in page
    assert 'aria-describedby="id_form-0-head_error"' in page
    assert 'id="id_form-0-head_error"' in page


def test_form_lists_its_errors_with_links_to_the_fields():
    page = render_to_string(
        "components/form.html", {"form": Row({"head": "", "occupation": "1"}), "submit_label": "บันทึก"}
    )

    assert 'href="#id_head"' in page
    assert 'aria-invalid="true"' in page

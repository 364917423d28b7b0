"""Typed lines become paragraphs and hung items, and keep every character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samma.pdf.body import blocks


@pytest.mark.parametrize(
    ("line", "marker", "gap", "depth"),
    [
        ("๑. ประชุม", "๑.", True, 0),
        ("๑.ประชุม", "๑.", False, 0),
        ("1) ประชุม", "1)", True, 0),
        ("(๒) ติดตาม", "(๒)", True, 1),
        ("ก1 : กลุ่ม/สมาชิก", "ก1 :", True, 1),
        ("ก. เตรียม", "ก.", True, 1),
        ("- แผนงาน", "-", True, 1),
        ("-วัตถุประสงค์", "-", False, 1),
        ("๖.๓.๑.การมีส่วนร่วม", "๖.๓.๑.", False, 1),
        ("4.1 กระบวนการ", "4.1", True, 1),
        ("12. ส่งเสริม", "12.", True, 0),
        ("4  การบริหาร", "4", True, 0),
        ("4 ครัวเรือน", "", False, 0),
        ("พ.ศ. 2560 เริ่ม", "", False, 0),
        ("-5 องศา", "", False, 0),
        ("2560. ปี", "", False, 0),
        ("-", "", False, 0),
        ("1,200 บาท", "", False, 0),
    ],
)
def test_markers(line, marker, gap, depth):
    (block,) = blocks(line)
    assert (block.marker, block.gap, block.depth) == (marker, gap, depth)


def test_wider_markers_hang_further():
    assert [blocks(f"{marker} ก")[0].hang for marker in ("-", "๑.", "10.", "(1)", "๑๐.๑", "๖.๓.๑.")] == [
        1,
        1,
        2,
        2,
        3,
        4,
    ]


@given(st.text(alphabet="ก1๑2.():- \t\xa0\nขำ้x/"))
def test_no_character_is_changed_but_spaces(body):
    written = "".join(block.marker + " " * block.gap + block.text + "\n" for block in blocks(body))
    assert written.split() == body.split()

"""The typeface is a family of its own, and one glyph writes ำ."""

import pytest
from fontTools.ttLib import TTFont

from samma.pdf.files import FONT_FILES, FONTS


@pytest.mark.parametrize(("name", "style", "weight"), [("font:regular", "Regular", 400), ("font:bold", "Bold", 700)])
def test_names_and_weight(name, style, weight):
    with TTFont(FONT_FILES[name]) as font:
        names = {number: font["name"].getDebugName(number) for number in (1, 2, 4, 6)}
        assert names == {1: "Samma Sarabun", 2: style, 4: f"Samma Sarabun {style}", 6: f"SammaSarabun-{style}"}
        assert "The Sarabun Project Authors" in font["name"].getDebugName(0)
        assert "SIL Open Font License" in font["name"].getDebugName(13)
        assert font["OS/2"].usWeightClass == weight


def test_the_licence_comes_with_the_fonts():
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / "OFL.txt").read_text("utf-8")


@pytest.mark.parametrize("name", FONT_FILES)
def test_no_mark_lies_beyond_the_end_of_its_letter(name):
    """Readers that sort by place would put it after the next letter."""
    with TTFont(FONT_FILES[name]) as font:
        table = next(lookup for lookup in font["GPOS"].table.LookupList.Lookup[3:4]).SubTable[0]
        marks = zip(table.MarkCoverage.glyphs, table.MarkArray.MarkRecord, strict=True)
        usual = {mark: record.MarkAnchor.XCoordinate for mark, record in marks if ".narrow" not in mark}
        for letter, record in zip(table.BaseCoverage.glyphs, table.BaseArray.BaseRecord, strict=True):
            end = font["hmtx"][letter][0]
            for mark in usual if letter.startswith("uni0E") else ():
                assert all(anchor.XCoordinate - usual[mark] < end for anchor in record.BaseAnchor if anchor)

"""Builds "Samma Sarabun" from Sarabun, so that Thai text copied out of a PDF is the text that went in.

A PDF keeps one text for each glyph and the place of each glyph. Stock Sarabun breaks both: it draws ำ as two glyphs, of
which only one can carry the text, and it puts marks beside the end of their consonant, so that programs which sort by
place put them after the next letter. Here ำ stays one glyph, and each mark's zero point lies just before the end of its
consonant. Nothing moves on paper but what even_bases() says.

    python -m samma.pdf.build_font FOLDER_OF_SARABUN_TTFS
"""

import argparse
import copy
import pathlib

from fontTools.otlLib import builder
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables

from samma.pdf.files import FONTS

FAMILY = "Samma Sarabun"
VERSION = "Version 1.100; derived from Sarabun 1.000"
WEIGHTS = {"Regular": "Sarabun_400Regular.ttf", "Bold": "Sarabun_700Bold.ttf"}

VOWELS_ABOVE = ("uni0E31", "uni0E34", "uni0E35", "uni0E36", "uni0E37")
TALL_LETTERS = ("uni0E1B", "uni0E1D", "uni0E1F")  # ป ฝ ฟ have narrow marks of their own
TONES = ("uni0E48", "uni0E49", "uni0E4A", "uni0E4B", "uni0E4C")
NIKHAHIT, SARA_AA, SARA_AM = "uni0E4D", "uni0E32", "uni0E33"
# How far before the end of its consonant a mark's zero point lies, in thousandths of the size. Vowels lie before tone
# marks, as they are typed. From 20 on, readers see a space between this mark and the next letter.
VOWEL_BACK, TONE_BACK = 4, 2
LETTER_BACK = 18
SNAP = 12  # a tone mark's place on its vowel may move by this much: a tenth of a point in body text


def build(source: pathlib.Path, target: pathlib.Path, style: str) -> None:
    """Write the derived font of one weight."""
    font = TTFont(source, recalcTimestamp=False)
    decompose_thai(font)
    add_sara_am(font)
    even_bases(font)
    even_marks(font)
    even_tones_on_vowels(font)
    rename(font, style)
    font.save(target)


def decompose_thai(font: TTFont) -> None:
    """Give each Thai composite its own outline, so that moving a part does not move the whole a second time."""
    glyphs = font.getGlyphSet()
    for name in font.getGlyphOrder():
        if name.startswith("uni0E") and font["glyf"][name].isComposite():
            font["glyf"][name] = outline(glyphs, [(name, 0)])


def outline(glyphs, parts):
    """One glyph drawn from (name, how far to the right) parts."""
    pen = TTGlyphPen(None)
    for name, right in parts:
        recording = DecomposingRecordingPen(glyphs)
        glyphs[name].draw(recording)
        for operator, points in recording.value:
            getattr(pen, operator)(*[(x + right, y) for x, y in points])
    return pen.glyph()


def add_glyph(font: TTFont, name: str, glyph, advance: int, like: str) -> None:
    """Add a glyph of the same class (letter or mark) as another."""
    font["glyf"][name] = glyph  # adds it to the glyph order too
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][name] = (advance, glyph.xMin)
    definitions = font["GDEF"].table
    definitions.GlyphClassDef.classDefs[name] = definitions.GlyphClassDef.classDefs.get(like, 1)
    if like in definitions.MarkAttachClassDef.classDefs:
        definitions.MarkAttachClassDef.classDefs[name] = definitions.MarkAttachClassDef.classDefs[like]


def add_sara_am(font: TTFont) -> None:
    """Put together again what the shaper took apart: ํ + า, and ํ with a tone mark + า, one glyph each."""
    glyphs, ligatures = font.getGlyphSet(), {}
    rings = [NIKHAHIT] + [f"uni0E4D0E4{tone}" for tone in "89AB"]
    advance = font["hmtx"][SARA_AA][0]
    for ring in rings:
        for narrow in ("", ".narrow"):
            name = SARA_AM if ring + narrow == NIKHAHIT else f"{ring}_{SARA_AA}{narrow}"
            if name != SARA_AM:
                add_glyph(font, name, outline(glyphs, [(ring + narrow, 0), (SARA_AA, 0)]), advance, like=SARA_AM)
            ligatures[(ring + narrow, SARA_AA)] = name
    lookup = builder.buildLookup([builder.buildLigatureSubstSubtable(ligatures)])
    add_to_feature(font, append_lookup(font, lookup))


def append_lookup(font: TTFont, lookup) -> int:
    lookups = font["GSUB"].table.LookupList
    lookups.Lookup.append(lookup)
    lookups.LookupCount = len(lookups.Lookup)
    return lookups.LookupCount - 1


def add_to_feature(font: TTFont, index: int) -> None:
    """Run a lookup as the last of the composition of Thai."""
    table = font["GSUB"].table
    thai = next(record.Script for record in table.ScriptList.ScriptRecord if record.ScriptTag == "thai")
    for number in thai.DefaultLangSys.FeatureIndex:
        record = table.FeatureList.FeatureRecord[number]
        if record.FeatureTag == "ccmp":
            record.Feature.LookupListIndex.append(index)
            record.Feature.LookupCount += 1


def anchors(font: TTFont, kind: int):
    """The subtables that put marks on letters (4) or marks on marks (6)."""
    for lookup in font["GPOS"].table.LookupList.Lookup:
        if lookup.LookupType == kind:
            yield from lookup.SubTable


def mark_records(font: TTFont):
    """(glyph, its anchor) wherever a glyph is put on another."""
    for table in anchors(font, 4):
        yield from zip(
            table.MarkCoverage.glyphs, (record.MarkAnchor for record in table.MarkArray.MarkRecord), strict=True
        )
    for table in anchors(font, 6):
        yield from zip(table.Mark1Coverage.glyphs, (r.MarkAnchor for r in table.Mark1Array.MarkRecord), strict=True)


def carrier_records(font: TTFont):
    """(mark, its anchor for the mark above or below it)."""
    for table in anchors(font, 6):
        for glyph, record in zip(table.Mark2Coverage.glyphs, table.Mark2Array.Mark2Record, strict=True):
            yield from ((glyph, anchor) for anchor in record.Mark2Anchor if anchor)


def is_tone(name: str) -> bool:
    return name.split(".")[0] in TONES


def thai_marks(font: TTFont) -> dict[str, int]:
    """Each Thai mark and where its own anchor lies."""
    return {name: anchor.XCoordinate for name, anchor in mark_records(font) if name.startswith("uni0E")}


def usual_anchor(font: TTFont, narrow: bool) -> int:
    """The anchor that most marks of this weight have."""
    places = [x for name, x in thai_marks(font).items() if name.endswith(".narrow") == narrow]
    return max(set(places), key=places.count)


def shift(font: TTFont, name: str, right: int) -> None:
    """Move outline and anchors together: the glyph's zero point moves the other way, the ink stays where it is."""
    glyph = font["glyf"][name]
    glyph.coordinates.translate((right, 0))
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][name] = (font["hmtx"][name][0], glyph.xMin)
    for records in (mark_records(font), carrier_records(font)):
        for owner, anchor in records:
            if owner == name:
                anchor.XCoordinate += right


def even_marks(font: TTFont) -> None:
    """All marks of one kind get one anchor, set back a little."""
    usual = {narrow: usual_anchor(font, narrow) for narrow in (False, True)}
    for name, x in thai_marks(font).items():
        back = TONE_BACK if is_tone(name) else VOWEL_BACK
        shift(font, name, usual[name.endswith(".narrow")] + back - x)


def even_bases(font: TTFont) -> None:
    """A mark's zero point lies at the end of its letter, or up to LETTER_BACK before it. What moves on paper: marks above
    bold ร and ศ by 22 and 15 to the left; marks on ษ by up to 32, below bold ธ by 13 and below ร by 9 to the right."""
    end_of_letter = usual_anchor(font, narrow=False)
    for table in anchors(font, 4):
        for letter, record in zip(table.BaseCoverage.glyphs, table.BaseArray.BaseRecord, strict=True):
            for anchor in record.BaseAnchor if letter.startswith("uni0E") or "thai" in letter else []:
                place = font["hmtx"][letter][0] + end_of_letter
                if anchor and letter not in TALL_LETTERS:
                    anchor.XCoordinate = min(max(anchor.XCoordinate, place - LETTER_BACK), place)


def even_tones_on_vowels(font: TTFont) -> None:
    """A tone mark stands left of the place of ื and of a narrow vowel. There a copy of it carries that distance in its
    outline, and its own zero point stays just behind the vowel's."""
    contexts = []
    for vowel, anchor in list(carrier_records(font)):
        if vowel.split(".")[0] not in VOWELS_ABOVE:
            continue
        wanted = anchor.XCoordinate - (VOWEL_BACK - TONE_BACK)
        if abs(wanted - thai_marks(font)["uni0E48.small"]) <= SNAP:
            anchor.XCoordinate = thai_marks(font)["uni0E48.small"] + VOWEL_BACK - TONE_BACK
            continue
        copies = {f"{tone}.small": add_copy(font, f"{tone}.small", f"{tone}.on{vowel[3:]}", wanted) for tone in TONES}
        contexts.append((vowel, append_lookup(font, builder.buildLookup([builder.buildSingleSubstSubtable(copies)]))))
    lookup = builder.buildLookup([tone_context(font, vowel, index) for vowel, index in contexts])
    add_to_feature(font, append_lookup(font, lookup))


def add_copy(font: TTFont, name: str, copied: str, anchor: int) -> str:
    """A copy of a mark with its anchor elsewhere; it stands on vowels, and nothing stands on it."""
    add_glyph(font, copied, copy.deepcopy(font["glyf"][name]), font["hmtx"][name][0], like=name)
    for table in anchors(font, 6):
        if name in table.Mark1Coverage.glyphs:
            record = table.Mark1Array.MarkRecord[table.Mark1Coverage.glyphs.index(name)]
            table.Mark1Coverage.glyphs.append(copied)
            table.Mark1Array.MarkRecord.append(copy.deepcopy(record))
            table.Mark1Array.MarkCount += 1
    shift(font, copied, anchor - thai_marks(font)[copied])
    return copied


def tone_context(font: TTFont, vowel: str, index: int):
    """After this vowel use the copies."""
    rule = otTables.ChainContextSubst()
    rule.Format = 3
    rule.BacktrackCoverage = [builder.buildCoverage([vowel], font.getReverseGlyphMap(rebuild=True))]
    rule.InputCoverage = [builder.buildCoverage([f"{tone}.small" for tone in TONES], font.getReverseGlyphMap())]
    rule.LookAheadCoverage = []
    rule.BacktrackGlyphCount, rule.InputGlyphCount, rule.LookAheadGlyphCount, rule.SubstCount = 1, 1, 0, 1
    record = otTables.SubstLookupRecord()
    record.SequenceIndex, record.LookupListIndex = 0, index
    rule.SubstLookupRecord = [record]
    return rule


def rename(font: TTFont, style: str) -> None:
    """Own family name: this is not the font its authors published."""
    postscript = f"{FAMILY.replace(' ', '')}-{style}"
    names = {1: FAMILY, 2: style, 3: f"1.100;{postscript}", 4: f"{FAMILY} {style}", 5: VERSION, 6: postscript}
    for number, text in names.items():
        font["name"].setName(text, number, 3, 1, 0x409)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--into", type=pathlib.Path, default=FONTS)
    options = parser.parse_args()
    for style, name in WEIGHTS.items():
        source = next(options.folder.rglob(name))
        build(source, options.into / f"SammaSarabun-{style}.ttf", style)


if __name__ == "__main__":
    main()

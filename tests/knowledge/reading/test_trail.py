"""Every letter of a mended text is followed back to the text as it came."""

from hypothesis import given
from hypothesis import strategies as st

from samma.knowledge.reading import in_lines, trail
from samma.knowledge.reading.mending import mend
from samma.thai import normalise

CAME = "\u200bจดบันทกึ ทุกวัน ส\u0e4d\u0e32นักงาน\u00a0จัดท\ufffdำแผน\nผู้น าท างานใน อ าเภอ ต าบล ได้ส าเร็จ\n"


def pieces(text, accepted=()):
    return trail(text, mend(normalise(text), accepted).stages)


def test_marked_places_are_those_that_changed_or_might():
    found = [(p.was.strip("\u200b "), p.now.strip(), p.state) for p in pieces(CAME) if p.state]

    assert found[0][1:] == (found[0][0], "offered") and "บันทกึ" in found[0][0]
    assert found[1:4] == [
        ("ส\u0e4d\u0e32นักงาน", "สำนักงาน", "applied"),
        ("ท\ufffdำ", "ทำ", "applied"),
        ("น า", "นำ", "applied"),
    ]
    assert all(state == "applied" and was != now for was, now, state in found[1:])


def test_a_repair_upon_a_repair_is_one_place():
    text = "ส าเรจ็ " + CAME
    keys = [repair.key for repair in mend(normalise(text)).repairs]

    again = pieces(text, keys)

    assert all(p.state == "applied" for p in again if p.state) and len(in_lines(again)) == 3


@given(st.text(alphabet="กนทสอบาำ \u0e4d\u0e48\u0e49\u0e31\u0e36\ufffd\uf70a\u200b\u00a0\n", max_size=120))
def test_the_pieces_are_both_texts_whole(text):
    mended = mend(normalise(text))
    found = trail(text, mended.stages)

    assert "".join(p.was for p in found) == text
    assert "".join(p.now for p in found) == mended.text

"""Each kind of damage in a whole text of a form: certain repairs are right letter by letter, the record reads as if sound."""

import re
from pathlib import Path

import pytest

from samma.knowledge.reading import read_file, read_record
from samma.thai import normalise

TEXTS = Path(__file__).parents[1] / "texts"
# What a text says besides, so that a document has enough places for its damage to be known.
MORE = (
    "ผู้นำชุมชนให้คำแนะนำเป็นสิ่งสำคัญ ทำให้การทำงานสำเร็จตามที่กำหนดไว้ในแผน และนำผลไปใช้ในการประชุมประจำเดือนของหมู่บ้าน "
    "ทีมวิทยากรสัมมาชีพชุมชนดำเนินการสำรวจความต้องการอาชีพของครัวเรือน จำนวน ๒๐ ครัวเรือน รายงานการประชุม"
)


def sound(name):
    """The text with a last line more."""
    return normalise(read_file(TEXTS / f"{name}.txt")).rstrip(". \n") + f"\n{MORE}\n"


def spaced(text):
    return text.replace("รายงานการประชุม", "ร า ย ง า น ก า ร ป ร ะ ชุ ม")


# kind of damage -> how it came about, and the text of another form that it stands in
CERTAIN = {
    "split-sara-am": ("agenda63", lambda text: re.sub("([ก-ฮ])([่-๋]?)ำ", r"\1\2 า", text)),
    "split-sara-am, tone late": ("unit61", lambda text: re.sub("([ก-ฮ])([่-๋])ำ", r"\1 \2า", re.sub("([ก-ฮ])ำ", r"\1 า", text))),
    "nikhahit": ("story", lambda text: re.sub("([่-๋]?)ำ", "\u0e4d\\1\u0e32", text)),
    "dropped-glyph": ("person63", lambda text: text.replace("ำ", "\ufffdำ")),
    "dropped-glyph, aa": ("person64", lambda text: text.replace("ำ", "\ufffdา")),
    "old-font": ("unit63", lambda text: text.replace("่", "\uf70a").replace("้", "\uf70b")),
    "doubled-marks": ("district", lambda text: text.replace("ู่", "ู่").replace("้ำ", "้้ำ")),
    "letter-spacing": ("individual", spaced),
}  # fmt: skip


def told(record):
    plain = record.as_dict()
    return {name: plain[name] for name in plain if name not in ("file", "damage", "warnings")}


@pytest.mark.parametrize("kind", CERTAIN)
def test_certain_repairs_of_a_whole_text_are_right(kind):
    name, damage = CERTAIN[kind]
    text = sound(name)
    damaged = damage(text)

    record = read_record(damaged)

    assert damaged != text and record.mended.text == text
    assert told(record) == told(read_record(text))


@pytest.mark.parametrize(
    ("name", "was", "lost"), [("web", "ำ", "า"), ("individual", "า", "ำ")], ids=["lost-sara-am", "sara-aa-as-am"]
)
def test_a_letter_printed_as_another_is_put_right_or_left(name, was, lost):
    text = sound(name)
    damaged = text.replace(was, lost)

    record = read_record(damaged)

    wrong = [
        n for n, (came, now) in enumerate(zip(damaged, record.mended.text, strict=True)) if now not in (came, text[n])
    ]
    left = sum(now != right for now, right in zip(record.mended.text, text, strict=True))
    assert [text[max(0, n - 6) : n + 6] for n in wrong] == []
    assert left < sum(came != right for came, right in zip(damaged, text, strict=True)) / 2
    assert record.form == read_record(text).form and record.title


DOUBTFUL = {
    "displaced-mark": ("story", lambda text: text.replace("ขนข้าว", "จดบนั ทึก")),
    "ocr-by-sense": ("unit63", lambda text: text.replace("ทีมวิทยากรสัมมาชีพชุมชน", "ทีมวิทยากรสมาชิกชุมชน")),
    "lost-tone": ("agenda63", lambda text: text.replace("หมู่บ้าน", "หมูบาน").replace("ต้องการ", "ตองการ")),
    "overlay-digits": ("person63", lambda text: text.replace("ทำให้การทำงานสำเร็จ", "ทำให้ความสาเ2ร0็จ")),
    "space-in-word": ("person64", lambda text: text.replace("สัมมาชีพ", "สัมมา ชีพ")),
    "lost-sara-am": ("unit61", lambda text: text.replace("แนะนำ", "แนะนา").replace("กำหนด", "กาหนด")),
}


@pytest.mark.parametrize("kind", DOUBTFUL)
def test_what_is_doubtful_is_told_and_never_applied_unasked(kind):
    name, damage = DOUBTFUL[kind]
    damaged = damage(sound(name))

    record = read_record(damaged)

    assert damaged != sound(name) and record.mended.text == damaged
    assert kind in [note.code for note in record.damage]


@pytest.mark.parametrize("name", sorted(path.stem for path in TEXTS.glob("*.txt")))
def test_a_sound_text_is_not_touched(name):
    assert read_record(sound(name)).mended.text == sound(name)

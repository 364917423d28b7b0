"""Damaged Thai: certain repairs are right, doubtful ones wait to be accepted, sound text is never touched."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samma.knowledge.reading import read_record
from samma.knowledge.reading.mending import mend
from samma.thai import normalise
from samma.thai.words import strangeness, words
from tests.knowledge.pages import TEXTS
from tests.sources import real_documents

SOUND = (
    "ทีมวิทยากรสัมมาชีพชุมชนระดับหมู่บ้านดำเนินการสำรวจความต้องการอาชีพของครัวเรือน ตำบลสมมุติ อำเภอตัวอย่าง จำนวน ๒๐ ครัวเรือน "
    "ผู้นำชุมชนให้คำแนะนำเป็นสิ่งสำคัญ ทำให้การทำงานสำเร็จตามที่กำหนดไว้ในแผน และนำผลไปใช้ในการประชุมประจำเดือนของหมู่บ้าน "
    "ชาวบ้านสอนชาวบ้าน ลงมือทำจริงที่บ้านของตน แล้วรายงานให้อำเภอทราบ"
)
SPLIT = re.sub("([ก-ฮ][่-๋]?)ำ", r"\1 า", SOUND)
LOST = SOUND.replace("ำ", "า")
TURNED = SOUND.replace("า", "ำ")


def applied(text):
    return [(r.old, r.new) for r in mend(text).repairs if r.is_applied]


def offered(text):
    return [(r.old, r.new) for r in mend(text).repairs if not r.is_applied]


def test_sara_am_split_in_a_whole_document_comes_back_whole():
    assert mend(SPLIT).text == SOUND


def test_a_single_split_sara_am_is_only_offered():
    text = "ส่งเรื่องถึงอ าเภอแล้ว งานทำสำเร็จตามกำหนด"

    assert (mend(text).text, offered(text)) == (text, [("อ าเภอ", "อำเภอ")])


def test_a_space_that_stands_for_a_lost_tone_mark_is_not_sara_am():
    text = "ชาวบ านในหมู บ านปรึกษากัน แล วก าวไปข างหน าพร อมกัน ทั้งบ าน ทุกบ าน"

    assert mend(text).text == text
    assert not any("ำ" in new for _old, new in offered(text))


def test_sara_am_lost_everywhere_is_mended_in_words_that_cannot_be_others():
    mended = mend(LOST).text

    assert all(
        word in mended for word in ("ดำเนินการสำรวจ", "ตำบล", "อำเภอ", "จำนวน", "สำคัญ", "สำเร็จ", "กำหนด", "ประจำ")
    )
    assert all(
        now in (was, "ำ") and (now == was or right == "ำ") for was, now, right in zip(LOST, mended, SOUND, strict=True)
    )


def test_sara_am_lost_beside_sound_ones_is_only_offered():
    text = "ลดความเหลื่อมล้าทางสังคม และให้กาลังใจทีม ทำงานด้วยสำนึก"

    assert mend(text).text == text
    assert ("เหลื่อมล้า", "เหลื่อมล้ำ") in offered(text)


def test_sara_aa_printed_as_sara_am_is_turned_where_only_one_of_them_is_a_word():
    mended = mend(TURNED).text

    assert "ทีมวิทยากรสัมมาชีพชุมชนระดับหมู่บ้านดำเนินการสำรวจความต้องการอาชีพของครัวเรือน" in mended
    assert all(now in (right, was) for was, now, right in zip(TURNED, mended, SOUND, strict=True))


def test_one_turned_word_in_a_sound_text_is_only_offered():
    text = "เศรษฐกิจฐำนรำกและประชารัฐ ทำงานร่วมกันอย่างเข้มแข็ง"

    assert (mend(text).text, offered(text)) == (text, [("ฐำนรำก", "ฐานราก")])


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("ท\ufffdำงานตามแผนที่จัดท\ufffdา", "ทำงานตามแผนที่จัดทำ"),
        ("หมู\uf70aบ\uf706านจัดท\uf711าแผน", "หมู่บ้านจัดทำแผน"),
        ("ร า ย ง า น ประจำปี", "รายงาน ประจำปี"),
        ("สิ่งที่ จ ะต้ อ ง ทำ", "สิ่งที่ จะต้องทำ"),
    ],
)
def test_what_fonts_and_spacing_did_is_undone(text, right):
    assert mend(normalise(text)).text == right


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("จดบันทกึ ทุกวัน", "จดบันทึก ทุกวัน"),
        ("ระดบั จังหวัด", "ระดับ จังหวัด"),
        ("ตน้ แบบ", "ต้น แบบ"),
        ("ศนู ย์ เรียนรู้", "ศูนย์ เรียนรู้"),
        ("ใน หมบู่ า้ น ของเรา", "ใน หมู่บ้าน ของเรา"),
        ("ครุฑเรือนเป้าหมาย", "ครัวเรือนเป้าหมาย"),
        ("พัฒนาผู้นำสมาชิก", "พัฒนาผู้นำสัมมาชีพ"),
    ],
)
def test_what_is_likely_waits_until_somebody_accepts_it(text, right):
    repairs = mend(text).repairs

    assert mend(text).text == text
    assert mend(text, accepted=[repair.key for repair in repairs]).text == right


def test_a_certain_repair_can_be_refused():
    keys = [repair.key for repair in mend(SPLIT).repairs if repair.new == "อำเภอ"]

    assert mend(SPLIT, refused=keys).text == SOUND.replace("อำเภอ", "อ าเภอ")


def test_a_repair_tells_how_often_its_word_stands_there():
    (repair,) = mend("จัดท\ufffdำแผน แล้วจัดท\ufffdำรายงาน").repairs

    assert (repair.old, repair.new, repair.count, repair.code) == ("ท\ufffdำ", "ทำ", 2, "dropped-glyph")


@pytest.mark.parametrize("text", ["หมูบานที่ตองการทองเที่ยว", "ความสาเ2ร0็จ", "สัมมา ชีพ ต่อ เนื่อง"])
def test_what_cannot_be_mended_safely_is_left_and_told(text):
    assert applied(text) == []
    assert read_record(text).damage


def test_a_record_is_read_from_the_mended_text_and_says_what_was_mended():
    record = read_record(f"แบบบันทึกองค์ความรู้\n๑. ชื่อความรู้ การท างานของผู้น าชุมชน\n๓. ความเป็นมาและความสำคัญ\n{SPLIT}")

    assert record.title == "การทำงานของผู้นำชุมชน"
    assert record.sections[0].body == SOUND
    assert {repair.code for repair in record.repairs} == {"split-sara-am"}


def test_undamaged_documents_are_not_touched():
    for path in real_documents():
        text = normalise(path.read_text(encoding="utf-8"))

        assert mend(text).text == text


def all_lines() -> list[str]:
    """Every line of the five documents and of the texts made for the tests."""
    texts = [normalise(path.read_text(encoding="utf-8")) for path in [*real_documents(), *TEXTS]]
    return [line for text in texts for line in text.splitlines() if line.strip()]


@given(st.data())
def test_any_piece_of_undamaged_text_is_not_touched(data):
    """Any run of lines of any source, cut anywhere, and lines of several sources in any order."""
    lines = all_lines()
    first = data.draw(st.integers(0, len(lines) - 1))
    run = "\n".join(lines[first : first + data.draw(st.integers(1, 12))])
    text = run[data.draw(st.integers(0, len(run) // 2)) :] + "\n" + data.draw(st.sampled_from(lines))

    assert mend(normalise(text)).text == normalise(text)


@pytest.mark.parametrize("damage", ["split", "turned", "lost", "dropped"])
def test_certain_repairs_of_real_documents_are_right(damage):
    for path in real_documents():
        text = normalise(path.read_text(encoding="utf-8"))
        damaged = {
            "split": re.sub("([ก-ฮ][่-๋]?)ำ", r"\1 า", text),
            "turned": text.replace("า", "ำ"),
            "lost": text.replace("ำ", "า"),
            "dropped": text.replace("ำ", "\ufffdำ"),
        }[damage]
        mended = mend(damaged).text
        if damage in ("split", "dropped"):
            assert mended == text
            continue
        # Letter by letter: right now, or left as it came. Two words of one document were damaged before.
        wrong = [n for n, (was, now) in enumerate(zip(damaged, mended, strict=True)) if now not in (was, text[n])]
        assert {mended[n - 1 : n + 1] for n in wrong} <= {"ล้ำ"[1:], "กำ"}


@given(st.lists(st.integers(0, 5), min_size=1, max_size=30))
def test_mending_twice_changes_nothing_more(choices):
    sentences = [*SOUND.split(), *SPLIT.split(" ๒๐ ")[:1], LOST.split()[0], "ท\ufffdำ"]
    text = " ".join(sentences[choice % len(sentences)] for choice in choices)

    once = mend(text).text

    assert mend(once).text == once


@given(st.text(alphabet="กขคงนมรสอเแาำะิีุู่้์ ๑1a.\n", max_size=400))
def test_words_joined_again_are_the_text(text):
    assert "".join(words(text)) == text


def test_long_runs_lose_no_letter():
    run = "ปัจจุบันนี้สถานการณ์ที่เกี่ยวข้องกับการประกอบอาชีพของประชาชนในชนบทเปลี่ยนแปลงไปอย่างรวดเร็ว" * 5

    assert "".join(words(run)) == run


def test_damaged_thai_is_stranger_than_sound_thai():
    assert strangeness(SPLIT) > strangeness(SOUND) < strangeness(TURNED)

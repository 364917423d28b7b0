"""The texts that must come back whole."""

import pytest

from tests.sources import real_documents

FIRST_WORDS = ["ตำบล", "น้ำ", "ค่ำ", "จ๊ำ", "ป๋ำ", "ปำ", "ฝ้ำ", "ฟ้ำ", "ชำนาญ", "ก่ำ"]
INVENTED = """บ้านหนองน้ำใส หมู่ที่ ๔ ตำบลทุ่งกว้าง เป็นชุมชนเกษตรกรรม ทำนา ทำไร่ และเลี้ยงสัตว์
๑.ผู้นำชุมชนสำรวจปัญหา ๒. ประชุมชี้แจงครัวเรือนเป้าหมาย 20 ครัวเรือน ณ ศาลาประชาคม
ปู่กับป้าปั้นโอ่งที่ฝั่งแม่น้ำ ฝูงเป็ดกินปลายข้าว ฟื้นฟูพื้นที่ป่าชุ่มน้ำ ซึ่งเชื่อมกับลำห้วย
กฎุมพี ฎีกา ปฏิบัติ ปรากฏ ญาติผู้ใหญ่ หญิง วิญญู ฐาน รัฐ ฤๅษี ฤดู วันพฤหัสบดี พระอินทร์ ก็ได้ เก็บ เล็ก
กลุ่มทำน้ำพริกเผา "ป้าแต๋ว" ขายได้ ๑,๒๐๐ บาท/เดือน (OTOP ๓ ดาว) ค่ำวันศุกร์ ย่ำค่ำ ห้ำหั่น ซ้ำ ล้ำ ย้ำ"""


def every_mark() -> str:
    """Each consonant with each vowel and tone mark above and below it."""
    consonants = [chr(code) for code in range(0x0E01, 0x0E2F) if chr(code) not in "ฤฦ"]
    tones = ["", "่", "้", "๊", "๋"]
    words = []
    for consonant in consonants:
        marks = [vowel + tone for vowel in ["", "ั", "ิ", "ี", "ึ", "ื", "ุ", "ู"] for tone in [*tones, "์"]]
        marks += [tone + "ำ" for tone in tones] + ["็"]
        words += [f"{consonant}{mark}ง{consonant}" for mark in marks]
    lines = (words[start : start + 12] for start in range(0, len(words), 12))
    return "\n".join("".join(line) + " " + " ".join(line) for line in lines)


@pytest.fixture(scope="session")
def invented() -> list[str]:
    """Texts made for the tests: they are always here."""
    return [INVENTED, every_mark(), *(f"{word} {INVENTED}" for word in FIRST_WORDS)]


@pytest.fixture(scope="session")
def documents() -> list[str]:
    """The five real documents."""
    return [file.read_text("utf-8") for file in real_documents()]

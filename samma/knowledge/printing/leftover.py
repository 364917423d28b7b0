"""What a form has no place for: it is printed after everything else, and told before it is printed. Nothing is dropped.

Only a telephone number is printed nowhere but in a form that asks for it, and that is told too.
"""

from collections.abc import Iterable

from samma.knowledge.record_forms import RecordForm, arrange
from samma.thai import thai_date

LEFT_OVER = "อื่น ๆ"


def paper_digits(digits: str) -> str:
    """The digits of what a paper writes itself: Thai unless Arabic ones are wanted throughout."""
    return "arabic" if digits == "arabic" else "thai"


def loose_facts(record, form: RecordForm, printed: Iterable[str], digits: str = "arabic") -> list[tuple[str, str]]:
    """(label, value) of the record's head that are not among the values `printed` and not the form's to ask."""
    asked = form.item("category")
    at_the_head = bool(asked and asked.heading) or not form.titles  # a web page has its category for a title
    facts = [
        ("หมวดองค์ความรู้", "" if at_the_head else record.category),
        ("ตำแหน่ง", record.position),
        ("สังกัด", record.office),
        ("ที่อยู่", record.address),
    ]
    if record.written_on and "date" not in form.owner_labels:
        facts.append(("วันที่บันทึก", thai_date(record.written_on, paper_digits(digits))))
    seen = set(printed)
    return [(label, value) for label, value in facts if value and value not in seen]


def told(record, form: RecordForm, printed: Iterable[str]) -> list[str]:
    """Sentences on what this form has no place for and where it goes, for the page before printing."""
    sentences = [
        f"{label} “{value}” พิมพ์ท้ายเอกสาร ใต้หัวข้อ “{LEFT_OVER}”" for label, value in loose_facts(record, form, printed)
    ]
    sentences += [f"หัวข้อ “{heading}” พิมพ์ท้ายเอกสาร ใต้ชื่อหัวข้อเดิม" for heading in strangers(record, form)]
    if record.phone and "phone" not in form.owner_labels:
        sentences.append("หมายเลขโทรศัพท์ไม่พิมพ์ เพราะแบบนี้ไม่มีช่องให้")
    return sentences


def strangers(record, form: RecordForm) -> list[str]:
    """Headings with text that this form asks for nowhere."""
    return [
        section.heading
        for section in arrange(form, record.sections.all())
        if section.level == 1 and section.body.strip() and not any(item.says(section.heading) for item in form.items)
    ]

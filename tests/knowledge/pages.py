"""What the tests of record pages share: a record with text, and the fields a browser would send back."""

from pathlib import Path

from django.urls import reverse

from samma.knowledge.importing.storing import store
from samma.knowledge.models import Section
from samma.knowledge.printing.papers import printable
from samma.knowledge.reading import read_file, read_record
from samma.knowledge.search import write_words
from tests.factories import DAY, make_department, make_record

TEXTS = sorted((Path(__file__).parent / "texts").glob("*.txt"))


def make_written(area_code="3301", **extra):
    """A draft with an owner and two sections, ready to be sent."""
    record = make_record(area_code, **{"owner": "นางสมใจ ใจงาม"} | extra)
    Section.objects.create(record=record, order=2, number="๕", heading="วิธีการ", kind="process", body="ทำทีละข้อ")
    write_words([record])
    return record


def at(name, record, **kwargs):
    return reverse(name, args=[record.pk], **kwargs)


def fields_of(form) -> dict:
    """Everything a form would send, its sections too."""
    data = {}
    for one in [form, *form.sections]:
        for field in one:
            value = field.value()
            if value is not None and field.name != "DELETE":
                data[field.html_name] = field.field.widget.format_value(value) if hasattr(value, "year") else value
    for field in form.sections.management_form:
        data[field.html_name] = field.value()
    return data


def opened(client, record) -> dict:
    """The edit page's fields as it shows them now."""
    return fields_of(client.get(at("record-edit", record)).context["form"])


def stored(path):
    """The record that an old text becomes."""
    text = read_file(path)
    record = store(read_record(text, file=path.name), text, area_code="TH", by=make_department(), today=DAY)
    return printable([record.pk]).get()

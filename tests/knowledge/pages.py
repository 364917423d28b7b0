"""What the tests of record pages share: a record with text, and the fields a browser would send back."""

from django.urls import reverse

from samma.knowledge.models import Section
from tests.factories import make_record


def make_written(area_code="3301", **extra):
    """A draft with an owner and two sections, ready to be sent."""
    record = make_record(area_code, **{"owner": "นางสมใจ ใจงาม"} | extra)
    Section.objects.create(record=record, order=2, number="๕", heading="วิธีการ", kind="process", body="ทำทีละข้อ")
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

"""The editor of a record: what two people typed is laid together, section by section, and nothing typed is lost."""

import json

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction

from samma import thai
from samma.accounts.events import record as write_down
from samma.forms import RuleForm, shown
from samma.knowledge import actions
from samma.knowledge.models import Reason
from samma.knowledge.trail.comments import settle
from samma.knowledge.trail.revisions import hold, keep, keep_first
from samma.knowledge.writing.forms import RecordForm, two_columns
from samma.knowledge.writing.merging import Merged, merge, print_of, text_of, value_print

PLACES = ["form", "year", "level", "area_code", "target_village", "sage", "group"]  # a choice is saved by the person


class EditForm(RecordForm):
    """The head and the sections of a draft. `alone` says that the page saves by itself, without a person's word.

    What another changed meanwhile comes in by itself; what both changed is shown, and the person chooses. A page that
    saves by itself stores all but that, and what it could not store is kept beside the record.
    """

    head_base = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data=None, *, alone=False, **kwargs):
        super().__init__(data, **kwargs)
        self.alone, self.merged, self.written = alone, Merged(), []
        self.head_met, self.head_arrived = [], []
        self.fields["head_base"].initial = head_base(self.instance, self._names())
        del self.fields["version"]  # prints say more: which section, which field
        self.helper = two_columns(self.fields, wide=["title", "head_base"])

    def _names(self) -> list[str]:
        return [name for name in self._meta.fields if name in self.fields]

    def store(self):
        stored = super().store()
        if self.merged.meetings or self.head_met:
            with transaction.atomic():
                hold(self.instance, self._typed_head(), self._typed_sections(), by=self.user)
            self._show_meetings()
        return stored

    def perform(self):
        locked = actions.open_for_writing(self.instance)
        keep_first(locked)
        last = locked.revisions.exclude(reason=Reason.HELD).values_list("number", flat=True).first()
        sections = {section.pk: text_of(section) for section in locked.sections.all()}
        out = [] if self.alone else self.sections.out()
        self.merged = merge(self.sections.typed(), out, sections)
        self._typed = {name: getattr(self.instance, self._attname(name)) for name in self._names()}
        self._meet_heads(locked)
        if (self.merged.meetings or self.head_met) and not self.alone:
            raise ValidationError(self.stale_sentence)
        self.instance.version, self.instance.is_changed = locked.version + 1, True
        record = RuleForm.perform(self)
        self.written = actions.write_sections(record, self.merged.texts, self.merged.gone)
        if record.form != locked.form:
            actions.change_form(record)
        kept = keep(record, Reason.AUTOSAVE if self.alone else Reason.EDIT, by=self.user)
        if not self.alone:
            settle(record, self.data.getlist("solved"), by=self.user)
        is_new = kept.number != last
        if self.alone and not is_new:  # nothing new, or a sitting that goes on: said already
            type(record).objects.filter(pk=record.pk).update(is_changed=locked.is_changed)
        else:
            write_down("edit", record, by=self.user, **self.event_detail())
        return record

    def last_change(self, current):
        """Who else wrote last: the revisions know it, and one's own do not count."""
        others = current.revisions.exclude(reason=Reason.HELD).exclude(by=self.user).select_related("by")
        last = others.first()
        return (str(last.by or ""), thai.thai_datetime(last.at)) if last else super().last_change(current)

    def _attname(self, name: str) -> str:
        return self.instance._meta.get_field(name).attname

    def _meet_heads(self, locked) -> None:
        """Field by field: what another alone changed stands, what both changed is told."""
        bases = _read_bases(self.cleaned_data.get("head_base", ""))
        for name in self._names():
            attname = self._attname(name)
            mine, theirs = getattr(self.instance, attname), getattr(locked, attname)
            base, now = bases.get(name), value_print(theirs)
            if self.alone and name in PLACES:
                setattr(self.instance, attname, theirs)
            elif now not in (base, value_print(mine)):
                (self.head_arrived if value_print(mine) == base else self.head_met).append(name)
                setattr(self.instance, attname, theirs)
        for field in locked._meta.concrete_fields:
            if field.name not in self._names():
                setattr(self.instance, field.attname, getattr(locked, field.attname))

    def _typed_head(self) -> dict:
        return {name: str(self._typed.get(name) or "") for name in ("title", "category", "owner", "position", "office")}

    def _typed_sections(self) -> list[dict]:
        return [
            {"pk": t.pk, "number": t.number, "heading": t.heading, "kind": t.kind, "body": t.body}
            for t in self.sections.texts()
        ]

    def _show_meetings(self) -> None:
        """Both texts of what two changed, and the others' changes in their places; saving again is a decision."""
        current = type(self.instance)._base_manager.get(pk=self.instance.pk)
        by, at = self.last_change(current)
        fields = []
        for name in self.head_met:
            field = self.fields[name]
            theirs = current._meta.get_field(name).value_from_object(current)
            fields.append(
                {"label": self[name].label, "yours": shown(field, self[name].data), "theirs": shown(field, theirs)}
            )
        rows = {row.prefix: row for row in self.sections}
        for meeting in self.merged.meetings:
            rows[meeting.prefix].meeting = meeting
            yours = meeting.mine.body if meeting.mine else "ลบหัวข้อนี้"
            theirs = meeting.theirs.body
            fields.append({"label": meeting.label, "yours": yours, "theirs": theirs})
        self.stale = {"by": by, "at": at, "fields": fields}
        self.data = self.data.copy()
        self.data[self.add_prefix("head_base")] = head_base(current, self._names())
        for name in self.head_arrived:
            value = self.fields[name].prepare_value(current._meta.get_field(name).value_from_object(current))
            self.data[self.add_prefix(name)] = self.fields[name].widget.format_value(value)
        for meeting in self.merged.meetings:
            self.data[f"{meeting.prefix}-base"] = print_of(meeting.theirs)
        for prefix, text in self.merged.arrived.items():
            for name in ("number", "heading", "kind", "body"):
                self.data[f"{prefix}-{name}"] = getattr(text, name)
            self.data[f"{prefix}-base"] = print_of(text)
        self.sections.data = self.data
        for row in self.sections:
            row.data = self.data

    def told(self) -> dict:
        """What a page that saved by itself must know: the prints it goes on from, and what came in from others."""
        record = self.instance
        arrived = self.merged.arrived
        met = {meeting.prefix for meeting in self.merged.meetings}
        rows = [
            {"prefix": prefix, "pk": section.pk, "base": print_of(section)}
            | ({"theirs": _fields(section)} if prefix in arrived else {})
            for prefix, section in zip(self.merged.prefixes, self.written, strict=False)
            if prefix not in met
        ]
        return {
            "saved": f"บันทึกแล้ว เมื่อ {thai.thai_datetime(self.saved_at)}",
            "head_base": self._base_after(record),
            "sections": rows,
            "meetings": [meeting.label for meeting in self.merged.meetings]
            + [self.fields[name].label for name in self.head_met],
        }

    @property
    def saved_at(self):
        """When the text was written last."""
        return self.instance.revisions.exclude(reason=Reason.HELD).first().at

    def _base_after(self, record) -> str:
        """The prints of the head that this page may go on from: of a field whose text stayed out, the one it began from."""
        began = _read_bases(self.cleaned_data.get("head_base", ""))
        keep_old = {*self.head_met, *self.head_arrived, *PLACES}  # the page still shows what it began with
        bases = {
            name: began.get(name) if name in keep_old else value_print(getattr(record, self._attname(name)))
            for name in self._names()
        }
        return json.dumps(bases)


def _fields(section) -> dict:
    return {name: getattr(section, name) for name in ("heading", "kind", "body")}


def head_base(record, names: list[str]) -> str:
    """The prints of a record's head, field by field, for a page."""
    return json.dumps({name: value_print(getattr(record, record._meta.get_field(name).attname)) for name in names})


def _read_bases(text: str) -> dict:
    try:
        bases = json.loads(text or "{}")
    except ValueError:
        return {}
    return bases if isinstance(bases, dict) else {}

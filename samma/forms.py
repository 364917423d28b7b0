"""The base of every form that writes: all rules are asked, races are told in Thai, and nobody's text is overwritten.

`RuleForm` validates every constraint of the model with nothing excluded (a plain ModelForm leaves out a constraint
that names a field the form does not show, and ends in a 500), puts each sentence beside its field, turns a lost race
into the same sentence, and refuses to save over a newer version.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models.fields import BLANK_CHOICE_DASH

from samma import formfields
from samma.constraints import violation_of, violations
from samma.rows import Versioned

DASHES = BLANK_CHOICE_DASH[0][1]


class Doubts:
    """Doubtful data is asked, not refused: the form shows the sentence and a box "ยืนยันว่าถูกต้อง"."""

    confirm_label = "ยืนยันว่าข้อมูลข้างต้นถูกต้อง"

    def start_doubts(self) -> None:
        self.doubts: list[str] = []

    def doubt(self, field: str | None, sentence: str) -> None:
        """Ask about a field's value; call it in `clean`."""
        self.doubts.append(sentence)
        self.fields.setdefault("confirmed", forms.BooleanField(required=False, label=self.confirm_label))
        if not self.data.get(self.add_prefix("confirmed")):
            self.add_error(
                field, ValidationError(f"{sentence} หากถูกต้อง ให้เลือก “ยืนยันว่าถูกต้อง” แล้วบันทึกอีกครั้ง", code="doubt")
            )


class StoredForm(Doubts):
    """`store()`: validate, write in one transaction, and say in Thai what stood in the way."""

    model: type[models.Model] | None = None

    def store(self):
        """The written row (or whatever `perform` returns), or None with the errors on the form."""
        if not self.is_valid():
            self.ask_for_files_again()
            return None
        try:
            with transaction.atomic():
                return self.perform()
        except ValidationError as error:
            self.refuse(error)
        except IntegrityError as error:
            model = self.model or self._meta.model
            violation = violation_of(error, model)
            self.add_error(self.field_for(violation.fields), violation.sentence)
        self.ask_for_files_again()
        return None

    def ask_for_files_again(self) -> None:
        """A browser forgets the chosen files of a page that comes back: which ones, said beside their field.

        Not when the form was sent beside its page, which then keeps them (static/js/kept-files.js).
        """
        if self.data.get("files_kept"):
            return
        for name, field in self.fields.items():
            if not isinstance(field, forms.FileField) or name in self.errors:
                continue
            chosen = getattr(self.files, "getlist", lambda key: [])(self.add_prefix(name))
            if chosen:
                names = ", ".join(one.name for one in chosen)
                self.add_error(name, f"ยังไม่ได้เก็บไฟล์ที่เลือกไว้ ({names}) โปรดเลือกอีกครั้งก่อนกดบันทึก")

    def perform(self):
        """The write itself; a form whose write touches more than one row calls its action here."""
        raise NotImplementedError

    @contextmanager
    def refusing(self) -> Iterator[None]:
        """A rule asked in `clean`: what it raises stands on the form."""
        try:
            yield
        except ValidationError as error:
            self.refuse(error)

    def refuse(self, error: ValidationError) -> None:
        """Put an action's refusal on the form, beside its field where the form has it."""
        if hasattr(error, "error_dict"):
            for field, errors in error.error_dict.items():
                self.add_error(field if field in self.fields else None, errors)
        else:
            self.add_error(None, error)

    def field_for(self, names: tuple[str, ...]) -> str | None:
        """The last of a rule's fields that this form shows: the more particular one, as a unique pair names it."""
        return next((name for name in reversed(names) if name in self.fields), None)


class PlainForm(StoredForm, forms.Form):
    """A form of no one model: it takes the user, and its `perform` calls an action."""

    def __init__(self, *args, user, **kwargs):
        self.user = user
        super().__init__(*args, **kwargs)
        self.start_doubts()
        narrow_choices(self, user)


class RuleForm(StoredForm, forms.ModelForm):
    """A ModelForm that meets all rules of its model; takes `user` and narrows its choices to his area."""

    stale = None  # {by, at, fields: [{label, yours, theirs}]} when somebody saved meanwhile (components/stale.html)
    stale_sentence = "มีผู้อื่นบันทึกข้อมูลนี้ระหว่างที่คุณแก้ไข ยังไม่ได้บันทึกทับ โปรดดูทั้งสองฉบับแล้วบันทึกอีกครั้ง"

    def __init__(self, *args, user, **kwargs):
        self.user = user
        super().__init__(*args, **kwargs)
        self.start_doubts()
        narrow_choices(self, user)
        if isinstance(self.instance, Versioned) and self.instance.pk:
            self.fields["version"] = forms.IntegerField(
                label="รุ่นของข้อมูล", widget=forms.HiddenInput, required=False, initial=self.instance.version
            )

    def _post_clean(self):
        # Django asks the constraints inside full_clean, leaving out those that name a field the form does not show,
        # and cannot say which field a sentence belongs to. That asking is put off, and ours follows.
        self.instance.validate_constraints = lambda exclude=None: None
        try:
            super()._post_clean()
        finally:
            del self.instance.validate_constraints
        wrong = {name for name in self.errors if name != NON_FIELD_ERRORS}
        for violation in violations(self.instance, exclude=wrong):
            self.add_error(self.field_for(violation.fields), violation.sentence)

    def store(self):
        if self.is_bound and self.is_stale():
            self.ask_for_files_again()
            return None
        return super().store()

    def perform(self):
        """Save the row; under its lock a newer version is never overwritten."""
        if "version" in self.fields:
            locked = (
                type(self.instance)._base_manager.select_for_update().only("pk", "version").get(pk=self.instance.pk)
            )
            if locked.version != self.cleaned_data["version"]:
                self.tell_stale()
                raise ValidationError(self.stale_sentence)
            self.instance.version = locked.version + 1
        return self.save()

    def is_stale(self) -> bool:
        """Whether somebody saved since this form was opened. Tells it on the form and keeps what was typed."""
        if "version" not in self.fields:
            return False
        typed = self.data.get(self.add_prefix("version"))
        if typed == str(self.instance.version):
            return False
        self.full_clean()
        self.tell_stale()
        self.add_error(None, self.stale_sentence)
        return True

    def last_change(self, current: models.Model) -> tuple[str, str]:
        """Who saved the row last and when, in words; forms that write the audit know it (samma.accounts.forms)."""
        return "", ""

    def tell_stale(self) -> None:
        """Both texts side by side; the version is brought up to date, so that saving again is a decision."""
        current = type(self.instance)._base_manager.get(pk=self.instance.pk)
        fields = []
        for name, field in self.fields.items():
            if name in ("version", "confirmed") or name not in {f.name for f in current._meta.fields}:
                continue
            bound = self[name]
            theirs = current._meta.get_field(name).value_from_object(current)
            if field.has_changed(field.prepare_value(theirs), bound.data):
                fields.append({"label": bound.label, "yours": shown(field, bound.data), "theirs": shown(field, theirs)})
        saved = self.last_change(current)
        self.stale = {"by": saved[0], "at": saved[1], "fields": fields}
        self.data = self.data.copy()
        self.data[self.add_prefix("version")] = str(current.version)


def narrow_choices(form: forms.BaseForm, user) -> None:
    """Every choice of rows keeps to the user's area, so that a posted id from elsewhere is an invalid choice.

    The empty choice says what to do instead of Django's row of dashes.
    """
    for field in form.fields.values():
        queryset = getattr(field, "queryset", None)
        if queryset is not None and hasattr(queryset, "visible_to"):
            field.queryset = queryset.visible_to(user)
        if getattr(field, "empty_label", None) == DASHES:
            field.empty_label = "เลือก"
        elif isinstance(field, forms.ChoiceField) and queryset is None:
            field.choices = [(key, "เลือก" if label == DASHES else label) for key, label in field.choices]


def shown(field: forms.Field, value) -> str:
    """A value as a person reads it: the choice's words, the date in พ.ศ., ใช่/ไม่ใช่."""
    if isinstance(field, forms.BooleanField):
        return "ใช่" if value in (True, "on", "true", "True", "1") else "ไม่ใช่"
    if isinstance(field, forms.ChoiceField):
        words = {str(key): str(label) for key, label in field.choices}
        return words.get(str(value), "") if value not in (None, "") else ""
    prepared = field.widget.format_value(field.prepare_value(value))
    return "" if prepared is None else str(prepared)


class DayForm(forms.Form):
    """A day to look back to; it is asked by an address, so that the answer can be sent on."""

    on = formfields.ThaiDateField(label="วันที่")

    def __init__(self, *args, today, **kwargs):
        self.today = today
        super().__init__(*args, **kwargs)

    def clean_on(self):
        if self.cleaned_data["on"] > self.today:
            raise ValidationError("วันนี้ยังมาไม่ถึง เลือกวันที่ผ่านมาแล้ว")
        return self.cleaned_data["on"]

    @classmethod
    def asked(cls, request, *, today, default=None):
        """(the form, the day or None) of `?on=`."""
        form = cls(request.GET if request.GET.get("on") else None, today=today, initial={"on": default})
        return form, (form.cleaned_data["on"] if form.is_bound and form.is_valid() else default)

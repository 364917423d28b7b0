"""Chosen in the meeting: a household into the register, a sage into the team. The rules are those of the desk's own pages.

The register and the seats are grids there; here one row is typed, and judged as the next row of that grid.
"""

from django import forms

from households.register.forms import RegisterGrid
from samma.formfields import ThaiCharField
from samma.forms import PlainForm
from samma.progress.screen.ticking import add_person
from trainers.forms import SeatGrid, SeatRow
from trainers.models import SEAT_NAMES, Team
from villages.models import Participant

NEW_ROW = ("house_no", "head", "participant", "occupation")


class HouseholdChoice:
    """One more household of the register, judged together with those that stand in it."""

    def __init__(self, data, *, user, target, today):
        self.user, self.target, self.today = user, target, today
        blank = RegisterGrid(user=user, target=target, today=today)
        self.trades = blank.trades
        self.place = len(blank.active)
        self.grid = RegisterGrid(self._posted(blank, data), user=user, target=target, today=today) if data else blank
        self.form = self.grid.forms[self.place] if self.place < len(self.grid.forms) else self.grid.empty_form
        self.over = self.grid.over

    def _posted(self, blank, data) -> dict:
        """The register as it stands, then the row that was typed."""
        posted = {"form-TOTAL_FORMS": self.place + 1, "form-INITIAL_FORMS": self.place}
        for nth, form in enumerate(blank.forms[: self.place]):
            values = {name: form[name].value() for name in form.fields}
            posted |= {
                f"form-{nth}-{name}": _typed(value) for name, value in values.items() if value not in (None, False)
            }
        row = f"form-{self.place}"
        posted |= {f"{row}-{name}": data.get(name, "") for name in NEW_ROW}
        posted |= {f"{row}-volunteer": data.get("volunteer", ""), "over_reason": data.get("over_reason", "")}
        return posted | {f"{row}-confirmed": data.get("confirmed", "")}

    def store(self):
        """The new enrolment, or None with the sentences in `errors`."""
        if not self.form.has_changed():
            self.form.full_clean()
            self.form.add_error("head", "โปรดใส่ชื่อหัวหน้าครัวเรือน")
            return None
        stored = self.grid.store()
        return stored[-1] if stored else None

    @property
    def errors(self) -> list[str]:
        own = [sentence for sentences in self.form.errors.values() for sentence in sentences]
        return own + list(self.grid.non_form_errors()) if self.grid.is_bound else own

    @property
    def asks_reason(self) -> bool:
        return self.grid.is_over

    @property
    def asks_confirmation(self) -> bool:
        return bool(self.form.doubts)


def _typed(value) -> str:
    return "on" if value is True else str(value)


class SageChoice(SeatRow):
    """A sage into an empty seat; who sits already is not moved here."""

    field_order = ["seat", "person", "expertise"]

    def __init__(self, data=None, *, user, target, today):
        team = Team.objects.select_related("target_village__village", "target_village__year")
        team = team.filter(target_village=target).first() or Team(target_village=target)
        base = SeatGrid(user=user, team=team, today=today)
        super().__init__(data, user=user, team=team, base=base.base, trades=base.trades, today=today)
        held = {trainer.seat for trainer in (team.seated() if team.pk else [])}
        seats = [(number, name) for number, name in SEAT_NAMES.items() if number not in held]
        self.fields["seat"] = forms.TypedChoiceField(label="ตำแหน่ง", choices=seats, coerce=int)
        self.fields["person"].required = True
        self.is_full = not seats
        del self.fields["started"]  # chosen in this meeting, from today on

    def perform(self):
        self.cleaned_data.setdefault("phone", "")
        return super().perform()


class PersonForm(PlainForm):
    """Somebody of no roster who is in the room."""

    model = Participant
    name = ThaiCharField(label="ชื่อ-สกุล", max_length=200)
    role = ThaiCharField(label="ตำแหน่งหรือบทบาท", required=False, max_length=150)

    def __init__(self, *args, activity, **kwargs):
        self.activity = activity
        super().__init__(*args, **kwargs)

    def perform(self):
        return add_person(self.activity, self.cleaned_data["name"], self.cleaned_data["role"], by=self.user)

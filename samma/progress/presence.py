"""Who was at an activity: households by their attendance, everybody else by name and role.

The roster of partners, the trainer team and the working group are ticked; whoever is in none of them is written down.
"""

from dataclasses import dataclass

from django import forms
from django.db import transaction

from households.models import Attendance, Enrolment
from samma.accounts.events import record
from samma.formfields import ThaiCharField
from samma.forms import PlainForm
from trainers.models import Trainer
from villages.models import Activity, LeaderKind, Participant, Partner

SPARE_LINES = 3
MOST_LINES = 200


@dataclass(frozen=True)
class Person:
    """Somebody who came, as he is written down."""

    name: str
    role: str = ""
    office: str = ""
    partner: int | None = None


class Ticks(forms.MultipleChoiceField):
    widget = forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"})

    def __init__(self, label: str) -> None:
        super().__init__(label=label, required=False)


class PresenceForm(PlainForm):
    """The ticks. Nobody is taken away by a page that did not show him."""

    prefix = "came"
    model = Participant

    def __init__(self, *args, activity: Activity, user, **kwargs):
        self.activity = activity
        target = activity.target_village
        present = set(activity.attendances.values_list("enrolment", flat=True)) if activity.pk else set()
        self.here = list(activity.participants.all()) if activity.pk else []
        enrolments = target.enrolments.select_related("household").order_by("number")
        self.enrolments = [e for e in enrolments if e.left_on is None or e.pk in present]
        self.named = self._named(target)
        partner_rows = Partner.objects.visible_to(user).around(target.village_code).order_by("kind", "sort_key")
        ticked = {person.partner_id for person in self.here}
        self.partners = [partner for partner in partner_rows if partner.is_active or partner.pk in ticked]
        super().__init__(*args, user=user, **kwargs)
        self._add("households", "ครัวเรือนเป้าหมาย", [(e.pk, _house(e)) for e in self.enrolments], present)
        for key, label in (("team", "ทีมวิทยากร"), ("group", "คณะทำงานหมู่บ้าน")):
            people = [(name, f"{name} ({said.role})") for name, said in self.named[key].items()]
            self._add(key, label, people, {person.name for person in self.here})
        self._add("partners", "ภาคีและทีมสนับสนุน", [(p.pk, _partner(p)) for p in self.partners], ticked)

    def _named(self, target) -> dict[str, dict[str, Person]]:
        """Those who are known by their part in the village: a person of both stands with the team."""
        trainers = Trainer.objects.serving().filter(team__target_village=target).select_related("sage").order_by("seat")
        team = {t.sage.full_name: Person(t.sage.full_name, t.get_seat_display(), "ทีมวิทยากร") for t in trainers}
        group = {
            member.name: Person(member.name, member.position or LeaderKind(member.kind).label, "คณะทำงานหมู่บ้าน")
            for member in target.working_group.serving()
            if member.name not in team
        }
        return {"team": team, "group": group}

    def _add(self, name: str, label: str, choices: list, ticked: set) -> None:
        if choices:
            self.fields[name] = Ticks(label)
            self.fields[name].choices = [(str(value), words) for value, words in choices]
            self.initial[name] = [str(value) for value, _words in choices if value in ticked]

    def written_down(self) -> list[Participant]:
        """Those present who stand in no roster: they are lines of their own."""
        known = {*self.named["team"], *self.named["group"]}
        return [person for person in self.here if person.partner_id is None and person.name not in known]

    def ticked_households(self) -> set[int]:
        return {int(pk) for pk in self.cleaned_data.get("households", [])}

    def ticked_people(self) -> list[Person]:
        chosen = {str(p.pk): p for p in self.partners}
        people = [self.named[key][name] for key in ("team", "group") for name in self.cleaned_data.get(key, [])]
        for pk in self.cleaned_data.get("partners", []):
            partner = chosen[pk]
            office = partner.office or partner.get_kind_display()
            people.append(Person(partner.full_name, partner.position, office, partner.pk))
        return people


def _house(enrolment: Enrolment) -> str:
    who = enrolment.participant or enrolment.household.full_name
    return f"{enrolment.number}. {who} · {enrolment.household.house_no}"


def _partner(partner: Partner) -> str:
    said = " ".join(filter(None, [partner.position, partner.office]))
    return f"{partner.full_name} · {partner.get_kind_display()}" + (f" · {said}" if said else "")


class OtherForm(forms.Form):
    """One further person; the line counts once it has a name."""

    name = ThaiCharField(label="ชื่อ-สกุล", max_length=200, required=False)
    role = ThaiCharField(label="ตำแหน่งหรือบทบาท", max_length=150, required=False)
    office = ThaiCharField(label="หน่วยงาน/องค์กร", max_length=150, required=False)

    def clean(self):
        data = super().clean()
        if (data.get("role") or data.get("office")) and not data.get("name"):
            self.add_error("name", "โปรดใส่ชื่อ-สกุล")
        return data


OtherFormSet = forms.formset_factory(OtherForm, extra=SPARE_LINES, max_num=MOST_LINES, absolute_max=MOST_LINES + 10)


def people_of(presence: PresenceForm, others) -> list[Person]:
    """Everybody but the households, each once."""
    written = [Person(data["name"], data["role"], data["office"]) for data in others.cleaned_data if data.get("name")]
    return list(dict.fromkeys([*presence.ticked_people(), *written]))


@transaction.atomic
def keep_presence(activity: Activity, households: set[int], people: list[Person], *, shown: set[int], by) -> None:
    """Write who came: of the households that the page showed, those ticked; of the others nothing is touched."""
    present = set(activity.attendances.values_list("enrolment", flat=True))
    Attendance.objects.filter(activity=activity, enrolment__in=(present & shown) - households).delete()
    rows = Enrolment.objects.filter(pk__in=households - present).select_related("household")
    for enrolment in rows:
        Attendance.objects.create(activity=activity, enrolment=enrolment)
    wanted = dict.fromkeys(people)
    for row in activity.participants.all():
        said = Person(row.name, row.role, row.office, row.partner_id)
        if said in wanted:
            del wanted[said]
        else:
            row.delete()
    for person in wanted:
        Participant.objects.create(
            activity=activity, name=person.name, role=person.role, office=person.office, partner_id=person.partner
        )
    record("attendance", activity, by=by, present=len(households), people=len(people))

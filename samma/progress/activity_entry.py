"""One page for what took place: the meeting, its agenda with minutes, and who came, stored together or not at all."""

from django.db import transaction

from samma.progress.presence import OtherFormSet, PresenceForm, keep_presence, people_of
from trainers.order import course_of
from villages.activity_forms import ActivityForm, PointFormSet, keep_agenda
from villages.agenda import agenda_of
from villages.models import Activity


class ActivityEntry:
    """The four forms of the page. A part that was not sent along is left as it is."""

    def __init__(self, activity: Activity, *, user, data=None, files=None, initial=None):
        self.activity, self.user = activity, user
        target = activity.target_village
        self.form = ActivityForm(
            data,
            files,
            instance=activity,
            user=user,
            initial=initial,
            course=course_of(target, without=activity.pk),
        )
        self.presence = PresenceForm(data, activity=activity, user=user)
        kind = (initial or {}).get("kind") or activity.kind
        points = (
            [{"title": point.title, "minutes": point.minutes} for point in activity.agenda.all()]
            if activity.pk
            else [{"title": title} for title in agenda_of(kind)]
        )
        self.points = PointFormSet(_sent(data, "agenda"), prefix="agenda", initial=points)
        written = [{"name": p.name, "role": p.role, "office": p.office} for p in self.presence.written_down()]
        self.others = OtherFormSet(_sent(data, "others"), prefix="others", initial=written)

    @property
    def all_parts(self) -> list:
        return [self.form, self.presence, *(part for part in (self.points, self.others) if part.is_bound)]

    def store(self) -> Activity | None:
        """The stored activity, or None with each sentence beside its field."""
        wrong = [part for part in self.all_parts if not part.is_valid()]  # all are asked, so that all is told at once
        if wrong:
            self.form.ask_for_files_again()
            return None
        households, people = self._who_came()
        self._count(len(households) + len(people))
        if self.form.errors:
            self.form.ask_for_files_again()
            return None
        with transaction.atomic():
            activity = self.form.store()
            if activity is None:
                return None
            if self.points.is_bound:
                keep_agenda(activity, self.points)
            if self.others.is_bound:
                shown = {e.pk for e in self.presence.enrolments}
                keep_presence(activity, households, people, shown=shown, by=self.user)
        return activity

    def _who_came(self):
        if not self.others.is_bound:
            return set(), []
        return self.presence.ticked_households(), people_of(self.presence, self.others)

    def _count(self, named: int) -> None:
        """The count of people is theirs who are named, unless it was typed; fewer than are named is asked about."""
        typed = self.form.cleaned_data.get("people")
        if typed is None and named:
            self.form.cleaned_data["people"] = self.form.instance.people = named
        elif typed is not None and typed < named:
            self.form.doubt("people", f"ใส่ {typed} คน แต่เลือกและเขียนชื่อไว้ {named} คน")


def _sent(data, prefix: str):
    return data if data is not None and f"{prefix}-TOTAL_FORMS" in data else None

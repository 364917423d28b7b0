"""The sheet of attendance."""

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property

from households.models import Attendance
from households.resources import InEnrolment
from samma.accounts.events import record_all
from samma.resources import of
from villages.models import Activity, ActivityKind


class AttendanceResource(InEnrolment):
    kind = of(Activity, "kind", prefix="activity__", key=True, needed=True, part=True, example="ฝึกอบรมสัมมาชีพชุมชน")
    day_no = of(Activity, "day_no", prefix="activity__", key=True, part=True, example=1)
    on = of(Activity, "on", prefix="activity__", key=True, needed=False, part=True, example="01/03/2560")
    who = of(Attendance, "who")

    class Meta:
        model = Attendance

    own_paths = ("activity",)

    def key_of(self, instance):
        return self._without_day(super().key_of(instance), instance.activity.kind)

    def key_in(self, cells):
        key = super().key_in(cells)
        return key and self._without_day(key, cells["kind"])

    def _without_day(self, key, kind):
        # A course day is known by its number; the date beside it may be left out.
        return key[:-1] if kind == ActivityKind.COURSE else key

    def link_further(self, instance, cells, target):
        kind = cells.get("kind")
        if not kind or not instance._state.adding:
            return
        if not hasattr(self, "_activities"):
            self._activities = {}
            for activity in self.within(Activity.objects.visible_to(self.user)).order_by("pk"):
                day = activity.day_no if activity.kind == ActivityKind.COURSE else activity.on
                self._activities.setdefault((activity.target_village_id, activity.kind, day), []).append(activity)
        is_course = kind == ActivityKind.COURSE
        day = cells.get("day_no" if is_course else "on")
        found = self._activities.get((target.pk, kind, day), [])
        if not found:
            column = "day_no" if is_course else "on"
            raise ValidationError({column: "ยังไม่ได้บันทึกกิจกรรมนี้ของหมู่บ้าน: บันทึกวันที่จัดกิจกรรมก่อน"})
        # Two forums on one day: the household is put down for the first it is not down for yet.
        instance.activity = next((a for a in found if (instance.enrolment_id, a.pk) not in self.attended), found[-1])
        self.attended.add((instance.enrolment_id, instance.activity_id))

    @cached_property
    def attended(self) -> set[tuple[int, int]]:
        """Who came to what: enrolment and activity, those of the file's rows so far among them."""
        rows = self.within(Attendance.objects.visible_to(self.user))
        return set(rows.order_by().values_list("enrolment_id", "activity_id"))

    def write(self, lines):
        """As the sheet of ticks writes (`households.training.ticks.mark`): for each household, on which days it came."""
        written = super().write(lines)
        came: dict[int, list] = {}
        enrolments = {line.instance.enrolment_id: line.instance.enrolment for line in lines}
        for line in lines:
            activity = line.instance.activity
            came.setdefault(line.instance.enrolment_id, []).append(activity.day_no or str(activity.on))
        days = {pk: sorted(some, key=str) for pk, some in came.items()}
        record_all("attend", enrolments.values(), by=self.user, detail_of=lambda e: {"came": days[e.pk], "missed": []})
        return written

"""The sheet of visits. The households' states follow it."""

from django.core.exceptions import ValidationError

from households import states
from households.models import Visit
from households.resources import InEnrolment
from households.visits.writing import log_visits
from samma import thai
from samma.resources import Column, Written, of
from samma.resources.written import plain_values
from trainers.models import Sage
from trainers.resources import PersonReading


class VisitResource(InEnrolment):
    """Visits once written are not changed by a file; a row that is there already is left as it is."""

    changes_rows = False
    on = of(Visit, "on", key=True, example="20/04/2560")
    visited_by = Column(
        "วิทยากรผู้เยี่ยม", "visited_by__full_name", PersonReading(), key=True, part=True, example="นายสมมุติ ตัวอย่าง"
    )
    visitor = of(Visit, "visitor", key=True)
    channel = of(Visit, "channel", key=True, example="ไปเยี่ยมที่บ้าน")
    met = of(Visit, "met", example="หัวหน้าครัวเรือน")
    practising = of(Visit, "practising", example="ทำอยู่")
    stopped_reason = of(Visit, "stopped_reason")
    produced = of(Visit, "produced")
    gained_kind = of(Visit, "gained_kind", head="รายได้ที่ได้เพิ่ม: คำตอบ", example="ระบุจำนวน")
    gained = of(Visit, "gained", example=300)
    saved_kind = of(Visit, "saved_kind", head="รายจ่ายที่ลดได้: คำตอบ", example="ยังไม่มี")
    saved = of(Visit, "saved")
    problem = of(Visit, "problem")
    help_given = of(Visit, "help_given")
    help_needed = of(Visit, "help_needed")
    promise = of(Visit, "promise")
    next_on = of(Visit, "next_on")

    own_paths = ("visited_by",)

    class Meta:
        model = Visit

    def order(self):
        return ["-enrolment__target_village__year_id", "village_code", "enrolment__number", "on", "received_at", "pk"]

    def link_further(self, instance, cells, target):
        name = cells.get("visited_by")
        if not instance._state.adding:
            return
        instance.keyed_by = self.user
        if not name:
            return
        if not hasattr(self, "_visitors"):
            self._visitors = {}
            for sage in Sage.objects.filter(seats__village_code__in=self.codes).distinct():
                self._visitors.setdefault(thai.search_fold(sage.full_name), []).append(sage)
        found = self._visitors.get(thai.search_fold(name), [])
        if len(found) != 1:
            raise ValidationError(
                {"visited_by": f"“{name}” ไม่อยู่ในทีมวิทยากรของหมู่บ้าน: ถ้าไม่ใช่วิทยากร ให้ใส่ในช่องผู้เยี่ยม (ถ้าไม่ใช่วิทยากร)"}
            )
        instance.visited_by = found[0]

    def write(self, lines):
        """Through the one place that writes visits; a visit is never refused for its day."""
        visits = [line.instance for line in lines]
        # They are received in the order of their ids; the file's own order is kept.
        for visit, pk in zip(visits, sorted(visit.pk for visit in visits), strict=True):
            visit.pk = pk
        log_visits(visits, by=self.user)
        if not self.store.tell:
            return []
        label = Visit._meta.label_lower
        return [Written(label, str(ln.instance.pk), None, plain_values(ln.instance), ln.number) for ln in lines]

    def after_undo(self, instances):
        states.apply_visits(row for row in instances if isinstance(row, Visit))

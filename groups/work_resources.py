"""Sheets of what a group chose and did: its committee and its activities."""

from django.core.exceptions import ValidationError

from groups.books import not_after
from groups.models import CommitteeTerm, GroupActivity
from groups.resources import InGroup
from groups.rules import two_offices
from samma.resources import Column, Doubt, of
from samma.resources.reading import Text


class CommitteeTermResource(InGroup):
    """Who held which office from when: named by group, member, position and first day."""

    member = Column("สมาชิก", "member__name", Text(), key=True, needed=True, part=True, example="นางสมใจ นาดี")
    position = of(CommitteeTerm, "position", key=True, example="ประธาน")
    started = of(CommitteeTerm, "started", key=True, example="01/05/2560")
    due = of(CommitteeTerm, "due")
    ended = of(CommitteeTerm, "ended")

    class Meta:
        model = CommitteeTerm

    def get_queryset(self):
        return super().get_queryset().select_related("member__enrolment__household")

    def order(self):
        return ["village_code", "group", "started", "pk"]

    def link_further(self, instance, cells):
        if cells.get("member") and instance._state.adding:
            instance.member = self.member_named(instance.group, cells["member"])

    def before_import(self, dataset, **kwargs):
        super().before_import(dataset, **kwargs)
        self._seated = {}

    def gather(self, lines):
        groups = {line.instance.group_id for line in lines} - {None} - set(self._seated)
        terms = CommitteeTerm.objects.current().filter(group__in=groups).select_related("member__enrolment__household")
        self._seated |= {pk: {} for pk in groups}
        for term in terms:
            self._seated[term.group_id][term.pk] = (term.member.name, term.get_position_display())

    def refuse(self, line):
        term = line.instance
        if term.ended is not None:
            return
        not_after(term.started, self.today, "started")
        if term.member.left is not None:
            raise ValidationError({"member": "ออกจากกลุ่มแล้ว กรรมการต้องเป็นสมาชิกปัจจุบัน ถ้าเป็นวาระที่ผ่านมา ให้ใส่วันพ้นวาระ"})

    def doubt(self, line):
        term = line.instance
        if not line.is_new or term.ended is not None:
            return
        held = [*self._seated.get(term.group_id, {}).values(), (term.member.name, term.get_position_display())]
        for sentence in two_offices(held):
            if sentence.startswith(term.member.name):
                line.ask(Doubt("two?", "position", sentence), self.answers)

    def accept(self, line):
        super().accept(line)
        term = line.instance
        if line.is_new and term.ended is None:
            seated = self._seated.setdefault(term.group_id, {})
            seated[f"row {line.number}"] = (term.member.name, term.get_position_display())


class GroupActivityResource(InGroup):
    """What the members did together; the day and the words name it."""

    on = of(GroupActivity, "on", key=True, example="01/06/2560")
    what = of(GroupActivity, "what", key=True, example="ทอผ้าตามคำสั่งซื้อ")
    product = of(GroupActivity, "product", example="ผ้ามัดหมี่")
    quantity = of(GroupActivity, "quantity", example=12)
    unit = of(GroupActivity, "unit", example="ผืน")
    frequency = of(GroupActivity, "frequency", example="ทุกเดือน")
    income = of(GroupActivity, "income", example="8,100")

    class Meta:
        model = GroupActivity

    def order(self):
        return ["village_code", "group", "on", "pk"]

    def refuse(self, line):
        not_after(line.instance.on, self.today, "on")

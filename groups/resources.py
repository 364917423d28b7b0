"""Sheets of groups, their members, their committee and their activities."""

from django.core.exceptions import ValidationError

from groups.books import MemberBook, not_after
from groups.models import CommitteeTerm, Group, GroupActivity, Membership
from groups.rules import two_offices
from households.models import Enrolment
from samma.accounts.events import record_all
from samma.accounts.resources import RecordedResource
from samma.resources import Column, Doubt, of
from samma.resources.reading import Text, Whole
from trainers.resources import PersonReading
from villages.resources import occupation_column, village_column, year_column


class GroupResource(RecordedResource):
    village = village_column()
    name = of(Group, "name", key=True, example="กลุ่มทอผ้าตัวอย่าง")
    year = year_column(key=False)
    occupation = occupation_column("อาชีพหรือประเภทอาชีพ", "occupation", needed=True)
    origin = of(Group, "origin", example="จัดตั้งในโครงการ")
    founded = of(Group, "founded", example="01/05/2560")
    address = of(Group, "address")
    note = of(Group, "note")
    registered_on = of(Group, "registered_on", head="ขึ้นทะเบียนเมื่อ (ดูอย่างเดียว)", readonly=True)

    class Meta:
        model = Group

    def get_queryset(self):
        return super().get_queryset().select_related("village", "year", "occupation__parent")

    def order(self):
        return ["village_code", "sort_key", "pk"]


class InGroup(RecordedResource):
    """Rows that hang on a group, named by its village and its name."""

    village = village_column("group__village", part=True)
    group = Column("ชื่อกลุ่ม", "group__name", Text(), key=True, needed=True, part=True, example="กลุ่มทอผ้าตัวอย่าง")

    def get_queryset(self):
        return super().get_queryset().select_related("group__village")

    def link(self, instance, cells, wrong):
        village, name = cells.get("village"), cells.get("group")
        if village is None or not name:
            return
        if not hasattr(self, "_groups"):
            groups = self.within(Group.objects.visible_to(self.user)).select_related("village", "occupation")
            self._groups = {(g.village_id, g.name): g for g in groups}
        group = self._groups.get((village.pk, name))
        if group is None:
            raise ValidationError({"group": f"ไม่มีกลุ่ม “{name}” ใน{village}"})
        instance.group = group
        self.link_further(instance, cells)

    def link_further(self, instance, cells) -> None:
        """For what else a row names beside its group."""

    def member_named(self, group, name) -> Membership:
        """The member of a group by his name, of today or of former days; whoever joined twice is the later one."""
        if not hasattr(self, "_names"):
            rows = self.within(Membership.objects.visible_to(self.user)).select_related("enrolment__household")
            latest = {(row.group_id, row.enrolment_id or row.person): row for row in rows.order_by("joined", "pk")}
            self._names = {}
            for row in latest.values():
                self._names.setdefault((row.group_id, row.name), []).append(row)
        found = self._names.get((group.pk, name), [])
        if len(found) != 1:
            many = f"มีสมาชิกชื่อ “{name}” มากกว่าหนึ่งราย ให้บันทึกรายการนี้ที่หน้ากลุ่ม"
            raise ValidationError({"member": many if found else f"ไม่มีสมาชิกชื่อ “{name}” ในกลุ่มนี้"})
        return found[0]


class MembershipResource(InGroup):
    """A member is a household by year and number, or anybody else by name."""

    blamed = {"enrolment": "number", "reason": "note"}

    year = year_column("enrolment__target_village__year", needed=False, part=True)
    number = Column(
        "ลำดับที่ครัวเรือน",
        "enrolment__number",
        Whole(),
        key=True,
        part=True,
        example=1,
        note="ลำดับที่ในทะเบียนครัวเรือนเป้าหมายของปีนั้น เว้นว่างเมื่อเป็นบุคคลอื่น",
    )
    home = village_column(
        "enrolment__target_village__village", head="รหัสหมู่บ้านของครัวเรือน", key=False, needed=False, part=True,
        note="เว้นว่างเมื่ออยู่หมู่บ้านเดียวกับกลุ่ม",
    )  # fmt: skip
    head = Column("หัวหน้าครัวเรือน (ดูอย่างเดียว)", "enrolment__household__full_name", PersonReading(), readonly=True)
    person = of(Membership, "person", key=True)
    joined = of(Membership, "joined", key=True, example="01/05/2560")
    left = of(Membership, "left")
    left_reason = of(Membership, "left_reason")
    note = of(Membership, "note")

    class Meta:
        model = Membership

    def get_queryset(self):
        paths = ("enrolment__household", "enrolment__target_village__year")
        return super().get_queryset().select_related(*paths)

    def order(self):
        return ["village_code", "group", "joined", "pk"]

    def link_further(self, instance, cells):
        year, number = cells.get("year"), cells.get("number")
        if number is None or not instance._state.adding:
            return
        if year is None:
            raise ValidationError({"year": "ใส่ปีงบประมาณของทะเบียนครัวเรือนด้วย"})
        if not hasattr(self, "_enrolments"):
            paths = ("household", "target_village", "occupation")
            rows = self.within(Enrolment.objects.visible_to(self.user)).select_related(*paths)
            self._enrolments = {(e.village_code, e.target_village.year_id, e.number): e for e in rows}
        home = cells.get("home") or instance.group.village
        found = self._enrolments.get((home.code, year.pk, number))
        if found is None:
            raise ValidationError({"number": f"ไม่มีครัวเรือนลำดับที่ {number} ในทะเบียนปี {year}"})
        instance.enrolment = found

    def read_codes(self, dataset):
        super().read_codes(dataset)
        column = self.fields["home"]
        if column.column_name in dataset.headers:
            self.codes |= set(self.codes_in(dataset, column))

    def gather(self, lines):
        new = [line.instance for line in lines if line.is_new and line.instance.group_id]
        enrolments = {row.enrolment_id for row in new} - {None}
        self._book = MemberBook({row.group_id for row in new}, enrolments)
        for row in self._joined:  # in a dry run nothing of the file is in the database
            self._book.add(row)

    def before_import(self, dataset, **kwargs):
        super().before_import(dataset, **kwargs)
        self._joined = []

    def refuse(self, line):
        if not line.is_new or line.instance.left is not None:  # what is past is written as it was
            return
        not_after(line.instance.joined, self.today, "joined")
        self._book.refuse(line.instance)

    def accept(self, line):
        super().accept(line)
        self._book.add(line.instance)
        self._joined.append(line.instance)

    def write(self, lines):
        written = super().write(lines)
        new = [line.instance for line in lines if line.is_new and line.instance.left is None]
        record_all("add_member", new, by=self.user, detail_of=lambda row: {"group": row.group_id})
        return written


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

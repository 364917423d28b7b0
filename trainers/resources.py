"""Sheets of the survey base and of the teams of five."""

from django.core.exceptions import ValidationError

from samma import thai
from samma.accounts.events import record_all
from samma.accounts.resources import RecordedResource
from samma.people import split_name
from samma.resources import NEW, SAME, Column, Doubt, of
from samma.resources.reading import Named, Text
from trainers.judging_cells import Judged, criterion_columns
from trainers.models import LeadCourse, Sage, Team, Trainer
from trainers.near import NearPeople
from villages.resources import InTarget, occupation_column, village_column, year_column


class PersonReading(Text):
    """A whole name in one cell; it is split where it is stored."""

    note = "คำนำหน้า ชื่อ และนามสกุลในเซลล์เดียว เช่น นางสมใจ ตัวอย่าง"

    def read(self, text, **kwargs):
        return thai.fold_spaces(super().read(text, **kwargs))


def put_name(person, text: str) -> None:
    """Split a whole name onto a person; a name that is there already keeps its own parts, its title too."""
    if text and text != person.full_name:
        name = split_name(text)
        is_same = (name.first_name, name.last_name) == (person.first_name, person.last_name)
        person.title = name.title or (person.title if is_same else "")
        person.first_name, person.last_name = name.first_name, name.last_name


class SageResource(RecordedResource):
    blamed = dict.fromkeys(("title", "first_name", "last_name"), "person")
    village = village_column()
    person = Column("ชื่อ-สกุล", "full_name", PersonReading(), key=True, needed=True, part=True, example="นายสมมุติ ตัวอย่าง")
    kind = of(Sage, "kind", example="ปราชญ์ชุมชน")
    expertise = occupation_column("ความเชี่ยวชาญ", "expertise")
    expertise_detail = of(Sage, "expertise_detail")
    years = of(Sage, "years", example=12)
    taught_before = of(Sage, "taught_before", example=15)
    can_teach = of(Sage, "can_teach", example="มาก")
    teaches_at = of(Sage, "teaches_at", example="บ้านของปราชญ์")
    teaches_at_detail = of(Sage, "teaches_at_detail")
    willing = of(Sage, "willing", example="ใช่")
    consent = of(Sage, "consent", example="ไม่ใช่")
    birth_year = of(Sage, "birth_year", example=2510)
    education = of(Sage, "education")
    work = of(Sage, "work", example="ทำนา")
    second_work = of(Sage, "second_work")
    address = of(Sage, "address")
    phone = of(Sage, "phone", example="081-234-5678")
    outcome = of(Sage, "outcome")
    surveyed_on = of(Sage, "surveyed_on", example="15/01/2560")
    surveyor = of(Sage, "surveyor")
    note = of(Sage, "note")
    fits, fits_who, fits_on = criterion_columns("fits")
    wanted, wanted_who, wanted_on = criterion_columns("wanted")
    livelihood, livelihood_who, livelihood_on = criterion_columns("livelihood")
    teaches, teaches_who, teaches_on = criterion_columns("teaches")

    class Meta:
        model = Sage

    def get_queryset(self):
        return super().get_queryset().select_related("village", "expertise__parent").prefetch_related("judgements")

    def order(self):
        return ["village_code", "sort_key", "pk"]

    def link(self, instance, cells, wrong):
        put_name(instance, cells.get("person", ""))

    def apply(self, line):
        line.about = Judged(line.instance, line.cells)
        super().apply(line)

    def judge(self, line):
        super().judge(line)
        if not line.wrong:
            for name, sentence in line.about.faults():
                line.refuse(name, [sentence])

    def write(self, lines):
        written = super().write(lines)
        judged = Judged.write(((line.number, line.about) for line in lines), by=self.user)
        return written + (judged if self.store.tell else [])

    def shown(self, line):
        shown = super().shown(line)
        if isinstance(line.about, Judged):
            for name, value in line.about.cells():
                shown[name] = str(self.fields[name].widget.render(value))
        return shown

    def find_all(self, lines, loader):
        super().find_all(lines, loader)
        new = [ln for ln in lines if ln.instance is None and ln.cells.get("village") and ln.cells.get("person")]
        if new:
            self._ask_same(new, loader)

    def _ask_same(self, lines, loader):
        """Likely the same person as one whom no row of the file names: asked, never joined in silence."""
        if not hasattr(self, "_near"):
            self._near = NearPeople()
            for sage in loader.rows():
                self._near.add(sage.village_id, sage.first_name, sage.last_name, sage)
        for line in lines:
            name = split_name(line.cells["person"])
            near = self._near.near(line.cells["village"].pk, name.first_name, name.last_name)
            found = [sage for sage in near if sage.pk not in loader.claimed]
            if found:
                choices = [(f"{SAME}{sage.pk}", f"ใช่ {sage} คนเดียวกัน") for sage in found]
                words = f"ในฐานข้อมูลมีชื่อใกล้เคียง: {', '.join(map(str, found))}"
                answer = line.ask(Doubt("same?", "person", words, (*choices, (NEW, "เป็นคนละคน"))), self.answers) or ""
                line.instance = next((sage for sage in found if answer == f"{SAME}{sage.pk}"), None)
                line.is_merge = line.instance is not None
                if line.is_merge:
                    loader.claim(line.instance)


class TeamResource(InTarget):
    """One row for each trainer in a seat; the team itself is made with its first trainer."""

    blamed = {"sage": "sage", "team": "seat", "year": "year"}

    village = village_column("team__target_village__village", part=True)
    year = year_column("team__target_village__year", part=True)
    seat = of(Trainer, "seat", key=True, example="วิทยากรผู้นำสัมมาชีพ")
    sage = Column(
        "ชื่อ-สกุลวิทยากร",
        "sage__full_name",
        PersonReading(),
        key=True,
        needed=True,
        part=True,
        example="นายสมมุติ ตัวอย่าง",
        note="ต้องมีในทะเบียนปราชญ์ชุมชนแล้ว",
    )
    sage_village = village_column(
        "sage__village",
        head="รหัสหมู่บ้านของวิทยากร",
        key=False,
        needed=False,
        part=True,
        example="",
        note="เว้นว่างคือหมู่บ้านเดียวกับทีม",
    )
    started = of(Trainer, "started", needed=False, example="01/02/2560", note="เว้นว่างคือวันนี้")
    ended = of(Trainer, "ended")
    end_reason = of(Trainer, "end_reason")
    end_letter_no = of(Trainer, "end_letter_no")
    end_letter_date = of(Trainer, "end_letter_date")
    course = Column(
        "ผ่านหลักสูตรวิทยากรผู้นำ",
        "course",
        Named("หลักสูตร", lambda resource: LeadCourse.objects.all(), lambda course: [str(course)]),
        note="เช่น ศพช.ตัวอย่าง รุ่นที่ 1 ปี 2560",
    )
    certificate_no = of(Trainer, "certificate_no")

    class Meta:
        model = Trainer

    def get_queryset(self):
        paths = ("team__target_village__village", "team__target_village__year", "sage__village", "course")
        return super().get_queryset().select_related(*paths)

    def targets(self):
        return super().targets().select_related("team")

    def order(self):
        return ["-year_id", "village_code", "team", "seat", "started", "pk"]

    def link(self, instance, cells, wrong):
        target = self.target(cells)
        if target is None:
            return
        if instance._state.adding:
            instance.team = getattr(target, "team", None) or Team(target_village=target)  # the target knows it then
            instance.year = target.year
            instance.started = self.today
        if "sage" in cells:
            self._link_sage(instance, cells["sage"], cells.get("sage_village") or target.village)

    def _link_sage(self, instance, name, village):
        if instance.sage_id and instance.sage.full_name == name and instance.sage.village_id == village.pk:
            return
        if not hasattr(self, "_sages"):
            self._sages = {}
            for sage in Sage.objects.visible_to(self.user).filter(village_code__in=self.codes):
                self._sages.setdefault((sage.village_id, sage.full_name), []).append(sage)
        found = self._sages.get((village.pk, name), [])
        if len(found) != 1:
            why = "มีมากกว่าหนึ่งคน ระบบเลือกให้ไม่ได้" if found else "ไม่มีในทะเบียนปราชญ์ชุมชน"
            raise ValidationError({"sage": f"“{name}” ของ{village} {why}"})
        instance.sage = found[0]

    def parts(self, instance):
        has_team = Trainer._meta.get_field("team").is_cached(instance)
        return [*([("team__", instance.team)] if has_team else []), ("", instance)]

    def gather(self, lines):
        leaving = [line.instance.pk for line in lines if not line.is_new and line.instance.ended]
        busy = Trainer.objects.filter(pk__in=leaving, assignments__isnull=False, assignments__ended=None)
        self._busy = set(busy.values_list("pk", flat=True)) if leaving else set()

    def judge(self, line):
        super().judge(line)
        if line.instance.ended and line.instance.pk in self._busy:
            line.refuse("ended", ["วิทยากรคนนี้ยังดูแลครัวเรือนอยู่: ส่งมอบครัวเรือนก่อน แล้วจึงใส่วันที่พ้นจากทีม"])

    def read_codes(self, dataset):
        super().read_codes(dataset)
        column = self.fields["sage_village"]
        if column.column_name in dataset.headers:
            self.codes |= set(self.codes_in(dataset, column))

    def write(self, lines):
        """As `trainers.actions.open_team` and `seat` write: its rules are constraints, asked of every row already. The
        village of a trainer from next door stands in the file beside his name."""
        opened = {id(line.instance.team): line.instance.team for line in lines if line.instance.team._state.adding}
        written = super().write(lines)
        seated = [line.instance for line in lines if line.is_new and line.instance.ended is None]
        record_all("create", opened.values(), by=self.user)
        record_all("seat", seated, by=self.user, detail_of=lambda trainer: {"seat": trainer.seat})
        return written

"""The household register as one sheet: a household and its enrolment in a row."""

from households import states
from households.models import WITH_WISHES, Enrolment, Household
from households.register.enrolling import OVER, is_usual_house_no, reason_for_more, same_house_no
from households.register.index import RegisterLoader, names_of
from households.wishing import RANKS, Wishes
from samma import thai
from samma.accounts.events import record
from samma.resources import NEW, SAME, Column, Doubt, keep_state, of
from trainers.resources import PersonReading, put_name
from villages.resources import InTarget, occupation_column

MANY_MEMBERS = 20
LAST_NUMBER = 999  # as on the register's page; numbers on the move wait far above
MOST_LIKELY = 5  # households that a question offers


class WishColumn(Column):
    """The occupation a household wishes to learn in one rank; its row is written after the enrolment's."""

    def __init__(self, rank: int) -> None:
        column = occupation_column(f"อยากเรียนอาชีพ {rank}", f"wish_{rank}", part=True)
        super().__init__(column.column_name, column.attribute, column.widget, part=True, example=column.example)
        self.rank = rank

    def get_value(self, instance):
        if instance._state.adding:
            return None
        return next((wish.occupation for wish in instance.wishes if wish.rank == self.rank), None)


def _house(name: str, **options) -> Column:
    return of(Household, name, prefix="household__", **options)


class EnrolmentResource(InTarget):
    """A row is found by its household in the village and year, else by its number when house or head agree."""

    blamed = {"household": "head", "target_village": "head"} | {
        f"household__{name}": "head" for name in ("title", "first_name", "last_name")
    }

    number = of(Enrolment, "number", needed=False, example=1, note="เว้นว่างคือลำดับถัดไป")
    head = Column(
        "ชื่อ-สกุลหัวหน้าครัวเรือน",
        "household__full_name",
        PersonReading(),
        needed=True,
        part=True,
        example="นางสมมุติ ตัวอย่าง",
    )
    house_no = _house("house_no", needed=True, example="12/3")
    house_code = _house("house_code", example="", note="11 หลัก")
    members = _house("members", example=4)
    phone = _house("phone", example="081-234-5678")
    has_elder = _house("has_elder", example="ใช่")
    has_disabled = _house("has_disabled", example="ไม่ใช่")
    in_tpmap = _house("in_tpmap", example="ไม่ใช่")
    hit_by_disaster = _house("hit_by_disaster", example="ไม่ใช่")
    participant = of(Enrolment, "participant")
    relation = of(Enrolment, "relation")
    volunteer = of(Enrolment, "volunteer", example="ใช่")
    occupation = occupation_column("อาชีพที่เลือก", "occupation")
    wish_1, wish_2, wish_3 = WishColumn(1), WishColumn(2), WishColumn(3)
    joined_on = of(Enrolment, "joined_on", example="01/03/2560")
    left_on = of(Enrolment, "left_on")
    left_reason = of(Enrolment, "left_reason")
    certified_on = of(Enrolment, "certified_on")
    certified_reason = of(Enrolment, "certified_reason")
    exemplary_on = of(Enrolment, "exemplary_on")
    exemplary_reason = of(Enrolment, "exemplary_reason")
    note = _house("note")

    class Meta:
        model = Enrolment
        instance_loader_class = RegisterLoader

    def get_queryset(self):
        paths = ("household__village", "target_village__village", "target_village__year", "occupation__parent")
        return super().get_queryset().select_related(*paths).prefetch_related(WITH_WISHES)

    def order(self):
        return ["-target_village__year_id", "village_code", "target_village", "number"]

    def present(self):
        """The enrolments that are there. They share their target villages and occupations: there may be many thousand."""
        rows = super().present().select_related(None).prefetch_related(None).prefetch_related("occupation__parent")
        targets = {target.pk: target for target in self.known_targets.values()}
        for enrolment in rows:
            enrolment.target_village = targets[enrolment.target_village_id]
        return rows

    def init_instance(self, row=None):
        return Enrolment()

    # --- which household, which enrolment -------------------------------------------------------------------------
    def find_all(self, lines, loader):
        """Each row's household and enrolment; a household that no row before it named may be asked about."""
        register = self.register
        new = []
        for line in lines:
            village, year = line.cells.get("village"), line.cells.get("year")
            if village is None or year is None:
                line.about = Household()
                continue
            head, house_no = line.cells.get("head") or "", line.cells.get("house_no") or ""
            names = names_of(line.cells.get("house_code"), house_no, head)
            line.instance = register.take(village.code, year.pk, line.cells.get("number"), names)
            if line.instance is None:
                line.about = register.households.first(village.code, names)
                if line.about is None:
                    line.about = self._new_household(village, line, names)
                    new.append((line, village.code, names, head))
                elif line.about.pk:
                    register.claimed.add(line.about.pk)
        for line, code, names, head in new:
            self._ask_same(line, code, names, head)
        for line in lines:
            line.about = register.meant(line.about)

    def _new_household(self, village, line, names):
        household = Household(village=village)
        if names["head"] and names["house"]:
            self.register.households.add(village.code, {"code": names["code"], "bare": names["bare"]}, household)
        return household

    def _ask_same(self, line, code, names, head):
        """Likely the same household as one that is there: asked, never joined in silence."""
        likely = self.register.likely(code, names, head)[:MOST_LIKELY]
        if not likely:
            return
        choices = [(f"{SAME}{h.pk}", f"ใช่ ครัวเรือนเดียวกับบ้านเลขที่ {h.house_no} {h}") for h in likely]
        sentence = f"ในหมู่บ้านมีครัวเรือนที่ใกล้เคียง: {', '.join(f'บ้านเลขที่ {h.house_no} {h}' for h in likely)}"
        answer = line.ask(Doubt("same?", "head", sentence, (*choices, (NEW, "เป็นคนละครัวเรือน"))), self.answers) or ""
        same = next((h for h in likely if answer == f"{SAME}{h.pk}"), None)
        if same is None:
            return
        line.is_merge = True
        self.register.join(line.about, same)
        line.instance = self.register.enrolment_of(same, code, line.cells["year"].pk)

    def apply(self, line):
        if line.is_new:
            line.instance.household = line.about
        keep_state(line.instance.household)
        line.about = Wishes(line.instance, line.cells)
        super().apply(line)

    def link(self, instance, cells, wrong):
        household = instance.household
        put_name(household, cells.get("head") or "")
        house_no = cells.get("house_no")
        if house_no:  # one number however it is typed: what is there stays as it stands
            is_same = same_house_no(house_no, household.house_no)
            cells["house_no"] = household.house_no if is_same else thai.arabic_digits(house_no)
        super().link(instance, cells, wrong)
        if instance.target_village_id:
            self._number(instance, cells.get("number"))

    def _number(self, instance, number):
        last = self.register.last
        if instance.number is None and number is None:
            instance.number = last[instance.target_village_id] + 1
        last[instance.target_village_id] = max(last[instance.target_village_id], number or instance.number or 0)

    # --- judging and writing --------------------------------------------------------------------------------------
    def parts(self, instance):
        return [("household__", instance.household), ("", instance)]

    def judge(self, line):
        super().judge(line)
        if line.cells.get("number") is not None and not 1 <= line.cells["number"] <= LAST_NUMBER:
            line.refuse("number", [f"ลำดับที่เป็น 1 ถึง {LAST_NUMBER}"])
        if not line.wrong:
            for rank, sentence in line.about.faults():
                line.refuse(f"wish_{rank}", [sentence])

    def doubt(self, line):
        household = line.instance.household
        if line.has_set("house_no") and not is_usual_house_no(household.house_no):
            words = f"บ้านเลขที่ “{household.house_no}” ต่างจากที่พบทั่วไป เช่น 12 หรือ 12/3"
            line.ask(Doubt("house?", "house_no", words), self.answers)
        if (household.members or 0) > MANY_MEMBERS and line.has_set("members"):
            words = f"สมาชิก {household.members} คน มากกว่าที่พบทั่วไป"
            line.ask(Doubt("members?", "members", words), self.answers)
        if line.is_new and line.instance.left_on is None:
            self._ask_over(line)

    def _ask_over(self, line):
        """More households than the year's number: asked once for a village and year, and the reason is kept."""
        target = line.instance.target_village
        limit, count = target.year.households_per_village, self.register.active[target.pk] + 1
        if count <= limit or target.pk in self._over:
            return
        self._over[target.pk] = None
        if reason_for_more(target):
            return
        words = f"ปี {target.year_id} กำหนด {limit} ครัวเรือนต่อหมู่บ้าน และ{target.village} จะมีมากกว่านั้น หากถูกต้อง ให้บอกเหตุผล"
        line.ask(Doubt("over?", "number", words, asks="เหตุผลที่มีครัวเรือนเกินจำนวนของปี"), self.answers)
        self._over[target.pk] = (target, line.words.get("over?"))

    def accept(self, line):
        super().accept(line)
        enrolment = line.instance
        was_active = not line.is_new and enrolment._was["left_on"] is None
        self.register.active[enrolment.target_village_id] += (enrolment.left_on is None) - was_active

    def write(self, lines):
        written = super().write(lines)
        states.hold(line.instance.pk for line in lines if line.is_new)
        return written + self.write_wishes(lines)

    def write_wishes(self, lines):
        """The wishes of a row, after the row itself."""
        written = Wishes.write(((line.number, line.about) for line in lines), by=self.user)
        return written if self.store.tell else []

    def before_import(self, dataset, **kwargs):
        super().before_import(dataset, **kwargs)
        self._over = {}

    def after_import(self, dataset, result, *, dry_run=False, **kwargs):
        super().after_import(dataset, result, dry_run=dry_run, **kwargs)
        if not dry_run and result.is_good:
            for target, reason in filter(None, self._over.values()):
                count = self.register.active[target.pk]
                record(OVER, target, by=self.user, count=count, reason=reason)

    def forget(self, codes):
        self.register.forget(codes)

    def shown(self, line):
        shown = super().shown(line)
        if isinstance(line.about, Wishes):
            render = self.fields["wish_1"].widget.render
            shown |= {f"wish_{rank}": render(line.about.wanted[rank]) for rank in RANKS}
        return shown

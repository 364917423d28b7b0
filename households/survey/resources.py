"""The sheet of the demand survey: one household's answers in a row; a household that nobody entered yet is made."""

from households.models import DemandSurvey, Household
from households.register.enrolling import is_usual_house_no
from households.register.index import Index, names_of
from households.rules import MANY_BAHT, MANY_HANDS, MANY_RAI
from households.wishing import RANKS, SurveyWishes
from samma import thai
from samma.resources import NEW, SAME, Column, Doubt, of
from samma.resources.reading import Text
from trainers.near import NearPeople
from trainers.resources import PersonReading, put_name
from villages.resources import InTarget, occupation_column

MOST_LIKELY = 5
DOUBTFUL = {"land_rai": MANY_RAI, "labour": MANY_HANDS, "income": MANY_BAHT, "expense": MANY_BAHT, "debt": MANY_BAHT}


class WishCell(Column):
    """An occupation wished or its reason; their rows are written after the survey's."""

    def __init__(self, rank: int, of_wish: str) -> None:
        if of_wish == "occupation":
            column = occupation_column(f"อยากเรียนอาชีพ {rank}", f"wish_{rank}", part=True)
        else:
            column = Column(f"เหตุผลที่อยากเรียน {rank}", f"reason_{rank}", Text(), part=True)
        super().__init__(column.column_name, column.attribute, column.widget, part=True, example=column.example)
        self.rank, self.of_wish = rank, of_wish

    def get_value(self, instance):
        if instance._state.adding:
            return None
        return next((getattr(wish, self.of_wish) for wish in instance.wishes.all() if wish.rank == self.rank), None)


class DemandSurveyResource(InTarget):
    blamed = {"household": "head", "target_village": "head"} | {
        f"household__{name}": "head" for name in ("title", "first_name", "last_name")
    }

    house_no = of(Household, "house_no", prefix="household__", key=True, needed=True, part=True, example="12/3")
    head = Column(
        "ชื่อ-สกุลหัวหน้าครัวเรือน",
        "household__full_name",
        PersonReading(),
        key=True,
        needed=True,
        part=True,
        example="นางสมมุติ ตัวอย่าง",
    )
    informant = of(DemandSurvey, "informant")
    work = of(DemandSurvey, "work", example="ทำนา")
    second_work = of(DemandSurvey, "second_work")
    income = of(DemandSurvey, "income", example=84000)
    expense = of(DemandSurvey, "expense", example=72000)
    debt = of(DemandSurvey, "debt", example=20000)
    debt_to = of(DemandSurvey, "debt_to")
    wish_1, reason_1 = WishCell(1, "occupation"), WishCell(1, "reason")
    wish_2, reason_2 = WishCell(2, "occupation"), WishCell(2, "reason")
    wish_3, reason_3 = WishCell(3, "occupation"), WishCell(3, "reason")
    land_rai = of(DemandSurvey, "land_rai", example=3.5)
    water = of(DemandSurvey, "water")
    tools = of(DemandSurvey, "tools")
    labour = of(DemandSurvey, "labour", example=2)
    materials = of(DemandSurvey, "materials")
    volunteer = of(DemandSurvey, "volunteer", example="ใช่")
    signed_by = of(DemandSurvey, "signed_by")
    surveyed_on = of(DemandSurvey, "surveyed_on", example="15/02/2560")
    surveyor = of(DemandSurvey, "surveyor")
    note = of(DemandSurvey, "note")

    class Meta:
        model = DemandSurvey

    def get_queryset(self):
        paths = ("household__village", "target_village__village", "target_village__year")
        return super().get_queryset().select_related(*paths).prefetch_related("wishes__occupation__parent")

    def order(self):
        return ["-target_village__year_id", "village_code", "target_village", "household__sort_key", "pk"]

    # --- which household --------------------------------------------------------------------------------------------
    def find_all(self, lines, loader):
        super().find_all(lines, loader)
        self._read_households()
        for line in lines:
            if line.instance is not None:
                continue
            if all(line.cells.get(name) for name in ("village", "house_no", "head")):
                self._find_household(line)
            else:  # refused for what is missing, not for what stands in the file
                line.about = _household_of(line)

    def _read_households(self):
        if hasattr(self, "_index"):
            return
        self._index, self._near = Index(), NearPeople()
        self._taken: set[tuple[int, int]] = set()
        for household in self.within(Household.objects.visible_to(self.user)).select_related("village"):
            self._add(household.village.code, household)

    def _add(self, code, household):
        self._index.add(code, names_of(household.house_code, household.house_no, household.full_name), household)
        self._near.add(code, household.first_name, household.last_name, household)

    def _find_household(self, line):
        """The one under this house number and head; a likely one is asked about, never joined in silence."""
        village, house_no, head = (line.cells[name] for name in ("village", "house_no", "head"))
        names = names_of(None, house_no, head)
        household = self._index.first(village.code, names)
        if household is None:
            new = _household_of(line)
            household = self._ask_same(line, village.code, names, new) or new
            if household is new:
                self._add(village.code, new)
        line.about = household
        line.is_merge = line.is_merge or bool(household.pk)

    def _ask_same(self, line, code, names, new):
        near = self._near.near(code, new.first_name, new.last_name)
        likely = {id(h): h for h in [*near, *self._index.found(code, names, ["house"])] if h.pk}
        found = list(likely.values())[:MOST_LIKELY]
        if not found:
            return None
        told = [f"บ้านเลขที่ {h.house_no} {h}" for h in found]
        choices = [(f"{SAME}{h.pk}", f"ใช่ ครัวเรือนเดียวกับ{words}") for h, words in zip(found, told, strict=True)]
        doubt = Doubt(
            "same?", "head", f"ในหมู่บ้านมีครัวเรือนที่ใกล้เคียง: {', '.join(told)}", (*choices, (NEW, "เป็นคนละครัวเรือน"))
        )
        answer = line.ask(doubt, self.answers) or ""
        return next((h for h in found if answer == f"{SAME}{h.pk}"), None)

    def apply(self, line):
        if line.is_new:
            line.instance.household = line.about
        line.about = SurveyWishes(line.instance, line.cells)
        super().apply(line)

    # --- judging and writing ----------------------------------------------------------------------------------------
    def parts(self, instance):
        return [("household__", instance.household), ("", instance)]

    def judge(self, line):
        super().judge(line)
        if not line.wrong:
            for name, sentence in line.about.faults():
                line.refuse(name, [sentence])
        if line.is_new and not line.wrong and self._pair(line) in self._taken:
            line.refuse("head", ["มีแบบสำรวจของครัวเรือนนี้ในหมู่บ้านและปีนี้แล้ว"])

    def accept(self, line):
        super().accept(line)
        self._taken.add(self._pair(line))

    def _pair(self, line) -> tuple[int, int]:
        return (id(line.instance.household), line.instance.target_village_id)

    def doubt(self, line):
        household = line.instance.household
        if household._state.adding and not is_usual_house_no(household.house_no):
            words = f"บ้านเลขที่ “{household.house_no}” ต่างจากที่พบทั่วไป เช่น 12 หรือ 12/3"
            line.ask(Doubt("house?", "house_no", words), self.answers)
        for name, most in DOUBTFUL.items():
            if (getattr(line.instance, name) or 0) > most and line.has_set(name):
                words = f"{DemandSurvey._meta.get_field(name).verbose_name} มากกว่าที่พบทั่วไป"
                line.ask(Doubt(f"{name}?", name, words), self.answers)

    def write(self, lines):
        written = super().write(lines)
        wishes = SurveyWishes.write(((line.number, line.about) for line in lines), by=self.user)
        self.record_lines(lines)
        return written + (wishes if self.store.tell else [])

    def shown(self, line):
        shown = super().shown(line)
        if isinstance(line.about, SurveyWishes):
            for rank in RANKS:
                shown[f"wish_{rank}"] = self.fields["wish_1"].widget.render(line.about.wanted[rank])
                shown[f"reason_{rank}"] = line.about.reasons[rank]
        return shown


def _household_of(line) -> Household:
    """A new household with what its row says."""
    household = Household(
        village=line.cells.get("village"), house_no=thai.arabic_digits(line.cells.get("house_no") or "")
    )
    put_name(household, line.cells.get("head") or "")
    return household

"""The sheet of rounds of income and expense. The households' states follow it."""

from households import states
from households.models import LivelihoodRound
from households.models.followup import INCOME
from households.resources import InEnrolment
from households.rules import SUDDEN, is_sudden
from samma import thai
from samma.resources import Doubt, of


class LivelihoodRoundResource(InEnrolment):
    records_rows = True
    on = of(LivelihoodRound, "on", key=True, example="15/03/2560")
    income_farm = of(LivelihoodRound, "income_farm")
    income_nonfarm = of(LivelihoodRound, "income_nonfarm")
    income_other = of(LivelihoodRound, "income_other")
    income_own = of(LivelihoodRound, "income_own")
    expense_production = of(LivelihoodRound, "expense_production")
    expense_needed = of(LivelihoodRound, "expense_needed")
    expense_unneeded = of(LivelihoodRound, "expense_unneeded")
    expense_debt = of(LivelihoodRound, "expense_debt")
    savings = of(LivelihoodRound, "savings")
    debt_formal = of(LivelihoodRound, "debt_formal")
    debt_informal = of(LivelihoodRound, "debt_informal")
    spares_self = of(LivelihoodRound, "spares_self")
    spares_others = of(LivelihoodRound, "spares_others")
    spares_nature = of(LivelihoodRound, "spares_nature")

    class Meta:
        model = LivelihoodRound

    def gather(self, lines):
        asked = {line.instance.enrolment_id for line in lines} - set(self._rounds) - {None}
        self._rounds |= {pk: {} for pk in asked}
        for money in LivelihoodRound.objects.filter(enrolment__in=asked):
            self._rounds[money.enrolment_id][money.on] = money

    def before_import(self, dataset, **kwargs):
        super().before_import(dataset, **kwargs)
        self._rounds = {}  # by enrolment and day

    def doubt(self, line):
        money = line.instance
        earlier = [day for day in self._rounds[money.enrolment_id] if day < money.on]
        before = self._rounds[money.enrolment_id][max(earlier)] if earlier else None
        if before is not None and is_sudden(money.income, before.income) and any(map(line.has_set, INCOME)):
            words = (
                f"รายได้รวม {thai.money(money.income)} บาท เป็น {SUDDEN} เท่าของรอบก่อนหรือมากกว่า "
                f"({thai.money(before.income)} บาท)"
            )
            column = next(name for name in INCOME if line.has_set(name))
            line.ask(Doubt("income?", column, words), self.answers)

    def accept(self, line):
        super().accept(line)
        self._rounds[line.instance.enrolment_id][line.instance.on] = line.instance

    def write(self, lines):
        written = super().write(lines)
        states.apply_rounds(line.instance for line in lines)
        return written

    def after_undo(self, instances):
        states.apply_rounds(row for row in instances if isinstance(row, LivelihoodRound))

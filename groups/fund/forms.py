"""Grids over the members: what each paid at a meeting, and what each got of an activity's income."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.timezone import localdate

from groups import actions
from groups.fund.book import money_of_members
from groups.fund.division import parts
from samma.formfields import MoneyField, ThaiDateField, WholeNumberField
from samma.forms import PlainForm
from samma.grid import PlainGrid, plain_grid

MOST = 200  # members


class MemberRow(PlainForm):
    """A row of one member; whose it is comes from the grid."""

    of = forms.IntegerField(widget=forms.HiddenInput)


class MemberGrid(PlainGrid):
    """One row for each member; written as one, by one action."""

    def __init__(self, *args, members, **kwargs):
        self.members = {member.pk: member for member in members}
        kwargs["initial"] = [{"of": pk} | self.known_of(member) for pk, member in self.members.items()]
        super().__init__(*args, **kwargs)

    def known_of(self, member) -> dict:
        """What stands in the member's row already."""
        return {}

    def clean(self):
        if any(form.cleaned_data.get("of") not in self.members for form in self.forms if form.has_changed()):
            raise ValidationError("รายชื่อสมาชิกเปลี่ยนไปแล้ว โปรดโหลดหน้านี้ใหม่")

    def names(self) -> list[str]:
        return [member.name for member in self.members.values()]

    def store(self):
        if not self.is_valid():
            return None
        try:
            return self.perform()
        except ValidationError as error:
            self._non_form_errors.extend(error.messages)
            return None


# --- what members paid ------------------------------------------------------------------------------------------------
class DayForm(PlainForm):
    """The day of the meeting, said once for the whole sheet."""

    on = ThaiDateField(label="วันที่รับเงิน", initial=localdate)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, prefix="day", **kwargs)
        self.fields["on"].widget.attrs["data-grid-keep"] = ""


class PaidRow(MemberRow):
    shares = WholeNumberField(label="จำนวนหุ้น", required=False, min_value=1)
    paid = MoneyField(label="ค่าหุ้น (บาท)", required=False, max_digits=14, decimal_places=2)
    saved = MoneyField(label="เงินออม (บาท)", required=False, max_digits=14, decimal_places=2)

    def clean(self):
        data = super().clean()
        if data.get("shares") and not data.get("paid") and "paid" not in self.errors:
            self.add_error("paid", "ใส่ค่าหุ้นเป็นบาทด้วย")
        return data


class PaidBase(MemberGrid):
    """All members' shares and savings of one day."""

    def __init__(self, *args, group, **kwargs):
        self.group = group
        self.day = DayForm(*args, user=kwargs["user"])
        super().__init__(*args, **kwargs)

    def is_valid(self):
        return self.day.is_valid() & super().is_valid()

    def clean(self):
        super().clean()
        if self.day.errors:
            raise ValidationError([f"วันที่รับเงิน: {error}" for error in self.day.errors.get("on", [])])

    def perform(self):
        rows = [form.cleaned_data for form in self.written_forms()]
        paid = [(self.members[row["of"]], row["shares"], row["paid"], row["saved"]) for row in rows]
        return actions.collect(self.group, self.day.cleaned_data["on"], paid, by=self.user, today=localdate())


PaidGrid = plain_grid(PaidRow, max_num=MOST, grid=PaidBase)


# --- what members got -------------------------------------------------------------------------------------------------
class GotRow(MemberRow):
    amount = MoneyField(label="ได้รับ (บาท)", required=False, max_digits=14, decimal_places=2)


class GotBase(MemberGrid):
    """The division of one activity's income; `how` fills in a proposal: equal, or by shares held."""

    def __init__(self, *args, activity, how="", **kwargs):
        self.activity = activity
        members = members_on(activity)
        self.known = {share.member_id: share.amount for share in activity.shares.all()}
        if how and activity.income:
            held = money_of_members(activity.group)
            weights = [held.get(member.pk, {}).get("shares", 0) if how == "shares" else 1 for member in members]
            shares = parts(activity.income, weights)
            self.known = {member.pk: share for member, share in zip(members, shares, strict=True) if share}
        super().__init__(*args, members=members, **kwargs)

    def known_of(self, member):
        return {"amount": self.known.get(member.pk)}

    @property
    def divided(self) -> Decimal:
        return sum(self.known.values(), Decimal(0))

    def perform(self):
        rows = [form.cleaned_data for form in self.forms if form.cleaned_data.get("of") in self.members]
        got = {self.members[row["of"]]: row["amount"] for row in rows}
        return actions.divide_income(self.activity, got, by=self.user)


GotGrid = plain_grid(GotRow, max_num=MOST, grid=GotBase)


def members_on(activity) -> list:
    """Who was a member on the day of the activity, and whoever has got something of it."""
    there = Q(joined__lte=activity.on) & (Q(left=None) | Q(left__gt=activity.on))
    rows = activity.group.memberships.filter(there | Q(incomes__activity=activity)).distinct()
    return list(rows.select_related("enrolment__household").order_by("joined", "pk"))

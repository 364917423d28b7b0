"""What the admin asks of a group's rows beside their constraints: the same rules as the pages', under the same lock."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db.models import Sum
from django.utils.timezone import localdate

from groups.actions import may_register, refuse_division
from groups.actions.products import GROUP_FIRST
from groups.actions.saving import locked
from groups.books import FundBook, MemberBook, not_after
from groups.evaluation.rules import refuse_early
from groups.models import PAID_OUT, FundKind, Membership, Sale
from groups.products.forms import ProductRules
from groups.rules import two_offices
from groups.sales.rules import doubt_of, refuse_sale
from samma.admin import AdminRuleForm
from samma.scope import WHOLE_COUNTRY


class GroupRowForm(AdminRuleForm):
    """A row of a group: its further rules are asked once its fields are sound, while the group is held."""

    def clean(self):
        data = super().clean()
        if not self.errors and data.get("group"):
            locked(data["group"])
            with self.refusing():
                self.ask(data)
        return data

    def ask(self, data) -> None:
        """Raise what stands in the way."""


class MembershipAdminForm(GroupRowForm):
    def ask(self, data):
        not_after(data["joined"], localdate(), "joined")
        if self.instance.pk or data.get("left") or data.get("person"):
            return  # a member of former days is written as he was; anybody else needs no training
        row = Membership(group=data["group"], enrolment=data.get("enrolment"), joined=data["joined"], note=data["note"])
        try:
            MemberBook([row.group_id], [row.enrolment_id] if row.enrolment_id else []).refuse(row)
        except ValidationError as error:
            reason = error.message_dict.pop("reason", None)
            raise ValidationError({"note": reason} if reason else error.message_dict) from error


class CommitteeTermAdminForm(GroupRowForm):
    def ask(self, data):
        member = data["member"]
        if member.group_id != data["group"].pk:
            raise ValidationError({"member": "กรรมการต้องเป็นสมาชิกของกลุ่มนี้"})
        if data.get("ended") is None and member.left is not None:
            raise ValidationError({"member": "ออกจากกลุ่มแล้ว กรรมการต้องเป็นสมาชิกปัจจุบันของกลุ่ม"})
        others = member.terms.current().exclude(pk=self.instance.pk)
        held = [(member.name, term.get_position_display()) for term in others]
        label = dict(self.fields["position"].choices).get(data["position"], "")
        if data.get("ended") is None:
            for sentence in two_offices([*held, (member.name, str(label))]):
                self.doubt("position", sentence)


class FundEntryAdminForm(GroupRowForm):
    """An entry as it stands on paper, without a sign; a counter-entry takes its amounts from the one it takes back."""

    def ask(self, data):
        group, kind, on = data["group"], data["kind"], data["on"]
        not_after(on, localdate(), "on")
        book = FundBook([group.pk])
        book.refuse_closed(group.pk, on)
        if data.get("member") and data["member"].group_id != group.pk:
            raise ValidationError({"member": "เลือกสมาชิกของกลุ่มนี้"})
        if kind == FundKind.CORRECTION and data.get("corrects"):
            wrong = data["corrects"]
            if wrong.group_id != group.pk or wrong.kind == FundKind.CORRECTION:
                raise ValidationError({"corrects": "เลือกรายการของกลุ่มนี้ที่ไม่ใช่การแก้ไขรายการ"})
            data |= {
                "amount": -wrong.amount,
                "value": None if wrong.value is None else -wrong.value,
                "member": wrong.member,
                "shares": None if wrong.shares is None else -wrong.shares,
            }
        elif kind in PAID_OUT and data.get("amount"):
            data["amount"] = book.signed(group.pk, kind, abs(data["amount"]), data.get("value"), on=on)
            data["shares"] = -abs(data["shares"]) if data.get("shares") else data.get("shares")


class IncomeShareAdminForm(AdminRuleForm):
    def clean(self):
        data = super().clean()
        activity, member = data.get("activity"), data.get("member")
        if self.errors or not (activity and member):
            return data
        if member.group_id != activity.group_id:
            self.add_error("member", "เลือกสมาชิกของกลุ่มที่ทำกิจกรรมนี้")
        rest = (
            activity.shares.exclude(pk=self.instance.pk).exclude(member=member).aggregate(total=Sum("amount"))["total"]
        )
        try:
            refuse_division(activity, (rest or Decimal(0)) + data["amount"])
        except ValidationError as error:
            self.add_error("amount", error)
        return data


class DatedAdminForm(AdminRuleForm):
    """A row of what has happened: its day does not lie ahead."""

    def clean(self):
        data = super().clean()
        if data.get("on"):
            with self.refusing():
                self.ask(data)
        return data

    def ask(self, data) -> None:
        not_after(data["on"], localdate(), "on")


class EvaluationAdminForm(DatedAdminForm):
    def ask(self, data):
        if data.get("fiscal_year"):
            refuse_early(data["fiscal_year"], data["on"], localdate())


class SaleAdminForm(AdminRuleForm):
    def clean(self):
        data = super().clean()
        if self.errors or not all(data.get(name) for name in ("group", "product", "month")):
            return data
        row = Sale(**{name: data.get(name) for name in ("group", "product", "market", "month")})
        with self.refusing():
            refuse_sale(row, localdate())
        if sentence := doubt_of(row):
            self.doubt("market", sentence)
        return data


class ProductAdminForm(ProductRules, AdminRuleForm):
    """The same refusals and questions as on the product's page."""


class OtopRegistrationAdminForm(AdminRuleForm):
    """A registration is of a day that has come, of a group that may register, in a round of its place."""

    def clean(self):
        data = super().clean()
        product, of = data.get("product") or getattr(self.instance, "product", None), data.get("round")
        with self.refusing():
            if data.get("registered_on"):
                not_after(data["registered_on"], localdate(), "registered_on")
            if product and not may_register(product.group):
                raise ValidationError({"product": GROUP_FIRST})
            if product and of and of.area_code not in (WHOLE_COUNTRY, product.village_code[:2]):
                raise ValidationError({"round": "เลือกรอบของจังหวัดที่ผลิต หรือรอบทั้งประเทศ"})
        return data

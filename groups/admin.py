"""Groups and their five ก in the admin. The ledger is added to and never changed."""

from django.contrib import admin

from groups.admin_forms import (
    CommitteeTermAdminForm,
    DatedAdminForm,
    EvaluationAdminForm,
    FundEntryAdminForm,
    IncomeShareAdminForm,
    MembershipAdminForm,
    OtopRegistrationAdminForm,
    ProductAdminForm,
    SaleAdminForm,
)
from groups.models import (
    AttachedPaper,
    Bylaw,
    CommitteeTerm,
    CommitteeTraining,
    CostLine,
    CostSheet,
    FundClosing,
    FundEntry,
    Group,
    GroupActivity,
    GroupEvaluation,
    GroupMeeting,
    GroupPromise,
    GroupSupport,
    IncomeShare,
    Market,
    Membership,
    ModelArticle,
    OtopApplication,
    OtopRegistration,
    OtopRound,
    Product,
    ProductStandard,
    ProductStars,
    Publicity,
    Sale,
)
from groups.products.rules import may_keep_rounds
from samma.accounts.screens import KeptListAdmin, RecordedAdmin


class OfGroupAdmin(RecordedAdmin):
    """Rows that hang on a group."""

    list_select_related = ("group",)
    search_fields = ("group__name", "^village_code")
    autocomplete_fields = ("group",)


class OfProductAdmin(RecordedAdmin):
    """Rows that hang on a product."""

    list_select_related = ("product",)
    search_fields = ("product__name", "^village_code")
    autocomplete_fields = ("product",)


@admin.register(Group)
class GroupAdmin(RecordedAdmin):
    list_display = ("name", "village", "year", "occupation", "founded", "registered_on")
    list_select_related = ("village", "year", "occupation")
    list_filter = ("year", "origin")
    search_fields = ("name", "^village_code")
    autocomplete_fields = ("village", "occupation")


@admin.register(GroupMeeting)
class GroupMeetingAdmin(OfGroupAdmin):
    list_display = ("group", "on", "purpose", "people")
    list_filter = ("purpose",)


@admin.register(Membership)
class MembershipAdmin(RecordedAdmin):
    form = MembershipAdminForm
    list_display = ("name", "group", "joined", "left")
    list_select_related = ("group", "enrolment__household")
    search_fields = ("person", "enrolment__household__first_name", "enrolment__household__last_name", "group__name")
    autocomplete_fields = ("group", "enrolment")

    @admin.display(description="สมาชิก")
    def name(self, membership):
        return membership.name


@admin.register(CommitteeTerm)
class CommitteeTermAdmin(RecordedAdmin):
    form = CommitteeTermAdminForm
    list_display = ("position", "member", "group", "started", "ended")
    list_select_related = ("group", "member__enrolment__household")
    search_fields = ("group__name", "^village_code")
    autocomplete_fields = ("group", "member", "meeting")


@admin.register(ModelArticle)
class ModelArticleAdmin(KeptListAdmin):
    list_display = ("order", "heading")


@admin.register(Bylaw)
class BylawAdmin(OfGroupAdmin):
    """A draft can be mended; what a meeting adopted stays as it was."""

    list_display = ("group", "adopted")
    autocomplete_fields = ("group", "meeting")

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or obj.adopted is None)


@admin.register(FundEntry)
class FundEntryAdmin(RecordedAdmin):
    form = FundEntryAdminForm
    list_display = ("group", "on", "kind", "item", "amount", "value")
    list_select_related = ("group",)
    list_filter = ("kind",)
    search_fields = ("group__name", "item", "^village_code")
    autocomplete_fields = ("group", "corrects", "member")


@admin.register(FundClosing)
class FundClosingAdmin(RecordedAdmin):
    """To be read: a month is closed on the group's page, where its balance is summed."""

    list_display = ("group", "through", "closed_on", "balance")
    list_select_related = ("group",)
    search_fields = ("group__name", "^village_code")

    def has_add_permission(self, request):
        return False


@admin.register(GroupActivity)
class GroupActivityAdmin(OfGroupAdmin):
    list_display = ("group", "on", "what", "income")
    search_fields = ("group__name", "what", "^village_code")


@admin.register(IncomeShare)
class IncomeShareAdmin(RecordedAdmin):
    form = IncomeShareAdminForm
    list_display = ("activity", "member", "amount")
    list_select_related = ("activity", "member__enrolment__household")
    search_fields = ("activity__what", "activity__group__name", "^village_code")
    autocomplete_fields = ("activity", "member")


@admin.register(Product)
class ProductAdmin(OfGroupAdmin):
    form = ProductAdminForm
    list_display = ("name", "group", "product_type", "price", "started", "ended")
    list_filter = ("product_type",)
    search_fields = ("name", "group__name", "^village_code")


@admin.register(GroupSupport)
class GroupSupportAdmin(RecordedAdmin):
    form = DatedAdminForm
    list_display = ("group", "on", "kind", "agency", "value")
    list_select_related = ("group",)
    list_filter = ("kind",)
    search_fields = ("group__name", "agency", "^village_code")
    autocomplete_fields = ("group", "partner")


@admin.register(CommitteeTraining)
class CommitteeTrainingAdmin(OfGroupAdmin):
    form = DatedAdminForm
    list_display = ("group", "on", "topic", "given_by", "days")
    search_fields = ("group__name", "topic", "^village_code")

    def get_deleted_objects(self, objs, request):
        """The page before a deletion names the trainings; who came to them has no words of its own in Django."""
        _rows, _counts, perms_needed, protected = super().get_deleted_objects(objs, request)
        names = [f"{self.model._meta.verbose_name}: {training}" for training in objs]
        own = {self.model._meta.verbose_name}
        return names, {self.model._meta.verbose_name_plural: len(names)}, perms_needed & own, protected


@admin.register(Publicity)
class PublicityAdmin(OfGroupAdmin):
    form = DatedAdminForm
    list_display = ("group", "on", "medium", "what", "where")
    list_filter = ("medium",)
    search_fields = ("group__name", "what", "^village_code")


@admin.register(Market)
class MarketAdmin(OfGroupAdmin):
    list_display = ("name", "group", "kind", "started", "ended")
    list_filter = ("kind",)
    search_fields = ("name", "group__name", "^village_code")


@admin.register(Sale)
class SaleAdmin(RecordedAdmin):
    form = SaleAdminForm
    list_display = ("product", "group", "market", "month", "quantity", "amount")
    list_select_related = ("product", "group", "market")
    search_fields = ("product__name", "group__name", "^village_code")
    autocomplete_fields = ("group", "product", "market")


@admin.register(GroupEvaluation)
class GroupEvaluationAdmin(OfGroupAdmin):
    form = EvaluationAdminForm
    list_display = ("group", "fiscal_year", "on", "outcome")
    list_filter = ("outcome",)


@admin.register(GroupPromise)
class GroupPromiseAdmin(RecordedAdmin):
    list_display = ("what", "who", "evaluation", "due", "done_on")
    list_select_related = ("evaluation__group",)
    search_fields = ("what", "evaluation__group__name", "^village_code")
    autocomplete_fields = ("evaluation",)


@admin.register(ProductStandard)
class ProductStandardAdmin(OfProductAdmin):
    list_display = ("product", "kind", "number", "issued", "expires")
    list_filter = ("kind",)
    search_fields = ("product__name", "number", "^village_code")


@admin.register(CostSheet)
class CostSheetAdmin(OfProductAdmin):
    list_display = ("product", "on", "batch", "price")


@admin.register(CostLine)
class CostLineAdmin(RecordedAdmin):
    list_display = ("item", "sheet", "kind", "quantity", "price")
    list_select_related = ("sheet__product",)
    list_filter = ("kind",)
    search_fields = ("item", "sheet__product__name", "^village_code")
    autocomplete_fields = ("sheet",)


@admin.register(OtopRound)
class OtopRoundAdmin(RecordedAdmin):
    """Province and department keep the rounds; districts read them."""

    list_display = ("__str__", "area_code", "opens", "closes", "place")
    list_filter = ("year",)
    search_fields = ("place",)

    def may_write(self, user):
        return may_keep_rounds(user)


@admin.register(OtopApplication)
class OtopApplicationAdmin(OfProductAdmin):
    list_display = ("product", "round", "producer_kind", "submitted")
    list_select_related = ("product", "round")
    list_filter = ("producer_kind",)


@admin.register(AttachedPaper)
class AttachedPaperAdmin(RecordedAdmin):
    list_display = ("application", "paper", "on")
    list_select_related = ("application__product", "application__round")
    search_fields = ("application__product__name", "^village_code")
    autocomplete_fields = ("application",)


@admin.register(OtopRegistration)
class OtopRegistrationAdmin(RecordedAdmin):
    form = OtopRegistrationAdminForm
    list_display = ("number", "product", "round", "registered_on", "expires")
    list_select_related = ("product", "round")
    search_fields = ("number", "product__name", "product__group__name")
    autocomplete_fields = ("product",)


@admin.register(ProductStars)
class ProductStarsAdmin(OfProductAdmin):
    list_display = ("product", "year", "stars")
    list_filter = ("year", "stars")

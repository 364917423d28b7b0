"""Groups and their five ก in the admin. The ledger is added to and never changed."""

from django.contrib import admin

from groups.admin_forms import (
    CommitteeTermAdminForm,
    DatedAdminForm,
    EvaluationAdminForm,
    FundEntryAdminForm,
    IncomeShareAdminForm,
    MembershipAdminForm,
)
from groups.models import (
    Bylaw,
    CommitteeTerm,
    CommitteeTraining,
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
    OtopRegistration,
    Publicity,
)
from samma.accounts.screens import KeptListAdmin, RecordedAdmin


@admin.register(Group)
class GroupAdmin(RecordedAdmin):
    list_display = ("name", "village", "year", "occupation", "founded", "registered_on")
    list_select_related = ("village", "year", "occupation")
    list_filter = ("year", "origin")
    search_fields = ("name", "^village_code")
    autocomplete_fields = ("village", "occupation")


@admin.register(GroupMeeting)
class GroupMeetingAdmin(RecordedAdmin):
    list_display = ("group", "on", "purpose", "people")
    list_select_related = ("group",)
    list_filter = ("purpose",)
    search_fields = ("group__name", "^village_code")
    autocomplete_fields = ("group",)


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
class BylawAdmin(RecordedAdmin):
    """A draft can be mended; what a meeting adopted stays as it was."""

    list_display = ("group", "adopted")
    list_select_related = ("group",)
    search_fields = ("group__name", "^village_code")
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
class GroupActivityAdmin(RecordedAdmin):
    list_display = ("group", "on", "what", "income")
    list_select_related = ("group",)
    search_fields = ("group__name", "what", "^village_code")
    autocomplete_fields = ("group",)


@admin.register(IncomeShare)
class IncomeShareAdmin(RecordedAdmin):
    form = IncomeShareAdminForm
    list_display = ("activity", "member", "amount")
    list_select_related = ("activity", "member__enrolment__household")
    search_fields = ("activity__what", "activity__group__name", "^village_code")
    autocomplete_fields = ("activity", "member")


@admin.register(OtopRegistration)
class OtopRegistrationAdmin(RecordedAdmin):
    list_display = ("number", "product", "group", "product_type", "stars", "registered_on")
    list_select_related = ("group",)
    list_filter = ("product_type",)
    search_fields = ("number", "product", "group__name")
    autocomplete_fields = ("group",)


@admin.register(GroupSupport)
class GroupSupportAdmin(RecordedAdmin):
    form = DatedAdminForm
    list_display = ("group", "on", "kind", "agency", "value")
    list_select_related = ("group",)
    list_filter = ("kind",)
    search_fields = ("group__name", "agency", "^village_code")
    autocomplete_fields = ("group", "partner")


@admin.register(CommitteeTraining)
class CommitteeTrainingAdmin(RecordedAdmin):
    form = DatedAdminForm
    list_display = ("group", "on", "topic", "given_by", "days")
    list_select_related = ("group",)
    search_fields = ("group__name", "topic", "^village_code")
    autocomplete_fields = ("group",)


@admin.register(Publicity)
class PublicityAdmin(RecordedAdmin):
    form = DatedAdminForm
    list_display = ("group", "on", "medium", "what", "where")
    list_select_related = ("group",)
    list_filter = ("medium",)
    search_fields = ("group__name", "what", "^village_code")
    autocomplete_fields = ("group",)


@admin.register(Market)
class MarketAdmin(RecordedAdmin):
    list_display = ("name", "group", "kind", "started", "ended")
    list_select_related = ("group",)
    list_filter = ("kind",)
    search_fields = ("name", "group__name", "^village_code")
    autocomplete_fields = ("group",)


@admin.register(GroupEvaluation)
class GroupEvaluationAdmin(RecordedAdmin):
    form = EvaluationAdminForm
    list_display = ("group", "fiscal_year", "on", "outcome")
    list_select_related = ("group",)
    list_filter = ("outcome",)
    search_fields = ("group__name", "^village_code")
    autocomplete_fields = ("group",)


@admin.register(GroupPromise)
class GroupPromiseAdmin(RecordedAdmin):
    list_display = ("what", "who", "evaluation", "due", "done_on")
    list_select_related = ("evaluation__group",)
    search_fields = ("what", "evaluation__group__name", "^village_code")
    autocomplete_fields = ("evaluation",)

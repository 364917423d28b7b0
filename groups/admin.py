"""Groups and their five ก in the admin. The ledger is added to and never changed."""

from django.contrib import admin

from groups.models import Bylaw, CommitteeTerm, FundEntry, Group, GroupActivity, Membership, OtopRegistration
from samma.accounts.screens import RecordedAdmin


@admin.register(Group)
class GroupAdmin(RecordedAdmin):
    list_display = ("name", "village", "year", "occupation", "founded", "registered_on")
    list_select_related = ("village", "year", "occupation")
    list_filter = ("year", "origin")
    search_fields = ("name", "^village_code")
    autocomplete_fields = ("village", "occupation")


@admin.register(Membership)
class MembershipAdmin(RecordedAdmin):
    list_display = ("name", "group", "joined", "left")
    list_select_related = ("group", "enrolment__household")
    search_fields = ("person", "enrolment__household__first_name", "enrolment__household__last_name", "group__name")
    autocomplete_fields = ("group", "enrolment")

    @admin.display(description="สมาชิก")
    def name(self, membership):
        return membership.name


@admin.register(CommitteeTerm)
class CommitteeTermAdmin(RecordedAdmin):
    list_display = ("position", "member", "group", "started", "ended")
    list_select_related = ("group", "member__enrolment__household")
    search_fields = ("group__name", "^village_code")
    autocomplete_fields = ("group", "member")


@admin.register(Bylaw)
class BylawAdmin(RecordedAdmin):
    list_display = ("group", "adopted")
    list_select_related = ("group",)
    search_fields = ("group__name", "^village_code")
    autocomplete_fields = ("group",)


@admin.register(FundEntry)
class FundEntryAdmin(RecordedAdmin):
    list_display = ("group", "on", "kind", "item", "amount", "value")
    list_select_related = ("group",)
    list_filter = ("kind",)
    search_fields = ("group__name", "item", "^village_code")
    autocomplete_fields = ("group", "corrects")


@admin.register(GroupActivity)
class GroupActivityAdmin(RecordedAdmin):
    list_display = ("group", "on", "what", "income")
    list_select_related = ("group",)
    search_fields = ("group__name", "what", "^village_code")
    autocomplete_fields = ("group",)


@admin.register(OtopRegistration)
class OtopRegistrationAdmin(RecordedAdmin):
    list_display = ("number", "product", "group", "product_type", "stars", "registered_on")
    list_select_related = ("group",)
    list_filter = ("product_type",)
    search_fields = ("number", "product", "group__name")
    autocomplete_fields = ("group",)

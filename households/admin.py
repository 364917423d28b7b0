"""Households, their year, their trainer and what they learnt and earned, in the admin."""

from django.contrib import admin

from households import states
from households.models import (
    Assignment,
    Attendance,
    Booklet,
    BookletPage,
    BudgetLine,
    Contribution,
    DemandSurvey,
    Enrolment,
    HelpAnswer,
    Household,
    LivelihoodRound,
    Material,
    OccupationWish,
    PageEntry,
    Payment,
    SupportVisit,
    Visit,
)
from households.visits.writing import responsible_on
from samma.accounts.screens import RecordedAdmin
from samma.admin import AdminRuleForm

OF_HOUSEHOLD = ("enrolment__household__first_name", "enrolment__household__last_name", "^village_code")


@admin.register(Household)
class HouseholdAdmin(RecordedAdmin):
    list_display = ("full_name", "house_no", "village", "members")
    list_select_related = ("village",)
    search_fields = ("first_name", "last_name", "^house_no", "^village_code")
    autocomplete_fields = ("village",)

    @admin.display(description="หัวหน้าครัวเรือน", ordering="sort_key")
    def full_name(self, household):
        return household.full_name


@admin.register(Enrolment)
class EnrolmentAdmin(RecordedAdmin):
    list_display = ("household", "target_village", "number", "occupation", "left_on")
    list_select_related = ("household", "target_village__village", "target_village__year", "occupation")
    search_fields = ("household__first_name", "household__last_name", "^village_code")
    autocomplete_fields = ("household", "target_village", "occupation")

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        states.begin(obj)


@admin.register(DemandSurvey)
class DemandSurveyAdmin(RecordedAdmin):
    list_display = ("household", "target_village", "surveyed_on", "volunteer")
    list_select_related = ("household", "target_village__village", "target_village__year")
    list_filter = ("volunteer",)
    search_fields = ("household__first_name", "household__last_name", "^village_code")
    autocomplete_fields = ("household", "target_village")


@admin.register(OccupationWish)
class OccupationWishAdmin(RecordedAdmin):
    list_display = ("survey", "rank", "occupation")
    list_select_related = ("survey__household", "occupation")
    autocomplete_fields = ("survey", "occupation")


class AssignmentForm(AdminRuleForm):
    """The ceiling is the year's, copied as `households.actions.assign` does."""

    def clean_trainer(self):
        trainer = self.cleaned_data["trainer"]
        if self.instance.ceiling is None:
            self.instance.ceiling = trainer.team.target_village.year.households_per_trainer
        return trainer


@admin.register(Assignment)
class AssignmentAdmin(RecordedAdmin):
    form = AssignmentForm
    list_display = ("enrolment", "trainer", "place", "started", "ended")
    list_select_related = ("enrolment__household", "trainer__sage")
    search_fields = OF_HOUSEHOLD
    autocomplete_fields = ("enrolment", "trainer")


@admin.register(Attendance)
class AttendanceAdmin(RecordedAdmin):
    list_display = ("enrolment", "activity", "who")
    list_select_related = ("enrolment__household", "activity")
    search_fields = OF_HOUSEHOLD
    autocomplete_fields = ("enrolment", "activity")


@admin.register(Material)
class MaterialAdmin(RecordedAdmin):
    list_display = ("enrolment", "item", "quantity", "unit", "value", "received_on", "signed")
    list_select_related = ("enrolment__household",)
    search_fields = ("item", *OF_HOUSEHOLD)
    autocomplete_fields = ("enrolment",)


@admin.register(BudgetLine)
class BudgetLineAdmin(RecordedAdmin):
    list_display = ("item", "category", "target_village", "source", "planned")
    list_select_related = ("target_village__village", "target_village__year")
    list_filter = ("category", "source")
    search_fields = ("item", "^village_code")
    autocomplete_fields = ("target_village",)


@admin.register(Payment)
class PaymentAdmin(RecordedAdmin):
    """The ledger of what was paid: added to and never changed."""

    list_display = ("on", "item", "amount", "line", "payee", "receipt")
    list_select_related = ("line",)
    search_fields = ("item", "payee", "receipt", "^village_code")
    autocomplete_fields = ("line", "activity", "corrects")


@admin.register(Contribution)
class ContributionAdmin(RecordedAdmin):
    """The ledger of what the community put in: added to and never changed."""

    list_display = ("on", "kind", "item", "value", "who", "target_village")
    list_select_related = ("target_village__village", "target_village__year")
    list_filter = ("kind",)
    search_fields = ("item", "who", "^village_code")
    autocomplete_fields = ("target_village", "corrects")


class StatedAdmin(RecordedAdmin):
    """Rows that a household's state is read from. Whose they are is only read here, as every row's place is."""

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        states.refresh({obj.enrolment_id})

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        states.refresh({obj.enrolment_id})


@admin.register(LivelihoodRound)
class LivelihoodRoundAdmin(StatedAdmin):
    list_display = ("enrolment", "on", "income", "expense")
    list_select_related = ("enrolment__household",)
    search_fields = OF_HOUSEHOLD
    autocomplete_fields = ("enrolment",)

    @admin.display(description="รายได้ (บาท/ปี)")
    def income(self, livelihood):
        return livelihood.income

    @admin.display(description="รายจ่าย (บาท/ปี)")
    def expense(self, livelihood):
        return livelihood.expense


@admin.register(Visit)
class VisitAdmin(StatedAdmin):
    list_display = ("enrolment", "on", "channel", "visited_by", "received_at")
    list_select_related = ("enrolment__household", "visited_by")
    list_filter = ("channel", "practising")
    search_fields = OF_HOUSEHOLD
    autocomplete_fields = ("enrolment", "visited_by")

    def save_model(self, request, obj, form, change):
        if not change:
            obj.keyed_by = request.user
            obj.assignment = responsible_on(obj.enrolment, obj.on)
        super().save_model(request, obj, form, change)


class NamedAdmin(RecordedAdmin):
    """Whoever adds a row is the one it names (`person_field`)."""

    person_field = ""

    def save_model(self, request, obj, form, change):
        if not change:
            setattr(obj, self.person_field, request.user)
        super().save_model(request, obj, form, change)


@admin.register(HelpAnswer)
class HelpAnswerAdmin(NamedAdmin):
    person_field = "answered_by"
    list_display = ("visit", "answered_on", "answered_by", "reopened_on")
    list_select_related = ("visit__enrolment__household", "answered_by")
    search_fields = ("visit__enrolment__household__first_name", "^village_code")
    autocomplete_fields = ("visit",)


@admin.register(SupportVisit)
class SupportVisitAdmin(NamedAdmin):
    person_field = "keyed_by"
    list_display = ("team", "on", "kind", "who", "agency")
    list_select_related = ("team__target_village__village", "team__target_village__year")
    list_filter = ("kind",)
    search_fields = ("who", "agency", "^village_code")
    autocomplete_fields = ("team", "trainers")


@admin.register(Booklet)
class BookletAdmin(NamedAdmin):
    person_field = "made_by"
    list_display = ("__str__", "target_village", "trainer", "made_on")
    list_select_related = ("target_village__village", "target_village__year", "trainer__sage")
    search_fields = ("=id", "^village_code")
    autocomplete_fields = ("target_village", "trainer")


@admin.register(BookletPage)
class BookletPageAdmin(RecordedAdmin):
    list_display = ("number", "booklet", "enrolment", "order", "voided_on")
    list_select_related = ("booklet", "enrolment__household")
    search_fields = ("^number", *OF_HOUSEHOLD)
    autocomplete_fields = ("booklet", "enrolment")


@admin.register(PageEntry)
class PageEntryAdmin(RecordedAdmin):
    list_display = ("page", "visit", "keyed_at")
    list_select_related = ("page", "visit__enrolment__household")
    search_fields = ("^page__number", "^village_code")
    autocomplete_fields = ("page", "visit")

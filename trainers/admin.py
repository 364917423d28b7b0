"""Sages, courses and teams in the admin."""

from django.contrib import admin

from samma.accounts.screens import RecordedAdmin
from samma.admin import AdminRuleForm
from trainers.models import Judgement, LeadCourse, LearningPlace, Sage, Team, Trainer


@admin.register(Sage)
class SageAdmin(RecordedAdmin):
    list_display = ("full_name", "village", "kind", "expertise", "willing")
    list_select_related = ("village", "expertise")
    list_filter = ("kind", "willing")
    search_fields = ("first_name", "last_name", "^village_code")
    autocomplete_fields = ("village", "expertise")

    @admin.display(description="ชื่อ-สกุล", ordering="sort_key")
    def full_name(self, sage):
        return sage.full_name


@admin.register(Judgement)
class JudgementAdmin(RecordedAdmin):
    list_display = ("sage", "criterion", "verdict", "on", "who")
    list_select_related = ("sage",)
    list_filter = ("criterion", "verdict")
    search_fields = ("sage__first_name", "sage__last_name", "^village_code")
    autocomplete_fields = ("sage",)


@admin.register(LearningPlace)
class LearningPlaceAdmin(RecordedAdmin):
    list_display = ("name", "kind", "village", "use")
    list_select_related = ("village",)
    list_filter = ("kind", "use")
    search_fields = ("name", "^village_code")
    autocomplete_fields = ("village", "owner", "trade_1", "trade_2", "trade_3")


@admin.register(LeadCourse)
class LeadCourseAdmin(RecordedAdmin):
    list_display = ("centre", "batch", "year", "starts", "ends")
    list_select_related = ("year",)
    search_fields = ("centre",)


@admin.register(Team)
class TeamAdmin(RecordedAdmin):
    list_display = ("target_village", "order_no", "order_date")
    list_select_related = ("target_village__village", "target_village__year")
    search_fields = ("^village_code", "target_village__village__name")
    autocomplete_fields = ("target_village",)


class TrainerForm(AdminRuleForm):
    """The year is the team's."""

    def clean_team(self):
        team = self.cleaned_data["team"]
        self.instance.year = team.target_village.year
        return team


@admin.register(Trainer)
class TrainerAdmin(RecordedAdmin):
    form = TrainerForm
    list_display = ("sage", "seat", "team", "started", "ended")
    list_select_related = ("sage", "team__target_village__village", "team__target_village__year")
    list_filter = ("seat",)
    search_fields = ("sage__first_name", "sage__last_name", "^village_code")
    autocomplete_fields = ("team", "sage", "course")

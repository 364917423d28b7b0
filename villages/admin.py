"""Places, years, occupations and activities in the admin."""

from django.contrib import admin
from django.core.exceptions import ValidationError

from samma.accounts.screens import KeptListAdmin, RecordedAdmin
from samma.admin import AdminRuleForm
from samma.scope import covers
from villages.models import (
    Activity,
    AgendaItem,
    Area,
    Occupation,
    Participant,
    Partner,
    PlanItem,
    PlanProposal,
    Potential,
    ProgrammeYear,
    TargetVillage,
    UsualStep,
    Village,
    VillageProfile,
    WorkingGroupMember,
)


@admin.register(Area)
class AreaAdmin(RecordedAdmin):
    """Official areas come from their fixture and are only read here."""

    list_display = ("code", "name_th", "name_en", "postal_code")
    list_filter = ("level",)
    search_fields = ("^code", "name_th")
    ordering = ("code",)

    def may_write(self, user):
        return False


class VillageForm(AdminRuleForm):
    """The subdistrict follows from the code; a code that has rows is changed by its own action alone."""

    def clean_code(self):
        code = self.cleaned_data["code"]
        if not covers(self.user.area_code, code):
            raise ValidationError("รหัสหมู่บ้านนี้อยู่นอกพื้นที่ของท่าน")
        tambon = Area.objects.filter(code=code[:6]).first()
        if tambon is None:
            raise ValidationError(f"ไม่มีตำบลรหัส {code[:6]}")
        self.instance.tambon = tambon
        return code


@admin.register(Village)
class VillageAdmin(RecordedAdmin):
    form = VillageForm
    list_display = ("code", "name", "alias", "tambon")
    list_select_related = ("tambon",)
    search_fields = ("^code", "name", "alias")
    ordering = ("code",)

    def get_readonly_fields(self, request, obj=None):
        fixed = () if obj is None else ("code",)
        return list(dict.fromkeys((*super().get_readonly_fields(request, obj), *fixed)))


@admin.register(ProgrammeYear)
class ProgrammeYearAdmin(KeptListAdmin):
    list_display = ("year", "households_per_village", "households_per_trainer", "people_trained", "group_minimum")

    def get_readonly_fields(self, request, obj=None):
        fixed = () if obj is None else ("year",)
        return list(dict.fromkeys((*super().get_readonly_fields(request, obj), *fixed)))


@admin.register(TargetVillage)
class TargetVillageAdmin(RecordedAdmin):
    list_display = ("village_code", "village", "year")
    list_select_related = ("village", "year")
    list_filter = ("year",)
    search_fields = ("^village_code", "village__name")
    autocomplete_fields = ("village",)


@admin.register(Occupation)
class OccupationAdmin(KeptListAdmin):
    list_display = ("name", "parent", "is_active")
    list_select_related = ("parent",)
    list_filter = ("is_active",)
    search_fields = ("name",)


@admin.register(Activity)
class ActivityAdmin(RecordedAdmin):
    list_display = ("target_village", "kind", "day_no", "on", "place", "people")
    list_select_related = ("target_village__village", "target_village__year")
    list_filter = ("kind",)
    search_fields = ("^village_code", "topic")
    autocomplete_fields = ("target_village", "plan")


@admin.register(PlanItem)
class PlanItemAdmin(RecordedAdmin):
    list_display = ("target_village", "kind", "topic", "on", "until", "place", "budget")
    list_select_related = ("target_village__village", "target_village__year")
    list_filter = ("kind",)
    search_fields = ("^village_code", "topic")
    autocomplete_fields = ("target_village",)


@admin.register(UsualStep)
class UsualStepAdmin(KeptListAdmin):
    list_display = ("year", "kind", "day_no", "topic", "after_days", "lasts_days")
    list_select_related = ("year",)
    list_filter = ("year",)


@admin.register(AgendaItem)
class AgendaItemAdmin(RecordedAdmin):
    list_display = ("activity", "order", "title")
    list_select_related = ("activity",)
    search_fields = ("title",)
    autocomplete_fields = ("activity",)


@admin.register(Participant)
class ParticipantAdmin(RecordedAdmin):
    list_display = ("name", "role", "office", "activity")
    list_select_related = ("activity",)
    search_fields = ("^village_code", "name")
    autocomplete_fields = ("activity", "partner")


@admin.register(Partner)
class PartnerAdmin(RecordedAdmin):
    list_display = ("full_name", "kind", "position", "area", "is_active")
    list_select_related = ("area",)
    list_filter = ("kind", "is_active")
    search_fields = ("first_name", "last_name", "^area__code")
    autocomplete_fields = ("area",)

    @admin.display(description="ชื่อ-สกุล", ordering="sort_key")
    def full_name(self, partner):
        return partner.full_name


@admin.register(WorkingGroupMember)
class WorkingGroupMemberAdmin(RecordedAdmin):
    list_display = ("name", "kind", "position", "target_village", "started", "ended")
    list_select_related = ("target_village__village", "target_village__year")
    list_filter = ("kind",)
    search_fields = ("^village_code", "name")
    autocomplete_fields = ("target_village",)


@admin.register(Potential)
class PotentialAdmin(RecordedAdmin):
    list_display = ("name", "kind", "village", "trade")
    list_select_related = ("village", "trade")
    list_filter = ("kind",)
    search_fields = ("^village_code", "name")
    autocomplete_fields = ("village", "trade")


@admin.register(PlanProposal)
class PlanProposalAdmin(RecordedAdmin):
    list_display = ("item", "target_village", "plan", "sent_on", "answer")
    list_select_related = ("target_village__village", "target_village__year")
    list_filter = ("plan", "answer")
    search_fields = ("^village_code", "item")
    autocomplete_fields = ("target_village", "trade")


@admin.register(VillageProfile)
class VillageProfileAdmin(RecordedAdmin):
    list_display = ("village", "men", "women", "households", "nrd_level", "as_of")
    list_select_related = ("village",)
    search_fields = ("^village_code", "village__name")
    autocomplete_fields = ("village",)

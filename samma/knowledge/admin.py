"""Knowledge records and their sections in the admin. State and source text are changed by their own pages alone."""

from django.contrib import admin
from django.core.exceptions import ValidationError

from samma.accounts.screens import RecordedAdmin
from samma.admin import AdminRuleForm
from samma.knowledge.models import KnowledgeRecord, Section
from samma.scope import covers


class RecordForm(AdminRuleForm):
    def clean_area_code(self):
        code = self.cleaned_data["area_code"]
        if not covers(self.user.area_code, code):
            raise ValidationError("พื้นที่นี้อยู่นอกพื้นที่ของท่าน")
        return code


@admin.register(KnowledgeRecord)
class KnowledgeRecordAdmin(RecordedAdmin):
    form = RecordForm
    list_display = ("title", "form", "year", "owner", "area_code", "state", "written_on")
    list_filter = ("state", "year", "form")
    search_fields = ("title", "owner", "^area_code")
    autocomplete_fields = ("target_village", "group", "sage")


@admin.register(Section)
class SectionAdmin(RecordedAdmin):
    list_display = ("record", "order", "number", "heading", "kind")
    list_select_related = ("record",)
    list_filter = ("kind",)
    search_fields = ("heading", "record__title")
    autocomplete_fields = ("record",)

"""Knowledge records and their sections in the admin: drafts alone may be mended, as on their own pages.

State and source text are changed by their own pages.
"""

from django.contrib import admin
from django.core.exceptions import ValidationError

from samma.accounts.screens import RecordedAdmin
from samma.admin import AdminRuleForm
from samma.knowledge.actions import mark_changed
from samma.knowledge.models import KnowledgeRecord, Reason, Section, YearBook
from samma.knowledge.rules import CLOSED
from samma.knowledge.search import write_words
from samma.knowledge.trail.revisions import keep, keep_first
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

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or obj.is_open)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and (obj is None or (obj.is_open and not obj.submitted_at))

    def save_model(self, request, obj, form, change):
        obj.is_changed = True
        if change:
            keep_first(KnowledgeRecord.objects.get(pk=obj.pk))
        super().save_model(request, obj, form, change)
        keep(obj, Reason.EDIT if change else Reason.FIRST, by=request.user)
        write_words([obj])


class SectionForm(AdminRuleForm):
    def clean_record(self):
        record = self.cleaned_data["record"]
        if not record.is_open:
            raise ValidationError(CLOSED[record.state])
        return record


@admin.register(Section)
class SectionAdmin(RecordedAdmin):
    form = SectionForm
    list_display = ("record", "order", "number", "heading", "kind")
    list_select_related = ("record",)
    list_filter = ("kind",)
    search_fields = ("heading", "record__title")
    autocomplete_fields = ("record",)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or obj.record.is_open)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and (obj is None or obj.record.is_open)

    def save_model(self, request, obj, form, change):
        keep_first(obj.record)
        super().save_model(request, obj, form, change)
        self._follow(request, obj.record)

    def delete_model(self, request, obj):
        keep_first(obj.record)
        super().delete_model(request, obj)
        self._follow(request, obj.record)

    def _follow(self, request, record):
        mark_changed(record)
        keep(record, Reason.EDIT, by=request.user)
        write_words([record])


@admin.register(YearBook)
class YearBookAdmin(RecordedAdmin):
    form = RecordForm
    list_display = ("title", "area_code", "year", "holds")
    list_filter = ("year",)

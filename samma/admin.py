"""The base of every admin screen: rows and choices keep to the area, rules speak Thai, days are in พ.ศ.

For correction and reference data by staff. What a role may do here is what it may do on the pages.
"""

from django import forms
from django.contrib import admin
from django.contrib.admin.models import ADDITION, DELETION, LogEntry
from django.contrib.admin.utils import flatten_fieldsets
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models
from django.http import Http404
from django.template.response import TemplateResponse

from samma import thai
from samma.constraints import violation_of
from samma.fields import (
    MoneyField,
    MonthField,
    PhoneField,
    QuantityField,
    RaiField,
    ThaiDateField,
    ThaiTimeField,
    WholeNumberField,
)
from samma.forms import RuleForm
from samma.rows import AppendOnly, Versioned, keeps_versions
from samma.scope import VillageCode
from samma.stale import codes_of, mark_stale

admin.site.site_header = "สัมมา: จัดการข้อมูล"
admin.site.site_title = "สัมมา"
admin.site.index_title = "ทะเบียนทั้งหมด"
admin.site.empty_value_display = "–"

DEEDS = {"+": "เพิ่ม", "~": "แก้ไข", "-": "ลบ", ADDITION: "เพิ่ม", DELETION: "ลบ"}


class AdminRuleForm(RuleForm):
    """A RuleForm as the admin makes it: the user and a race that was lost come from the request."""

    request = None
    version = forms.IntegerField(label="รุ่นของข้อมูล", widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, user=self.request.user, **kwargs)
        if not (isinstance(self.instance, Versioned) and self.instance.pk):
            self.fields.pop("version", None)

    def clean(self):
        cleaned = super().clean()
        if "version" in self.fields and self.cleaned_data.get("version") != self.instance.version:
            self.add_error(None, "มีผู้อื่นบันทึกข้อมูลนี้ระหว่างที่คุณแก้ไข ยังไม่ได้บันทึกทับ โปรดเปิดหน้านี้ใหม่แล้วแก้ไขอีกครั้ง")
        lost = getattr(self.request, "lost_race", None)
        if lost is not None:
            self.add_error(self.field_for(lost.fields), lost.sentence)
        return cleaned


def in_thai(field: models.Field):
    """A list column that shows a day or a moment in พ.ศ. (Django's own writes the year in ค.ศ.), or baht with thousands."""

    @admin.display(description=field.verbose_name, ordering=field.name)
    def column(row):
        value = getattr(row, field.name)
        if value is None:
            return None
        if isinstance(field, MoneyField):
            return thai.money(value)
        if isinstance(field, MonthField):
            return thai.thai_month_short(value)
        return thai.thai_datetime(value) if isinstance(field, models.DateTimeField) else thai.thai_date_short(value)

    column.__name__ = f"{field.name}_in_thai"
    return column


class NoRowNoPage:
    """A row outside the area is 404 as everywhere; Django's admin would lead back with a message that names its id."""

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        raise Http404


class ScopedAdmin(NoRowNoPage, admin.ModelAdmin):
    """Subclasses name their columns; `place_path` leads to a model that knows its area where the row itself does not."""

    form = AdminRuleForm
    formfield_overrides = {
        field: {}
        for field in (
            ThaiDateField,
            ThaiTimeField,
            MonthField,
            PhoneField,
            MoneyField,
            QuantityField,
            RaiField,
            WholeNumberField,
        )
    }
    show_full_result_count = False
    list_per_page = 50
    actions = None
    place_path = ""

    def __init__(self, model, admin_site):
        super().__init__(model, admin_site)
        self.shown = {f.name: in_thai(f) for f in model._meta.fields if isinstance(f, (models.DateField, MoneyField))}

    # --- who may --------------------------------------------------------------------------------------------------
    def may_write(self, user) -> bool:
        return user.may_write

    def has_module_permission(self, request):
        return request.user.is_staff

    def has_view_permission(self, request, obj=None):
        return request.user.is_staff

    def has_add_permission(self, request):
        return request.user.is_staff and self.may_write(request.user)

    def has_change_permission(self, request, obj=None):
        return self.has_add_permission(request) and not issubclass(self.model, AppendOnly)

    def has_delete_permission(self, request, obj=None):
        return self.has_change_permission(request, obj)

    # --- which rows -----------------------------------------------------------------------------------------------
    def get_queryset(self, request):
        rows = super().get_queryset(request)
        if hasattr(rows, "visible_to"):
            return rows.visible_to(request.user)
        if self.place_path:
            above = self.model._meta.get_field(self.place_path).related_model
            return rows.filter(**{f"{self.place_path}__in": above._default_manager.visible_to(request.user)})
        return rows

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        manager = db_field.related_model._default_manager
        if hasattr(manager, "visible_to"):
            kwargs["queryset"] = manager.visible_to(request.user)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_search_results(self, request, queryset, search_term):
        return super().get_search_results(request, queryset, thai.normalise(search_term))

    # --- the form and its rules -----------------------------------------------------------------------------------
    def get_form(self, request, obj=None, change=False, **kwargs):
        # The version is the form's own field: as a model field it is not editable and could not be asked for.
        asked = kwargs.get("fields") or flatten_fieldsets(self.get_fieldsets(request, obj))
        kwargs["fields"] = [name for name in asked if name != "version"]
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form.__name__, (form,), {"request": request})

    def get_fields(self, request, obj=None):
        names = [f.name for f in self.model._meta.fields if (f.editable and not f.primary_key) or _is_typed_key(f)]
        if obj is None or self.has_change_permission(request, obj):
            return names + (["version"] if obj is not None and issubclass(self.model, Versioned) else [])
        return [self.shown.get(name, name) for name in names]

    def get_readonly_fields(self, request, obj=None):
        if obj is None:
            return super().get_readonly_fields(request, obj)
        if not self.has_change_permission(request, obj):
            return self.get_fields(request, obj)
        # The row's code was copied from there: changed here alone, the row would stay in the area it has left.
        above = (f.source for f in self.model._meta.fields if isinstance(f, VillageCode))
        return [*super().get_readonly_fields(request, obj), *above]

    def get_list_display(self, request):
        return [self.shown.get(name, name) for name in super().get_list_display(request)]

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Somebody was quicker with the same seat or number: the form comes back with the rule's own sentence."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except IntegrityError as error:
            request.lost_race = violation_of(error, self.model)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def save_model(self, request, obj, form, change):
        if change and isinstance(obj, Versioned):
            obj.version += 1
        left = codes_of(self.model._base_manager.get(pk=obj.pk)) if change else []
        super().save_model(request, obj, form, change)
        mark_stale(obj, *left)

    def delete_model(self, request, obj):
        mark_stale(obj)
        super().delete_model(request, obj)

    def save_formset(self, request, form, formset, change):
        super().save_formset(request, form, formset, change)
        changed = [row for row, _fields in formset.changed_objects]
        mark_stale(*formset.new_objects, *changed, *formset.deleted_objects)

    # --- history --------------------------------------------------------------------------------------------------
    def history_view(self, request, object_id, extra_context=None):
        """Who changed what and when, in พ.ศ.; of a row outside the area nothing, not even that it is there."""
        row = self.get_object(request, object_id)
        if row is None:
            raise Http404
        if not self.has_view_permission(request, row):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": f"ประวัติการแก้ไข: {row}",
            "opts": self.opts,
            "object": row,
            "entries": list(_versions(row)) if keeps_versions(row) else list(_logged(row)),
        }
        return TemplateResponse(request, "admin/samma_history.html", context)


def _is_typed_key(field: models.Field) -> bool:
    """A primary key that people type (the programme year), as none is given by the database."""
    return field.primary_key and field.editable and not isinstance(field, models.AutoField)


def _versions(row):
    """From the history table: each version with the names of the fields it changed."""
    versions = list(row.history.select_related("history_user")[:100])
    for version, before in zip(versions, [*versions[1:], None], strict=True):
        changed = version.diff_against(before).changed_fields if before is not None else []
        yield {
            "when": thai.thai_datetime(version.history_date),
            "who": version.history_user or "",
            "deed": DEEDS[version.history_type],
            "fields": ", ".join(
                str(row._meta.get_field(n).verbose_name) for n in changed if n not in ("version", "sort_key")
            ),
        }


def _logged(row):
    """From the admin's own log, for rows that keep no versions."""
    entries = LogEntry.objects.filter(
        content_type__app_label=row._meta.app_label, content_type__model=row._meta.model_name
    )
    for entry in entries.filter(object_id=str(row.pk)).select_related("user").order_by("-action_time")[:100]:
        yield {
            "when": thai.thai_datetime(entry.action_time),
            "who": entry.user,
            "deed": DEEDS.get(entry.action_flag, "แก้ไข"),
            "fields": "",
        }

"""Admin screens whose writes are in the audit, as those of every form are."""

from django.contrib import admin

from samma.accounts.events import record
from samma.admin import NoRowNoPage, ScopedAdmin


class RecordedAdmin(ScopedAdmin):
    """A ScopedAdmin that writes the event in the transaction of the deed."""

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        fields = [name for name in form.changed_data if name not in ("version", "confirmed")]
        record("edit" if change else "create", obj, by=request.user, fields=fields)

    def delete_model(self, request, obj):
        record("delete", obj, by=request.user)
        super().delete_model(request, obj)


class KeptListAdmin(RecordedAdmin):
    """A list that the department keeps: years, occupations, courses."""

    def may_write(self, user):
        return user.may_keep_lists


class ReadOnlyAdmin(NoRowNoPage, admin.ModelAdmin):
    """What is written once and only read here."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

"""Accounts and the audit in the admin. Only a superuser gives roles, postings and passwords; nobody changes an event."""

import json

from allauth.account.decorators import secure_admin_login
from allauth.account.models import EmailAddress
from allauth.account.views import logout
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import (
    AdminPasswordChangeForm,
    AdminUserCreationForm,
    ReadOnlyPasswordHashField,
    ReadOnlyPasswordHashWidget,
    UserChangeForm,
)
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.html import format_html
from django_tasks_db.models import DBTaskResult

from samma import thai
from samma.accounts import handover_admin  # noqa: F401 (registers its screens)
from samma.accounts.actions import drop_second_factor, end_phone_sessions, post
from samma.accounts.deeds import DEEDS, deed_words, kind_words
from samma.accounts.events import record
from samma.accounts.models import Event, Office, PhoneInvite, User
from samma.accounts.screens import ReadOnlyAdmin, RecordedAdmin
from samma.admin import AdminRuleForm, NoRowNoPage
from samma.scope import WHOLE_COUNTRY, covers

# Roles are the programme's own, and a second way to give rights would only confuse; the packages' own tables are not
# for people: what of them is needed is done by the actions below.
admin.site.unregister([Group, EmailAddress, Authenticator, UserSession, DBTaskResult])
# One way in, with its limits and second factor, for the admin too.
admin.site.login = secure_admin_login(admin.site.login)
admin.site.logout = lambda request, extra_context=None: logout(request)
admin.site.password_change = lambda request, extra_context=None: redirect("account_change_password")


OFF_HELP = (
    "เลือกปิดใช้สำหรับวิทยากรที่เข้าด้วย QR"
    '<ul id="id_unusable_warning" class="messagelist"><li class="warning">เมื่อปิดใช้ รหัสผ่านเดิมของบัญชีนี้จะถูกลบ</li></ul>'
)


class PostingRules:
    """A superuser reads the whole country, so the form says so."""

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("is_superuser") and cleaned.get("area_code") != WHOLE_COUNTRY:
            self.add_error("area_code", ValidationError("ผู้ดูแลระบบเห็นทั้งประเทศ ให้ใส่ TH"))
        return cleaned


class PasswordState(ReadOnlyPasswordHashWidget):
    """Says whether there is a password; how it is hashed concerns nobody here."""

    def get_context(self, name, value, attrs):
        is_set = value and not value.startswith(UNUSABLE_PASSWORD_PREFIX)
        words = "ตั้งรหัสผ่านไว้แล้ว" if is_set else "ไม่มีรหัสผ่าน วิทยากรเข้าด้วย QR"
        return super().get_context(name, value, attrs) | {"summary": [{"label": words}]}


class PersonForm(PostingRules, UserChangeForm):
    password = ReadOnlyPasswordHashField(label="รหัสผ่าน", widget=PasswordState)

    class Meta(UserChangeForm.Meta):
        model = User


class NewPasswordForm(AdminPasswordChangeForm):
    """Django adds a sentence in English, outside its translations."""

    usable_password_help_text = OFF_HELP


class NewPersonForm(PostingRules, AdminUserCreationForm):
    class Meta(AdminUserCreationForm.Meta):
        model = User
        fields = ("username", "first_name", "last_name", "role", "area_code", "is_head")


@admin.register(User)
class PersonAdmin(NoRowNoPage, UserAdmin):
    form, add_form, change_password_form = PersonForm, NewPersonForm, NewPasswordForm
    list_display = ("username", "first_name", "last_name", "role", "area_code", "state")
    list_filter = ("role", "is_active", "is_superuser")
    search_fields = ("username", "first_name", "last_name", "office")
    filter_horizontal = ()
    readonly_fields = ("last_in", "since")
    actions = ("sign_out_everywhere", "without_second_factor")
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("บุคคล", {"fields": ("first_name", "last_name", "position", "office")}),
        ("บทบาทและพื้นที่", {"fields": ("role", "area_code", "is_head")}),
        ("การเข้าใช้งาน", {"fields": ("is_active", "is_staff", "is_superuser", "last_in", "since")}),
    )
    add_fieldsets = (
        (
            None,
            {
                "fields": (
                    "username",
                    "usable_password",
                    "password1",
                    "password2",
                    "first_name",
                    "last_name",
                    "role",
                    "area_code",
                    "is_head",
                )
            },
        ),
    )

    def has_module_permission(self, request):
        return request.user.is_superuser

    def has_view_permission(self, request, obj=None):
        return request.user.is_superuser

    has_add_permission = has_module_permission
    has_change_permission = has_view_permission

    def has_delete_permission(self, request, obj=None):
        return False  # the audit names people for ever; an account that is over is made inactive

    @admin.action(description="ออกจากระบบทุกเครื่อง (โทรศัพท์หาย)")
    def sign_out_everywhere(self, request, people):
        for person in people:
            end_phone_sessions(person, by=request.user, now=timezone.now())
            messages.success(request, f"{person} ออกจากระบบทุกเครื่องแล้ว")

    @admin.action(description="ปิดการยืนยันตัวตนสองขั้น (แอปหรือโทรศัพท์หาย)")
    def without_second_factor(self, request, people):
        for person in people:
            drop_second_factor(person, by=request.user)
            messages.success(request, f"ปิดการยืนยันตัวตนสองขั้นของ {person} แล้ว ให้ตั้งใหม่เมื่อเข้าสู่ระบบครั้งต่อไป")

    @admin.display(description="สถานะ", ordering="is_active")
    def state(self, person):
        if not person.is_active:
            return "ปิดใช้งาน"
        return "ผู้ดูแลระบบสูงสุด" if person.is_superuser else "ใช้งานอยู่"

    @admin.display(description="เข้าใช้ล่าสุด", ordering="last_login")
    def last_in(self, person):
        return thai.thai_datetime(person.last_login) if person.last_login else "ยังไม่เคยเข้าใช้"

    @admin.display(description="มีบัญชีตั้งแต่", ordering="date_joined")
    def since(self, person):
        return thai.thai_datetime(person.date_joined) if person.date_joined else ""

    def save_model(self, request, obj, form, change):
        """A new posting goes through the action, so that it is in the audit."""
        wanted = {"role": obj.role, "area_code": obj.area_code}
        moved = change and {"role", "area_code"} & set(form.changed_data)
        if moved:
            stored = User.objects.get(pk=obj.pk)
            obj.role, obj.area_code = stored.role, stored.area_code
        super().save_model(request, obj, form, change)
        if moved:
            posted = post(obj, **wanted, by=request.user)
            obj.role, obj.area_code = posted.role, posted.area_code
        elif not change:
            record("create", obj, by=request.user, role=obj.role)


class OfficeForm(AdminRuleForm):
    def clean_area_code(self):
        code = self.cleaned_data["area_code"]
        if not covers(self.user.area_code, code):
            raise ValidationError("อำเภอนี้อยู่นอกพื้นที่ของท่าน")
        return code


@admin.register(Office)
class OfficeAdmin(RecordedAdmin):
    form = OfficeForm
    list_display = ("area_code", "name", "letter_no", "chief", "signer")
    search_fields = ("^area_code", "name")


class DeedFilter(admin.SimpleListFilter):
    """The deeds by their Thai words."""

    title, parameter_name = "การกระทำ", "verb"

    def lookups(self, request, model_admin):
        return list(DEEDS.items())

    def queryset(self, request, queryset):
        return queryset.filter(verb=self.value()) if self.value() else queryset


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    list_display = ("on", "who", "deed", "kind", "row", "area_code")
    fields = (*list_display, "kept")
    list_filter = (DeedFilter,)
    list_select_related = ("who",)
    search_fields = ("=object_id", "=who__username")
    show_full_result_count = False

    def get_queryset(self, request):
        return super().get_queryset(request).visible_to(request.user)

    @admin.display(description="เมื่อ", ordering="when")
    def on(self, event):
        return thai.thai_datetime(event.when)

    @admin.display(description="การกระทำ", ordering="verb")
    def deed(self, event):
        return deed_words(event.verb)

    @admin.display(description="ชนิดข้อมูล", ordering="object_type")
    def kind(self, event):
        return kind_words(event.object_type)

    @admin.display(description="รหัสแถว", ordering="object_id")
    def row(self, event):
        return format_html("<code>{}</code>", event.object_id)

    @admin.display(description="รายละเอียดที่เก็บไว้")
    def kept(self, event):
        return format_html("<code>{}</code>", json.dumps(event.detail, ensure_ascii=False, cls=DjangoJSONEncoder))


@admin.register(PhoneInvite)
class PhoneInviteAdmin(ReadOnlyAdmin):
    list_display = fields = ("user", "made_by", "made_on", "until", "used_on")
    list_select_related = ("user", "made_by")

    def has_module_permission(self, request):
        return request.user.is_superuser

    def has_view_permission(self, request, obj=None):
        return request.user.is_superuser

    @admin.display(description="ออกเมื่อ", ordering="made_at")
    def made_on(self, invitation):
        return thai.thai_datetime(invitation.made_at)

    @admin.display(description="ใช้ได้ถึง", ordering="expires_at")
    def until(self, invitation):
        return thai.thai_datetime(invitation.expires_at)

    @admin.display(description="ใช้แล้วเมื่อ", ordering="used_at")
    def used_on(self, invitation):
        return thai.thai_datetime(invitation.used_at) if invitation.used_at else "ยังไม่ได้ใช้"

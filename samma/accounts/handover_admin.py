"""What was handed over, in the admin: only read here, for it is written by its actions."""

from django.contrib import admin

from samma import thai
from samma.accounts.models import HandoverNote, Transfer
from samma.accounts.screens import ReadOnlyAdmin


@admin.register(Transfer)
class TransferAdmin(ReadOnlyAdmin):
    list_display = fields = (
        "area_code",
        "leaving",
        "taking",
        "from_day",
        "order_no",
        "made_by",
        "done_on",
        "cancelled_on",
    )
    list_select_related = ("leaving", "taking", "made_by")

    def get_queryset(self, request):
        return super().get_queryset(request).visible_to(request.user)

    @admin.display(description="มีผลตั้งแต่", ordering="on")
    def from_day(self, transfer):
        return thai.thai_date_short(transfer.on)

    @admin.display(description="มีผลแล้วเมื่อ", ordering="done_at")
    def done_on(self, transfer):
        return thai.thai_datetime(transfer.done_at) if transfer.done_at else "รอวันมีผล"

    @admin.display(description="ยกเลิกเมื่อ", ordering="cancelled_at")
    def cancelled_on(self, transfer):
        return thai.thai_datetime(transfer.cancelled_at) if transfer.cancelled_at else ""


@admin.register(HandoverNote)
class HandoverNoteAdmin(ReadOnlyAdmin):
    """Written on the page of the handover; read here."""

    list_display = fields = ("area_code", "text")
    search_fields = ("^area_code",)

    def get_queryset(self, request):
        return super().get_queryset(request).visible_to(request.user)

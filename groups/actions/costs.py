"""The cost of a product's batch is reckoned: one sheet a day, its lines written as one."""

from django.core.exceptions import ValidationError
from django.db import transaction

from groups.actions.saving import locked, save
from groups.books import not_after
from groups.models import CostLine, CostSheet
from samma.accounts.events import record

STALE_SHEET = "มีผู้อื่นบันทึกใบคิดต้นทุนนี้ระหว่างที่คุณแก้ไข สิ่งที่คุณพิมพ์ยังอยู่ในหน้านี้ โปรดเปิดใบล่าสุดดูก่อน แล้วบันทึกอีกครั้งถ้าจะใช้ของคุณ"


@transaction.atomic
def save_costs(product, head, lines, *, by, today, sheet=None, version=None, confirmed=()):
    """A sheet with its lines (dicts); `sheet`: the one that is mended, opened at `version`."""
    locked(product.group)
    not_after(head["on"], today, "on")
    if not lines:
        raise ValidationError("ใส่ค่าใช้จ่ายอย่างน้อย 1 รายการ")
    if sheet is None:
        sheet = CostSheet(product=product, version=0)
    else:
        sheet = CostSheet.objects.select_for_update(of=("self",)).get(pk=sheet.pk)
        if version != sheet.version:
            raise ValidationError(STALE_SHEET)
    is_new = sheet.pk is None
    for name, value in head.items():
        setattr(sheet, name, value)
    sheet.version += 1
    save(sheet)
    sheet.lines.all().delete()
    for order, line in enumerate(lines, 1):
        save(CostLine(sheet=sheet, order=order, **line))
    asked = {"confirmed": list(confirmed)} if confirmed else {}
    record("create" if is_new else "edit", sheet, by=by, group=product.group_id, lines=len(lines), **asked)
    return sheet

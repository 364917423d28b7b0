"""The pages of one village's households beside each other: register, 1 to 4, training, money, visits."""

from django.urls import reverse

TABS = [
    ("ความต้องการอาชีพ", "demand-list"),
    ("ทะเบียนครัวเรือน", "enrolment-grid"),
    ("กระดาน 1 ต่อ 4", "assignment-board"),
    ("การอบรม", "attendance-grid"),
    ("รายได้รายจ่าย", "livelihood-grid"),
    ("เงินที่เปลี่ยนไป", "money-table"),
    ("บันทึกเยี่ยม", "visit-grid"),
    ("สมุดเยี่ยม", "booklet-list"),
    ("เอกสาร", "target-papers"),
]
READING = {
    "demand-list",
    "assignment-board",
    "money-table",
    "booklet-list",
    "target-papers",
}  # the rest are grids to type in


def tabs_of(target, current: str, user) -> list[dict]:
    """Links to the sister pages that the user may open."""
    return [
        {"label": label, "url": reverse(name, args=[target.pk]), "current": name == current}
        for label, name in TABS
        if user.may_write or name in READING
    ]

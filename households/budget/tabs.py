"""The pages of a village's money beside each other."""

from django.urls import reverse

TABS = [
    ("สรุปกระทบยอด", "budget-sums"),
    ("รายการงบประมาณ", "budget-grid"),
    ("รายการจ่าย", "payment-list"),
    ("ส่วนสมทบของชุมชน", "contribution-list"),
    ("วัสดุที่แจก", "material-list"),
]
WRITING = {"budget-grid"}


def tabs_of(target, current: str, user) -> list[dict]:
    """Links to the sister pages that the user may open."""
    return [
        {"label": label, "url": reverse(name, args=[target.pk]), "current": name == current}
        for label, name in TABS
        if user.may_write or name not in WRITING
    ]

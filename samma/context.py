"""What every page shows around its content: the places a role goes to."""

from django.urls import reverse

OFFICE = [
    ("หน้าหลัก", "home", "house"),
    ("หมู่บ้าน", "target-list", "map"),
    ("ปฏิทิน", "calendar", "calendar3"),
    ("ปราชญ์และทีม", "sage-list", "people"),
    ("ครัวเรือน", "household-list", "house-heart"),
    ("กลุ่มอาชีพ", "group-list", "basket"),
    ("องค์ความรู้", "record-list", "book"),
]

OWN_ACCOUNT = [
    ("เปลี่ยนรหัสผ่าน", "account_change_password"),
    ("ยืนยันตัวตนสองขั้น", "mfa_index"),
    ("เครื่องที่เข้าใช้งานอยู่", "usersessions_list"),
]


def navigation(request) -> dict:
    """`nav_items` for the user's role, and `user_items` of his own account; nothing before sign-in."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"nav_items": [], "user_items": []}
    places = [("ครัวเรือนที่ฉันดูแล", "field-home", "house")] if user.is_trainer else OFFICE
    here = request.path
    items = []
    for label, name, icon in places:
        url = reverse(name)
        current = here == url or (url != "/" and here.startswith(url))
        items.append({"label": label, "url": url, "icon": icon, "current": current})
    # A trainer comes in by the officer's QR: no password to change, no second factor.
    own = OWN_ACCOUNT[-1:] if user.is_trainer and not user.has_usable_password() else OWN_ACCOUNT
    return {"nav_items": items, "user_items": [{"label": label, "url": reverse(name)} for label, name in own]}

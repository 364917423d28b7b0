"""What every page shows around its content: the places a role goes to."""

from django.urls import reverse

OFFICE = [
    ("หน้าหลัก", "home", "house"),
    ("หมู่บ้าน", "target-list", "map"),
    ("ปราชญ์และทีม", "sage-list", "people"),
    ("ครัวเรือน", "household-list", "house-heart"),
    ("กลุ่มอาชีพ", "group-list", "basket"),
    ("องค์ความรู้", "record-list", "book"),
]


def navigation(request) -> dict:
    """`nav_items` for the user's role; nothing before sign-in, and one place for a trainer."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"nav_items": []}
    places = [("ครัวเรือนที่ฉันดูแล", "field-home", "house")] if user.is_trainer else OFFICE
    here = request.path
    items = []
    for label, name, icon in places:
        url = reverse(name)
        current = here == url or (url != "/" and here.startswith(url))
        items.append({"label": label, "url": url, "icon": icon, "current": current})
    return {"nav_items": items}

"""The card of a group's page for ก3, its rules."""

from groups.cards import link_to
from groups.models import Group


def bylaws_card(group: Group, user) -> dict:
    """The rules in force, and the ways to write, compare and print them."""
    latest, draft = group.bylaws.adopted().first(), group.bylaws.drafts().first()
    links = []
    if user.may_write:
        label = "เขียนต่อจากร่าง" if draft else "แก้ไขระเบียบ" if latest else "เขียนระเบียบ"
        links.append(link_to(label, "group-bylaw", group.pk, icon="pencil"))
    if latest or draft:
        links.append(link_to("ทุกฉบับ", "group-bylaws", group.pk, icon="journal-text"))
        links.append(link_to("พิมพ์", "bylaw-print", (latest or draft).pk, icon="printer"))
    return {
        "part": "bylaw",
        "text": latest.text if latest else "",
        "text_label": "อ่านระเบียบที่ใช้อยู่",
        "links": links,
    }

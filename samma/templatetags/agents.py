"""What a browser says of itself, in words that its owner knows his machine by."""

from django import template

register = template.Library()

# The order matters: Android's browsers call themselves Linux too, and Edge calls itself Chrome, and Chrome Safari.
MACHINES = [
    ("Android", "โทรศัพท์แอนดรอยด์"),
    ("iPhone", "โทรศัพท์ไอโฟน"),
    ("iPad", "แท็บเล็ตไอแพด"),
    ("Windows", "คอมพิวเตอร์"),
    ("Macintosh", "คอมพิวเตอร์แมค"),
    ("Linux", "คอมพิวเตอร์"),
]
BROWSERS = [("Line/", "LINE"), ("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari")]


@register.filter
def device(user_agent: str) -> str:
    """ "Mozilla/5.0 (Linux; Android 12 …) Chrome/120 …" -> "โทรศัพท์แอนดรอยด์ (Chrome)"."""
    machine = next((words for sign, words in MACHINES if sign in user_agent), "เครื่องที่ไม่รู้จัก")
    browser = next((name for sign, name in BROWSERS if sign in user_agent), "")
    return f"{machine} ({browser})" if browser else machine

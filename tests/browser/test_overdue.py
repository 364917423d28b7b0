"""The officer's way on a Monday morning: who is late, the text for the team's chat, a press to copy it."""

import os

import pytest

from samma.accounts.models import User

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_the_officer_goes_from_home_to_the_late_and_copies_a_reminder(demo, open_as, phone):
    page = open_as(User.objects.get(username="officer"), phone=phone)
    page.goto("/")
    page.get_by_role("link", name="ครัวเรือนเลยกำหนดเยี่ยม").click()
    page.wait_for_url("**/households/overdue/**")
    assert page.get_by_role("heading", name="เลยกำหนดเยี่ยม").first.is_visible()
    late = page.locator(".panel .checks a").first.inner_text()
    shot(page, f"overdue-{'phone' if phone else 'desk'}")

    page.get_by_role("link", name="รายการเตือนประจำสัปดาห์").click()
    page.wait_for_url("**/households/reminders/**")
    text = page.locator("#reminder-1").inner_text()
    assert late in text and "\n" in text
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator('[data-copy="#reminder-1"]').click()
    page.get_by_role("button", name="คัดลอกแล้ว").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("#reminder-1").text_content().strip()
    shot(page, f"reminders-{'phone' if phone else 'desk'}")


def shot(page, name):
    """A picture to look at, where somebody asked for pictures."""
    if os.environ.get("SAMMA_SHOTS"):
        page.screenshot(path=f"{os.environ['SAMMA_SHOTS']}/{name}.png", full_page=True)

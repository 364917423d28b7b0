"""The phone page as it is used: by thumb, by keyboard, enlarged; what came back, what was full, what is new."""

import datetime
import shutil
from pathlib import Path

import pytest
from django.utils import timezone

from households.models import Visit, VisitPhoto, VisitTwin
from tests import factories as make
from tests.browser.field_rows import NAMES, make_pictures, make_team_of_today, make_trainer
from tests.browser.phone import SCREEN
from tests.browser.server import STRANGE_HOST, BadNetwork
from tests.browser.walking import ASK_AXE, AXE, LOOK
from tests.screens import gregorian_years, latin_words

pytestmark = pytest.mark.browser

STATIC = Path(__file__).resolve().parents[2] / "static"
FIRST_LOAD = 120 * 1024
HALF = {"width": SCREEN["width"] // 2, "height": SCREEN["height"] // 2}  # what is left of the screen at 200 %


@pytest.fixture
def team(field_server):
    return make_team_of_today()


@pytest.fixture
def trainer(team):
    return make_trainer(team, 1, NAMES[:2])


@pytest.fixture
def phone(new_phone, trainer):
    """Signed in, on the first screen."""
    phone = new_phone()
    come_in(phone, trainer)
    return phone


def come_in(phone, user, **options):
    phone.open(path=None, **options)
    phone.sign_in(user)
    phone.go()
    phone.page.locator(".person").first.wait_for()


def wait_for_heading(phone, words):
    phone.page.get_by_role("heading", name=words, level=1).wait_for()


class Eye:
    """Looks at each screen as it stands: axe, height of what is pressed, width, words, years; and at 200 %."""

    def __init__(self, page):
        self.page, self.faults, self.seen = page, [], []
        page.evaluate(AXE)

    def look(self):
        name = self.page.locator("h1").inner_text()
        self.seen.append(name)
        self.faults += [f"{name}: {fault}" for fault in self.page.evaluate(LOOK)]
        self.faults += [
            f"{name}: {one['id']} {one['nodes'][0]['target']}"
            for one in self.page.evaluate(ASK_AXE)["violations"]
            if one["impact"] in ("serious", "critical")
        ]
        html = self.page.content()
        self.faults += [f"{name}: {word}" for word in [*latin_words(html), *gregorian_years(html)]]
        self.page.set_viewport_size(HALF)
        self.faults += [f"{name} at 200 %: {fault}" for fault in self.page.evaluate(LOOK)]
        self.page.set_viewport_size(SCREEN)


def test_every_screen_passes_axe_fits_the_phone_and_stays_readable_at_200_per_cent(phone, tmp_path):
    eye, page = Eye(phone.page), phone.page
    eye.look()
    phone.begin(NAMES[0])
    for press, following in (
        ("เลิกทำแล้ว", "เพราะอะไร"),
        ("เจ็บป่วย", "ได้เงินเพิ่มจากอาชีพนี้เท่าใด"),
        ("ยังไม่มี", "ลดรายจ่ายได้เท่าใด"),
        ("ยังไม่มี", "ได้ผลผลิตอะไร เท่าใด"),
        ("ข้าม", "มีปัญหาอะไรหรือไม่"),
        ("ไม่มีปัญหา", "ต้องการให้ช่วยเรื่องใด จากใคร"),
        ("ไม่ต้องการ", "ตกลงกันว่าจะทำอะไรต่อ"),
        ("ทำต่อเหมือนเดิม", "นัดเยี่ยมครั้งต่อไป"),
    ):
        eye.look()
        assert page.evaluate("document.activeElement.id") == "heading" or eye.seen == [eye.seen[0], "ทำอาชีพอยู่หรือไม่"]
        phone.press(press)
        phone.is_asked(following)
    page.locator("summary").click()
    eye.look()
    phone.press("ยังไม่นัด")
    phone.is_asked("ถ่ายภาพ")
    page.set_input_files("#photo-pick", make_pictures(tmp_path, 1))
    page.locator(".pictures li").wait_for()
    eye.look()
    phone.press("ต่อไป")
    phone.is_asked("ตรวจดูก่อนบันทึก")
    page.locator("summary").click()
    eye.look()
    for address in ("#/me", "#/pin", "#/waiting", "#/enter"):
        phone.context.clear_cookies()
        page.evaluate("address => { location.hash = address }", address)
        page.wait_for_timeout(250)
        eye.look()

    assert not eye.faults, "\n".join(eye.faults)
    assert len(eye.seen) == 16


def test_a_visit_is_written_by_keyboard_alone(phone, trainer):
    page = phone.page

    def press(words, key="Enter"):
        for _ in range(40):
            page.keyboard.press("Tab")
            if words in page.evaluate("document.activeElement.textContent || ''"):
                return page.keyboard.press(key)
        raise AssertionError(f"no way to {words} by Tab")

    press("บันทึกเยี่ยม")
    phone.is_asked("ทำอาชีพอยู่หรือไม่")
    press("ทำอยู่", " ")
    phone.is_asked("ได้เงินเพิ่มจากอาชีพนี้เท่าใด")
    page.keyboard.press("Tab")
    page.keyboard.type("๑2๕0.5")
    assert page.locator("#amount").input_value() == "1,250.5"
    press("ต่อไป")
    phone.is_asked("ลดรายจ่ายได้เท่าใด")
    press("ไม่สะดวกบอก")
    for _ in range(4):
        phone.page.wait_for_timeout(150)
        press("ข้าม")
    phone.is_asked("นัดเยี่ยมครั้งต่อไป")
    press("อีก 1 เดือน")
    phone.is_asked("ถ่ายภาพ")
    press("ต่อไป")
    phone.is_asked("ตรวจดูก่อนบันทึก")
    press("บันทึกการเยี่ยม")
    page.get_by_text("ไว้แล้ว").wait_for()
    phone.has_sent_all()

    visit = Visit.objects.get()
    assert (visit.gained, visit.saved_kind, visit.practising) == (1250.5, "unknown", "yes")


def test_back_reload_and_rotation_lose_nothing(phone):
    page = phone.page
    phone.begin(NAMES[0])
    phone.press("ทำอยู่")
    phone.is_asked("ได้เงินเพิ่มจากอาชีพนี้เท่าใด")
    phone.press("7")
    page.set_viewport_size({"width": SCREEN["height"], "height": SCREEN["width"]})
    assert page.locator("#amount").input_value() == "7"
    page.set_viewport_size(SCREEN)
    page.go_back()
    phone.is_asked("ทำอาชีพอยู่หรือไม่")
    assert page.get_by_role("button", name="ทำอยู่", pressed=True).count() == 1
    page.go_forward()
    phone.is_asked("ได้เงินเพิ่มจากอาชีพนี้เท่าใด")
    page.wait_for_timeout(400)
    page.reload()
    phone.is_asked("ได้เงินเพิ่มจากอาชีพนี้เท่าใด")
    assert page.locator("#amount").input_value() == "7"
    page.locator("#back").click()
    phone.is_asked("ทำอาชีพอยู่หรือไม่")
    page.locator("#back").click()
    wait_for_heading(phone, "ครัวเรือนที่ฉันดูแล")
    assert page.locator(".person-go", has_text="ทำต่อจากเดิม").count() == 1


def test_after_a_save_the_back_button_does_not_lead_into_the_finished_visit(phone):
    phone.log(NAMES[0])
    phone.page.go_back()
    assert "#/visit" not in phone.page.url


def test_news_from_the_server_moves_neither_the_focus_nor_the_page(phone):
    call = phone.page.locator(".person-go").last
    call.focus()
    phone.page.evaluate("scrollTo(0, 60)")
    phone.page.evaluate("document.querySelector('.people').dataset.old = 'yes'")
    phone.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    phone.page.locator(".people:not([data-old])").wait_for()

    assert NAMES[1] in phone.page.evaluate("document.activeElement.textContent")
    assert phone.page.evaluate("scrollY") == 60


def test_the_first_load_is_light_and_takes_nothing_twice(new_phone, field_server, trainer):
    network = BadNetwork(field_server.port)
    phone = new_phone(network.url)
    come_in(phone, trainer)
    phone.keeps_itself()
    phone.page.wait_for_timeout(500)

    assert network.carried <= FIRST_LOAD, f"{network.carried / 1024:.0f} KB"
    files = {address: times for address, times in network.asked.items() if "/field/shell/" in address}
    assert len(files) > 30 and set(files.values()) == {1}
    network.close()


def test_plain_http_works_online_and_says_why_not_without_a_signal(new_phone, field_server, trainer):
    phone = new_phone(f"http://{STRANGE_HOST}:{field_server.port}")
    phone.open(path=None)
    phone.sign_in(trainer)
    phone.page.goto("/field/")
    phone.page.wait_for_url("**/field/online/**")

    assert "ไม่ได้ขึ้นต้นด้วย" in phone.page.locator(".message").inner_text()
    phone.page.get_by_role("link", name=NAMES[0]).click()
    phone.page.get_by_text("ทำอยู่", exact=True).click()
    phone.page.get_by_role("button", name="บันทึกการเยี่ยม").click()
    phone.page.get_by_text("แล้ว").first.wait_for()
    assert Visit.objects.count() == 1


def test_without_script_the_page_leads_to_the_one_that_needs_none(new_phone, trainer):
    phone = new_phone()
    phone.open(path=None, java_script_enabled=False)
    phone.sign_in(trainer)
    phone.page.goto("/field/")
    phone.page.get_by_role("link", name="เบราว์เซอร์ปิดสคริปต์ไว้").click()

    assert NAMES[0] in phone.page.locator("main").inner_text()


def test_a_hotspot_that_answers_everything_is_known_for_what_it_is(new_phone, field_server, trainer):
    network = BadNetwork(field_server.port)
    phone = new_phone(network.url)
    come_in(phone, trainer)
    phone.keeps_itself()
    network.is_portal = True
    phone.page.reload()
    phone.log(NAMES[0])
    phone.says("รอส่ง 1 รายการ · เครือข่ายนี้ต้องเข้าสู่ระบบไวไฟก่อน")
    network.is_portal = False
    phone.has_sent_all()
    assert Visit.objects.count() == 1
    network.close()


def test_a_refused_record_comes_back_with_its_reason_and_goes_after_it_was_mended(phone):
    phone.begin(NAMES[0])
    phone.answer_all()
    phone.page.get_by_role("link", name="แก้ สิ่งที่จะทำต่อ").click()
    phone.is_asked("ตกลงกันว่าจะทำอะไรต่อ")
    phone.page.eval_on_selector("textarea", "area => area.removeAttribute('maxlength')")  # as an older page might
    phone.page.locator("textarea").fill("ปลูก" * 100)
    phone.press("ต่อไป")
    phone.is_asked("ตรวจดูก่อนบันทึก")
    phone.save(NAMES[0])
    phone.says("ต้องแก้ไข 1 รายการ")
    assert Visit.objects.count() == 0

    phone.page.locator("#status").click()
    assert phone.page.locator(".entry .message-error").inner_text()
    phone.press("แก้ไขแล้วส่งใหม่")
    phone.is_asked("ตรวจดูก่อนบันทึก")
    phone.page.locator(".is-wrong").get_by_role("link").click()
    phone.is_asked("ตกลงกันว่าจะทำอะไรต่อ")
    phone.page.locator("textarea").fill("ปลูกเพิ่ม")
    phone.press("ต่อไป")
    phone.is_asked("ตรวจดูก่อนบันทึก")
    phone.save(NAMES[0])
    phone.has_sent_all()
    assert Visit.objects.get().promise == "ปลูกเพิ่ม"


def test_a_conflict_keeps_both_and_is_told(phone, trainer):
    phone.begin(NAMES[0])
    phone.answer_all(produced="ข้อความจากเครื่อง")
    key = phone.page.url.split("#/visit/")[1].split("/")[0]
    enrolment = trainer.sage.seats.get().assignments.order_by("place").first().enrolment
    make.make_visit(enrolment, trainer, pk=key, produced="ข้อความในระบบ", visited_by=trainer.sage)
    phone.save(NAMES[0])
    phone.says("แจ้งให้ทราบ 1 รายการ")

    assert VisitTwin.objects.count() == 1 and Visit.objects.get().produced == "ข้อความในระบบ"
    phone.page.locator("#status").click()
    phone.press("รับทราบ")
    phone.has_sent_all()


def test_a_lead_logs_for_a_teammate_and_both_names_are_kept(new_phone, team, trainer):
    lead = make.make_trainer_user(team.seated()[0].sage)
    phone = new_phone()
    come_in(phone, lead)
    phone.page.locator(".person", has_text=NAMES[0]).locator(".person-go").click()
    phone.is_asked("ใครไปเยี่ยม")
    phone.press(trainer.sage.full_name)
    phone.is_asked("ทำอาชีพอยู่หรือไม่")
    phone.answer_all()
    phone.save(NAMES[0])
    phone.has_sent_all()

    visit = Visit.objects.get()
    assert (visit.visited_by, visit.keyed_by) == (trainer.sage, lead)


def test_a_wrong_clock_does_not_change_the_day_of_the_visit(new_phone, trainer):
    phone = new_phone()
    phone.open(path=None)
    days = 400
    phone.page.add_init_script(
        f"Date = class extends Date {{ constructor(...a) {{ a.length ? super(...a) : super(Date.now()) }} static now() {{ return super.now() - {days} * 864e5 }} }}"
    )
    phone.sign_in(trainer)
    phone.go()
    phone.page.locator(".person").first.wait_for()
    phone.log(NAMES[0])
    phone.has_sent_all()

    visit, today = Visit.objects.get(), timezone.localdate()
    assert visit.on == today
    assert timezone.localtime(visit.device_at).date() == today - datetime.timedelta(days=days)


def room(phone, size):
    """So many bytes for the page in all, or what the disk has: the browser itself refuses what is more."""
    session = phone.context.new_cdp_session(phone.page)
    session.send("Storage.overrideQuotaForOrigin", {"origin": phone.url} | ({"quotaSize": size} if size else {}))


# Another page of the same address takes what is left of the room, down to the last two kilobytes.
FILL = """async () => {
  const base = await new Promise((done) => {
    const ask = indexedDB.open("filler");
    ask.onupgradeneeded = () => ask.result.createObjectStore("filler", { autoIncrement: true });
    ask.onsuccess = () => done(ask.result);
  });
  const put = (size) => new Promise((done) => {
    const deed = base.transaction("filler", "readwrite", { durability: "strict" });
    deed.objectStore("filler").put(crypto.getRandomValues(new Uint8Array(size)));
    deed.oncomplete = () => done(true);
    deed.onabort = () => done(false);
  });
  for (const size of [65536, 16384, 4096, 1024]) while (await put(size));
  base.close();
}"""


def test_a_full_phone_says_so_and_keeps_the_words_without_the_photo(new_phone, trainer, tmp_path):
    pictures = make_pictures(tmp_path, 2)
    phone = new_phone()
    phone.open(path=None)
    room(phone, 3_000_000)
    phone.sign_in(trainer)
    phone.go()
    phone.page.locator(".person").first.wait_for()
    phone.keeps_itself()
    phone.begin(NAMES[0])
    phone.answer_all(photos=pictures[:1])
    phone.page.evaluate(FILL)
    phone.page.set_input_files("#photo-pick", pictures[1:])
    phone.page.get_by_text("ที่เก็บในเครื่องเต็ม เก็บภาพนี้ไม่ได้").wait_for()
    phone.page.get_by_role("link", name="แก้ ปัญหา").click()
    phone.is_asked("มีปัญหาอะไรหรือไม่")
    phone.page.locator("textarea").fill("หนอน" * 400)
    phone.page.locator("#alarm", has_text="ที่เก็บในเครื่องเต็ม สิ่งที่พิมพ์ล่าสุดยังไม่ได้เก็บ").wait_for()
    phone.press("ต่อไป")
    phone.is_asked("ตรวจดูก่อนบันทึก")
    phone.press("บันทึกการเยี่ยม")
    phone.page.get_by_text("ที่เก็บในเครื่องเต็ม จึงยังบันทึกไม่ได้").wait_for()
    room(phone, None)
    phone.press("บันทึกโดยไม่เก็บภาพ 1 ภาพ")
    phone.page.get_by_text("ไว้แล้ว").wait_for()
    phone.has_sent_all()

    assert Visit.objects.get().problem == "หนอน" * 400 and VisitPhoto.objects.count() == 0


def test_a_window_that_keeps_nothing_says_so_and_goes_on_where_a_signal_is(new_phone, trainer):
    phone = new_phone()
    phone.open(path=None)
    phone.page.add_init_script('indexedDB.open = () => { throw new DOMException("not here", "SecurityError"); }')
    phone.sign_in(trainer)
    phone.page.goto("/field/")
    phone.page.wait_for_url("**/field/online/?why=private")

    assert "ไม่ระบุตัวตน" in phone.page.locator(".message").inner_text()
    assert NAMES[0] in phone.page.locator("main").inner_text()


def test_a_newer_page_takes_over_while_records_wait_and_loses_none(phone, field_server, tmp_path):
    phone.keeps_itself()
    phone.context.clear_cookies(name="sessionid")
    phone.log(NAMES[0])
    phone.begin(NAMES[1])
    phone.press("ทำอยู่")
    phone.is_asked("ได้เงินเพิ่มจากอาชีพนี้เท่าใด")
    phone.says("รอส่ง 1 รายการ")
    shutil.copytree(STATIC, tmp_path / "static")
    with (tmp_path / "static/css/field-app.css").open("a") as newer:
        newer.write("/* newer */\n")
    before = phone.page.evaluate("caches.keys()")
    field_server.stop()
    field_server.start(SAMMA_SHELL=str(tmp_path / "static"))
    phone.page.evaluate("navigator.serviceWorker.getRegistration().then((known) => known.update())")
    phone.page.get_by_role("button", name="มีรุ่นใหม่").click()
    phone.is_asked("ได้เงินเพิ่มจากอาชีพนี้เท่าใด")
    phone.says("รอส่ง 1 รายการ")

    after = phone.page.evaluate("caches.keys()")
    assert len(after) == 1 and after != before
    field_server.stop()

"""The phone page where there is no signal, a bad one, or a browser that is killed: nothing is lost, nothing is doubled."""

import random
import re
import time

import pytest

from households.models import Visit, VisitPhoto
from tests.browser.field_rows import NAMES, make_pictures, make_team_of_today, make_trainer
from tests.browser.server import BadNetwork

pytestmark = pytest.mark.browser

KILLS = 20  # a hundred in `make bench`
BAD_SECONDS = 30  # five minutes in `make bench`


@pytest.fixture
def trainer(field_server):
    return make_trainer(make_team_of_today(), 1, NAMES[:3])


def came_in(phone, user):
    """The page was opened once where there was a signal."""
    phone.open(path=None)
    phone.sign_in(user)
    phone.go()
    phone.page.locator(".person").first.wait_for()
    phone.keeps_itself()


def test_three_visits_and_six_photos_of_airplane_mode_arrive_once(new_phone, field_server, trainer, tmp_path):
    phone = new_phone()
    came_in(phone, trainer)
    phone.close()
    field_server.stop()
    pictures = make_pictures(tmp_path / "camera", 6)

    phone.open()
    for number, name in enumerate(NAMES[:3]):
        phone.log(name, produced=f"ไข่ {number + 1} ฟอง", photos=pictures[number * 2 : number * 2 + 2])
    assert phone.status().startswith("รอส่ง 3 รายการ (ภาพ 6 ภาพ) · ไม่มีสัญญาณ")
    phone.close()
    phone.open()
    assert phone.page.locator(".person-when", has_text="เยี่ยมวันนี้แล้ว (รอส่ง)").count() == 3
    phone.says("รอส่ง 3 รายการ (ภาพ 6 ภาพ)")
    phone.page.locator("#status").click()  # the number opens what it counts
    phone.page.locator(".entries .entry").nth(2).wait_for()
    assert phone.page.locator(".entries .entry").count() == 3
    phone.page.go_back()
    field_server.start()
    phone.has_sent_all()

    visits = {str(visit.enrolment.person): visit for visit in Visit.objects.select_related("enrolment__household")}
    assert sorted(visits) == sorted(NAMES[:3]) and Visit.objects.count() == 3
    assert {visit.photos.count() for visit in visits.values()} == {2} and VisitPhoto.objects.count() == 6
    first = visits[NAMES[0]]
    assert (first.practising, first.gained_kind, first.gained, first.saved_kind) == ("yes", "amount", 250, "none")
    assert (first.produced, first.keyed_by, first.visited_by.user) == ("ไข่ 1 ฟอง", trainer, trainer)
    assert first.assignment.trainer.sage.user == trainer
    assert max(first.photos.first().image.width, first.photos.first().image.height) == 1200
    phone.page.reload()
    phone.has_sent_all()
    assert Visit.objects.count() == 3


class Typist:
    """Types on and remembers when each letter was there."""

    def __init__(self, phone, chance):
        self.phone, self.chance = phone, chance
        self.typed = []  # (time, text so far)

    def type_for(self, seconds):
        area = self.phone.page.locator("textarea")
        text = area.input_value()
        area.focus()
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            letter = self.chance.choice("กขคงจชซดตถทธนบปผพมยรลวสหอ")
            self.phone.page.keyboard.insert_text(letter)
            text += letter
            self.typed.append((time.monotonic(), text))
            time.sleep(self.chance.uniform(0.02, 0.12))

    def surely_kept(self, killed_at):
        """What was there a second before the end."""
        return max((text for when, text in self.typed if when <= killed_at - 1), key=len, default="")


def kill_while_typing(phone, times, chance, longest=2.2, kept=""):
    """Kills the browser again and again in the middle of a word; the page on the phone has all but the last second."""
    for _ in range(times):
        typist = Typist(phone, chance)
        typist.type_for(chance.uniform(0.1, longest))
        killed_at = time.monotonic()
        phone.kill()
        phone.open()
        phone.page.locator(".person-go", has_text="ทำต่อจากเดิม").click()
        phone.is_asked("มีปัญหาอะไรหรือไม่")
        found = phone.page.locator("textarea").input_value()
        everything = typist.typed[-1][1] if typist.typed else kept
        assert everything.startswith(found), "something else than what was typed"
        assert len(found) >= len(max(kept, typist.surely_kept(killed_at), key=len)), "more than a second was lost"
        kept = found
    return kept


def reach_the_problem(phone, name):
    """Up to the question where one types, with an amount and a product answered before it."""
    phone.begin(name)
    phone.press("ทำอยู่")
    phone.is_asked("ได้เงินเพิ่มจากอาชีพนี้เท่าใด")
    for key in "1250":
        phone.press(key)
    phone.press("ต่อไป")
    phone.is_asked("ลดรายจ่ายได้เท่าใด")
    phone.press("ยังไม่มี")
    phone.is_asked("ได้ผลผลิตอะไร เท่าใด")
    phone.page.locator("textarea").fill("ไข่ 30 ฟอง")
    phone.press("ต่อไป")
    phone.is_asked("มีปัญหาอะไรหรือไม่")


@pytest.mark.long
def test_a_browser_killed_while_typing_loses_less_than_a_second(new_phone, field_server, trainer):
    phone = new_phone()
    came_in(phone, trainer)
    field_server.stop()
    phone.page.reload()
    reach_the_problem(phone, NAMES[0])
    # The first word is on the disk, so that the draft is taken up at its question.
    phone.page.locator("textarea").fill("ก")
    phone.page.wait_for_timeout(1000)

    kept = kill_while_typing(phone, KILLS, random.Random(1), longest=1.6)  # noqa: S311 the same each time

    phone.page.evaluate("location.hash = location.hash.replace('/problem', '/review')")
    phone.is_asked("ตรวจดูก่อนบันทึก")
    answers = phone.page.locator(".answers").first.inner_text()
    assert "1,250 บาท" in answers and "ไข่ 30 ฟอง" in answers and kept in re.sub(r"\s", "", answers)


HEARTBEAT = """() => {
  window.longest = 0;
  let before = performance.now();
  const beat = (now) => { window.longest = Math.max(window.longest, now - before); before = now; requestAnimationFrame(beat); };
  requestAnimationFrame(beat);
}"""


def log_over_a_bad_network(phone, names, pictures, seconds):
    """Visits, one after the other, while exchanges are lost; gives how many, and the longest silence of the page in ms."""
    phone.page.evaluate(HEARTBEAT)
    end, count = time.monotonic() + seconds, 0
    while time.monotonic() < end or count < len(names):
        phone.log(names[count % len(names)], produced=f"รอบที่ {count}", photos=[pictures[count % len(pictures)]])
        count += 1
        phone.page.wait_for_timeout(1500)
    return count, phone.page.evaluate("window.longest")


@pytest.mark.long
def test_a_network_that_drops_a_third_of_all_loses_and_doubles_nothing(new_phone, field_server, trainer, tmp_path):
    network = BadNetwork(field_server.port)
    phone = new_phone(network.url)
    came_in(phone, trainer)
    network.drops, network.delay = 0.3, 2
    pictures = make_pictures(tmp_path / "camera", 2)

    count, silence = log_over_a_bad_network(phone, NAMES[:3], pictures, BAD_SECONDS)
    dropped = network.dropped
    network.heal()
    phone.has_sent_all(seconds=60)

    assert dropped > 0
    assert Visit.objects.count() == VisitPhoto.objects.count() == count
    assert sorted(Visit.objects.values_list("produced", flat=True)) == sorted(f"รอบที่ {n}" for n in range(count))
    assert silence < 1000, "the page froze"
    network.close()

"""The whole chain in the browser, from an empty village to the PDF of its knowledge record, without an address typed.

The fourteen steps of the village follow by themselves; at the end every paper of the village is printed and read back, and
what is undone takes its step back with it.
"""

import io

import pytest
from django.utils.timezone import localdate
from pypdf import PdfReader

from households.models import Assignment
from samma import thai
from samma.progress.steps import LABELS
from tests import factories as make
from tests.browser.chain_group import (
    BODY,
    TITLE,
    approve,
    group_with_five_ko,
    papers_of_the_village,
    print_ticked,
    record_submitted,
    undone,
)
from tests.browser.chain_village import (
    baseline,
    five_days,
    four_to_each_trainer,
    held,
    lead_course,
    material,
    new_village,
    officer_sees,
    qr_for,
    stack_of_papers,
    steps_done,
    team_of_five,
    twenty_households,
    visit_by_phone,
)
from tests.browser.hands import page_loads, press, sign_in
from trainers.models import LeadCourse

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def place():
    make.make_area("330101", "ทุ่งสมมุติ")
    year = make.make_year(2570)
    on = localdate().replace(year=2026, month=9, day=1)
    LeadCourse.objects.create(year=year, centre="ศพช.สมมุติ", batch=3, starts=on, ends=on)
    make.make_occupation("ทอผ้าไหม", "ผ้า/สิ่งทอ")
    make.make_occupation("จักสานไม้ไผ่", "จักสาน")


@pytest.mark.long
def test_the_whole_chain(place, open_as):
    officer, clerk = make.make_officer("3301"), make.make_clerk("33")
    desk = open_as()
    sign_in(desk, officer)

    with page_loads(desk) as loaded:
        new_village(desk)
        team_of_five(desk)
        twenty_households(desk)
    assert len(loaded) <= 8, loaded
    done = ["survey", "lead", "team", "register"]
    assert steps_done(desk) == done

    lead_course(desk)
    held(desk, "ประชุมเตรียมความพร้อมทีมวิทยากร", "5/10/2569")
    held(desk, "ประชุมชี้แจง", "6/10/2569")
    held(desk, "วิเคราะห์ความต้องการอาชีพ", "7/10/2569")
    held(desk, "ศึกษาดูงาน", "8/10/2569", place="ศูนย์เรียนรู้บ้านสมมุติ")
    material(desk)
    done += ["lead_course", "preparation", "demand", "place"]
    assert sorted(steps_done(desk)) == sorted(done)

    press(desk, "จัดวิทยากรดูแล 1 ต่อ 4")
    four_to_each_trainer(desk)
    five_days(desk)
    baseline(desk)
    assert sorted(steps_done(desk)) == sorted([*done, "training"])
    trainer = Assignment.objects.serving().filter(trainer__seat=4).first().trainer
    link = qr_for(desk, trainer.sage)
    visited = visit_by_phone(open_as(phone=True), link, trainer)
    officer_sees(desk, visited)
    stack_of_papers(desk, visited)
    group_with_five_ko(desk)
    assert set(LABELS) - set(steps_done(desk)) == {"record"}
    record_submitted(desk)

    office = open_as()
    sign_in(office, clerk)
    approve(office)
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(print_ticked(office))).pages]
    text = thai.normalise("".join("".join(pages).split()))
    for words in (TITLE, BODY):
        assert "".join(words.split()) in text
    assert steps_done(desk) == list(LABELS)

    papers_of_the_village(desk)
    undone(desk)

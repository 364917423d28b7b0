"""ก3: rules begin from the model, are kept as a draft, adopted by a meeting, compared and printed."""

import datetime
import html

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from groups.actions import adopt_bylaw, save_draft
from groups.bylaws.articles import BLANK, Article, comparison, model_articles, model_for, read, written
from groups.models import Bylaw, ModelArticle
from groups.standing import standing_of
from tests.factories import DAY, make_clerk, make_department, make_group
from tests.groups.test_views import bylaw_of, url

pytestmark = pytest.mark.django_db
LATER = DAY + datetime.timedelta(days=30)


# --- articles ---------------------------------------------------------------------------------------------------------
@given(st.lists(st.tuples(st.text("กขคง ", max_size=8), st.text("กขคง\n ", max_size=20))))
def test_what_is_written_is_read_again(pairs):
    articles = [Article(" ".join(head.split()), text.strip()) for head, text in pairs]
    articles = [article for article in articles if article.heading or article.text]

    assert read(written(articles)) == articles


def test_a_text_typed_otherwise_loses_nothing():
    text = "คำนำ\nข้อ ๑ ชื่อ\nกลุ่มทอผ้า\nข้อ 2\nประชุมตามข้อ 1\nข้อ 1 ไม่ใช่ข้อใหม่"

    assert read(text) == [
        Article("", "คำนำ"),
        Article("ชื่อ", "กลุ่มทอผ้า"),
        Article("", "ประชุมตามข้อ 1\nข้อ 1 ไม่ใช่ข้อใหม่"),
    ]


def test_the_model_speaks_of_the_group_and_the_department_may_keep_its_own():
    group = make_group(address="ศาลากลางบ้าน")
    assert group.name in model_articles(group) and "ศาลากลางบ้าน" in model_articles(group)

    ModelArticle.objects.create(order=1, heading="ชื่อ", text="กลุ่มนี้คือ{กลุ่ม}")

    assert model_for(group) == [Article("ชื่อ", f"กลุ่มนี้คือ{group.name}")]


def test_versions_are_compared_article_by_article():
    old = written([Article("ชื่อ", "กลุ่มทอผ้า"), Article("หุ้น", "หุ้นละ 50 บาท"), Article("เลิก", "เมื่อทุกคนเห็นชอบ")])
    new = written([Article("ชื่อ", "กลุ่มทอผ้า"), Article("ประชุม", "เดือนละครั้ง"), Article("หุ้น", "หุ้นละ 100 บาท")])

    told = [(one.title, one.word) for one in comparison(old, new)]

    assert told == [("ข้อ 1 ชื่อ", "เหมือนเดิม"), ("ข้อ 2 ประชุม", "เพิ่ม"), ("ข้อ 3 หุ้น", "แก้ไข"), ("ข้อ 3 เลิก", "ตัดออก")]


# --- the editor -------------------------------------------------------------------------------------------------------
def test_the_editor_begins_with_the_model_and_keeps_a_draft(client, officer):
    group = make_group()
    page = client.get(url("bylaw", group.pk))
    assert BLANK in page.context["articles"].forms[3]["text"].value()

    client.post(url("bylaw", group.pk), bylaw_of("ร่วมกันทอผ้า", "หุ้นละ …… บาท"))

    draft = group.bylaws.get()
    assert (draft.adopted, draft.text) == (None, "ข้อ 1\nร่วมกันทอผ้า\nข้อ 2\nหุ้นละ …… บาท")
    assert not standing_of(group).has_bylaws
    again = client.get(url("bylaw", group.pk)).context["articles"]
    assert [form["text"].value() for form in again.forms[:2]] == ["ร่วมกันทอผ้า", "หุ้นละ …… บาท"]


def test_room_for_more_articles_keeps_what_is_typed_and_writes_nothing(client, officer):
    group = make_group()

    page = client.post(url("bylaw", group.pk), bylaw_of("ร่วมกันทอผ้า", do="more"))

    forms = page.context["articles"].forms
    assert len(forms) == 3 and forms[0]["text"].value() == "ร่วมกันทอผ้า"
    assert not Bylaw.objects.exists()


def test_an_article_is_moved_by_its_number_and_emptied_is_gone(client, officer):
    group = make_group()
    sent = bylaw_of("ก", "ข", "", "ค")
    sent |= {"article-0-order": "๑", "article-1-order": "2", "article-2-order": "3", "article-3-order": "1"}

    client.post(url("bylaw", group.pk), sent)

    assert [article.text for article in read(group.bylaws.get().text)] == ["ค", "ก", "ข"]


def test_adoption_names_the_meeting_and_the_draft_becomes_the_version(client, officer):
    group = make_group()
    save_draft(group, "ข้อ 1\nร่าง", by=officer)
    sent = bylaw_of("ร่วมกันทอผ้า", do="adopt", version=1, adopted="๑ มี.ค. ๖๐", place="ศาลากลางบ้าน", people="๑๘")

    response = client.post(url("bylaw", group.pk), sent)

    assert response.url.endswith("#bylaw")
    bylaw = group.bylaws.get()
    assert (bylaw.adopted, bylaw.text, bylaw.meeting.purpose) == (DAY, "ข้อ 1\nร่วมกันทอผ้า", "rules")
    assert (bylaw.meeting.place, bylaw.meeting.people) == ("ศาลากลางบ้าน", 18)


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        (bylaw_of("ก", do="adopt", adopted="31/4/2560"), "เมษายน"),
        (bylaw_of("ก", do="adopt"), "ใส่วันที่ที่ประชุมรับรอง"),
        (bylaw_of("ก", do="adopt", adopted="1/3/2590"), "ในอนาคต"),
        (bylaw_of("วาระ …… ปี", do="adopt", adopted="1/3/2560"), "ยังมีช่อง …… ที่ที่ประชุมยังไม่ได้กำหนด"),
        (bylaw_of("", do="adopt", adopted="1/3/2560"), "ยังไม่มีข้อความของระเบียบ"),
        (bylaw_of("ก", do="draft", version=7), "มีผู้อื่นบันทึกร่างนี้"),
    ],
    ids=["no such day", "no day", "a day to come", "blanks left", "nothing written", "somebody was quicker"],
)
def test_a_refusal_is_told_and_what_was_typed_stays(client, officer, sent, sentence):
    page = client.post(url("bylaw", make_group().pk), sent)

    assert sentence in html.unescape(page.content.decode())
    assert page.context["articles"].forms[0]["text"].value() == sent["article-0-text"]
    assert not Bylaw.objects.exists()


def test_blanks_are_adopted_once_confirmed(client, officer):
    sent = bylaw_of("วาระ …… ปี", do="adopt", adopted="1/3/2560", confirmed="on")

    client.post(url("bylaw", make_group().pk), sent)

    assert Bylaw.objects.get().adopted == DAY


# --- versions ---------------------------------------------------------------------------------------------------------
def test_every_version_stays_with_its_meeting_and_is_printed(client, officer):
    group = make_group()
    first = adopt_bylaw(group, "ข้อ 1 หุ้น\nหุ้นละ 50 บาท", DAY, by=officer, today=LATER, place="ศาลากลางบ้าน")
    second = adopt_bylaw(group, "ข้อ 1 หุ้น\nหุ้นละ 100 บาท", LATER, by=officer, today=LATER)
    client.force_login(make_clerk())

    page = client.get(reverse("group-bylaws", args=[group.pk]), {"old": first.pk, "new": second.pk})

    assert [row["cells"][0]["text"] for row in page.context["rows"]] == ["ฉบับที่ 2", "ฉบับที่ 1"]
    assert page.context["rows"][1]["cells"][1]["note"] == "ศาลากลางบ้าน"
    (difference,) = page.context["differences"]
    assert difference.word == "แก้ไข"
    assert standing_of(group).bylaws_adopted == LATER
    elsewhere = {"old": adopt_bylaw(make_group(), "ก", DAY, by=officer, today=LATER).pk, "new": second.pk}
    assert client.get(reverse("group-bylaws", args=[group.pk]), elsewhere).status_code == 404


def test_what_a_meeting_adopted_is_not_changed_in_the_admin(client):
    client.force_login(make_department())
    group = make_group()
    bylaw = Bylaw.objects.create(group=group, text="ข้อ 1\nหุ้นละ 50 บาท", adopted=DAY)
    address = reverse("admin:groups_bylaw_change", args=[bylaw.pk])

    assert client.get(address).status_code == 200
    client.post(address, {"text": "แก้", "adopted": "1/3/2560"})
    client.post(reverse("admin:groups_bylaw_delete", args=[bylaw.pk]), {"post": "yes"})

    assert Bylaw.objects.get().text == "ข้อ 1\nหุ้นละ 50 บาท"

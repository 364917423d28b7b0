"""The share card of an activity: kind, village and day, a photo that the officer chose, and nobody's name."""

import io

import pytest
from django.urls import reverse
from PIL import Image

from samma.cards import SIZE, draw_card
from samma.photos import clean_photo
from tests.factories import DAY, make_area, make_officer, make_target
from tests.knowledge.test_record_pages import picture
from villages import card_views
from villages.models import Activity, ActivityKind, ActivityPhoto

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def forum(media):
    make_area("330101", "ทุ่งสมมุติ")
    activity = Activity.objects.create(
        target_village=make_target(),
        kind=ActivityKind.FORUM,
        on=DAY,
        topic="บ้านนางสมใจ 0812345678",
        minutes="นายลับ พูดก่อน",
    )
    photo = ActivityPhoto.objects.create(activity=activity, image=clean_photo(picture()), caption="นางสมใจ")
    return activity, photo


@pytest.fixture
def drawn(monkeypatch):
    calls = []
    monkeypatch.setattr(card_views, "draw_card", lambda *words: calls.append(words) or draw_card(*words))
    return calls


def card(client, activity, **query):
    return client.get(reverse("activity-card", args=[activity.pk]), query)


def test_card_tells_kind_village_and_day_and_no_word_of_topic_minutes_and_captions(client, forum, drawn):
    client.force_login(make_officer())
    response = card(client, forum[0])

    (words,) = drawn
    assert words == ("เวทีประชาคม", "บ้านโนนสมมุติ หมู่ที่ 5 อำเภอทุ่งสมมุติ4 จังหวัดทุ่งสมมุติ2", "1 มีนาคม 2560", None)
    assert "attachment" in response["Content-Disposition"] and "no-store" in response["Cache-Control"]
    with Image.open(io.BytesIO(response.content)) as png:
        assert png.size == SIZE


def test_a_photo_stands_on_the_card_only_when_it_was_chosen(client, forum, drawn):
    client.force_login(make_officer())
    card(client, forum[0], photo=forum[1].pk)

    assert drawn[0][3].startswith(b"\xff\xd8")


@pytest.mark.parametrize("photo", ["x", "0190a5b0-7c00-7000-8000-000000000001"])
def test_no_other_photo_does(client, forum, photo):
    client.force_login(make_officer())
    assert card(client, forum[0], photo=photo).status_code == 404


def test_card_keeps_to_the_area_and_asks_for_the_sign_in(client, forum):
    assert card(client, forum[0]).status_code == 302
    client.force_login(make_officer("3302"))
    assert card(client, forum[0]).status_code == 404


def test_page_of_the_activity_offers_a_card_for_each_photo(client, forum):
    client.force_login(make_officer())
    text = client.get(reverse("activity-detail", args=[forum[0].pk])).content.decode()

    assert "การ์ดไม่มีภาพ" in text and f"card.png?photo={forum[1].pk}" in text

"""Share cards: the right size, Thai broken between words, made once, and only of what is public."""

import io
import itertools

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from PIL import Image

from samma.cards import SIZE, draw_card, font, lines_of
from samma.knowledge import actions
from samma.knowledge.models import KnowledgeRecord, State
from samma.knowledge.public import card_views
from samma.photos import clean_photo
from samma.thai.words import is_word
from tests.factories import make_officer, make_sage, make_village
from tests.knowledge.public.test_public import make_published
from tests.knowledge.test_record_pages import picture

TITLE = "เทคนิคการส่งเสริมกลุ่มอาชีพทอผ้าย้อมสีธรรมชาติให้เข้มแข็ง"


def card_of(client, record):
    return client.get(reverse("record-public-card", args=[record.slug]))


def test_lines_end_between_words_and_lose_no_letter():
    lines = lines_of(TITLE, font("Bold", 64), 500)

    assert len(lines) > 2 and "".join(lines) == TITLE
    assert all(font("Bold", 64).getlength(line) <= 500 for line in lines)
    assert not any(is_word(before[-2:] + after[:2]) for before, after in itertools.pairwise(lines))


@pytest.mark.parametrize("title", ["", "ก" * 3000, "W" * 400, "คำ " * 200])
def test_any_title_makes_a_card_of_the_size(title):
    with Image.open(io.BytesIO(draw_card(title, "อำเภอสมมุติ"))) as card:
        assert (card.size, card.format) == (SIZE, "PNG")


@pytest.mark.django_db
def test_card_is_drawn_once_for_a_content(client, media, monkeypatch):
    record = make_published(title=TITLE)
    drawn = []
    monkeypatch.setattr(card_views, "draw_card", lambda *words: drawn.append(words) or draw_card(*words))

    first, second = card_of(client, record), card_of(client, record)
    KnowledgeRecord.objects.filter(pk=record.pk).update(title="ชื่อใหม่")
    third = card_of(client, record)

    assert first["Content-Type"] == "image/png" and first.content == second.content != third.content
    assert [words[0] for words in drawn] == [TITLE, "ชื่อใหม่"]


@pytest.mark.django_db
@pytest.mark.parametrize("state", [State.DRAFT, State.APPROVED])
def test_what_is_not_published_has_no_card(client, media, state):
    assert card_of(client, make_published(state=state)).status_code == 404


@pytest.mark.django_db
def test_card_names_nobody(client, media, monkeypatch):
    sage = make_sage(make_village("33010105"), first_name="ปานดาว", last_name="ลับแล")
    record = make_published("33010105", sage=sage, owner=str(sage), title=f"ผ้าของ{sage} โทร 0891112222")
    drawn = []
    monkeypatch.setattr(card_views, "draw_card", lambda *words: drawn.append(words) or draw_card(*words))

    card_of(client, record)

    (words,) = drawn
    assert "ปานดาว" not in words[0] and "089" not in words[0] and "โนนสมมุติ" not in words[1]


@pytest.mark.django_db
def test_photo_of_a_list_is_small_and_goes_with_its_record(client, media):
    record = make_published(state=State.DRAFT)
    (photo,) = actions.add_photos(record, [clean_photo(picture())], by=make_officer())
    address = reverse("record-public-photo-small", args=[record.slug, photo.pk])
    assert client.get(address).status_code == 404

    KnowledgeRecord.objects.filter(pk=record.pk).update(state=State.PUBLISHED)
    with Image.open(io.BytesIO(client.get(address).content)) as small:
        assert max(small.size) <= card_views.SMALL

    folder = f"shown/{record.pk}"
    assert len(default_storage.listdir(folder)[1]) == 1
    record.delete()
    assert default_storage.listdir(folder)[1] == []

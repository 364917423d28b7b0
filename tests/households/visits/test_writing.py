"""A visit is written once, keeps the trainer of its day, and is never refused for its day."""

import datetime
import io
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image

from households import actions
from households.models import Visit
from households.visits.writing import log_visit
from samma.photos import clean_photo
from tests.factories import DAY, make_enrolment, make_officer, make_team

pytestmark = pytest.mark.django_db


def picture(size=(2000, 1000)):
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6  # turned a quarter
    exif[0x010F] = "camera of an invented person"
    Image.new("RGB", size, "green").save(out, "JPEG", exif=exif)
    out.seek(0)
    return out


def visit_of(enrolment, on=DAY, **extra):
    return Visit(**{"id": uuid.uuid4(), "enrolment": enrolment, "on": on} | extra)


def test_same_id_twice_is_one_visit():
    officer, enrolment = make_officer(), make_enrolment()
    visit = visit_of(enrolment)
    again = visit_of(enrolment, id=visit.pk)
    assert log_visit(visit, by=officer)[1] is True
    assert log_visit(again, by=officer) == (visit, False)
    assert Visit.objects.count() == 1


def test_other_words_under_a_stored_id_are_refused_and_not_dropped():
    officer, visit = make_officer(), visit_of(make_enrolment(), met="ยาย")
    log_visit(visit, by=officer)

    with pytest.raises(ValidationError, match="บันทึกไปแล้วก่อนหน้านี้"):
        log_visit(visit_of(visit.enrolment, id=visit.pk, met="ตา"), by=officer)

    assert Visit.objects.get().met == "ยาย"


def test_visit_keeps_the_trainer_of_its_day():
    team, officer = make_team(), make_officer()
    first, second = team.seated()[:2]
    enrolment = make_enrolment(team.target_village)
    actions.assign(enrolment, first, by=officer, today=DAY)
    later = DAY + datetime.timedelta(days=30)
    actions.hand_over(enrolment, second, by=officer, today=later, reason="ย้าย")
    before, _ = log_visit(visit_of(enrolment, DAY), by=officer)
    after, _ = log_visit(visit_of(enrolment, later), by=officer)
    early, _ = log_visit(visit_of(enrolment, DAY - datetime.timedelta(days=1)), by=officer)
    assert (before.assignment.trainer, after.assignment.trainer, early.assignment) == (first, second, None)


def test_photo_is_turned_shrunk_and_stripped():
    visit, _ = log_visit(visit_of(make_enrolment()), by=make_officer(), photos=[clean_photo(picture())])
    photo = visit.photos.get()
    assert (photo.width, photo.height) == (600, 1200)
    with photo.image.open() as stored, Image.open(stored) as read:
        assert not read.getexif() and read.format == "JPEG"


def test_what_is_no_picture_is_refused():
    with pytest.raises(ValidationError, match="อ่านไฟล์ภาพไม่ได้"):
        clean_photo(io.BytesIO(b"GIF89a <svg onload=alert(1)>"))


def test_picture_that_nobody_cleaned_is_never_stored():
    visit = visit_of(make_enrolment())
    with pytest.raises(TypeError, match="clean_photo"):
        log_visit(visit, by=make_officer(), photos=[ContentFile(picture().getvalue(), name="raw.jpg")])
    assert not Visit.objects.exists()

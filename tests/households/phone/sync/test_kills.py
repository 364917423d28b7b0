"""Worker processes killed while phones send: nothing that was acknowledged is lost, and nothing is there twice."""

import collections

import pytest

from households.models import EarlyPhoto, EnrolmentState, Visit, VisitMark, VisitPhoto
from samma.accounts.models import Event
from tests.factories import make_assignment, make_enrolment, make_target, make_team, make_village
from tests.killing import SendingPhone, play, server, session_of
from tests.phone import account_of

KILLS = 20
PHONES = 4


@pytest.mark.django_db(transaction=True)
def test_twenty_kills_lose_nothing_and_double_nothing(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    senders = []
    for n in range(PHONES):
        team = make_team(make_target(make_village(f"3301010{n + 1}", f"บ้านสมมุติ{n}")), seats=2)
        trainer = team.seated()[1]
        enrolments = [make_enrolment(team.target_village) for _ in range(3)]
        for place, enrolment in enumerate(enrolments, start=1):
            make_assignment(enrolment, trainer, place=place)
        senders.append((session_of(account_of(trainer.sage)), enrolments))

    with server(tmp_path) as (master, port):
        phones = [SendingPhone(port, session, enrolments, seed=n) for n, (session, enrolments) in enumerate(senders)]
        play(phones, master, KILLS, seed=4)

    promised = {key: sent for phone in phones for key, sent in phone.visits.items()}
    assert len(promised) > 50 and sum(phone.repeats for phone in phones) > 0
    assert {str(key): sent for key, sent in Visit.objects.values_list("pk", "sent_hash")} == promised
    counted = collections.Counter(Visit.objects.values_list("enrolment", flat=True))
    assert dict(EnrolmentState.objects.exclude(visits=0).values_list("pk", "visits")) == counted
    told = Event.objects.filter(verb="visit").values_list("object_id", flat=True)
    assert sorted(told) == sorted(promised)
    assert VisitMark.objects.filter(kind="year").count() == len(promised), "each visit was judged once"
    photos = {key: visit for phone in phones for key, visit in phone.photos.items()}
    assert {str(key): str(visit) for key, visit in VisitPhoto.objects.values_list("pk", "visit")} == photos
    assert not EarlyPhoto.objects.exists()
    for photo in VisitPhoto.objects.all():
        with photo.image.open() as stored:
            assert stored.read(3) == b"\xff\xd8\xff"

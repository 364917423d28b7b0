"""The officer's first page names what of the visits should be looked at, quietly, and nothing when there is nothing."""

import pytest
from django.urls import reverse

from households.models import VisitMark
from tests.factories import make_enrolment, make_officer, make_target, make_twin, make_visit

pytestmark = pytest.mark.django_db


def test_marks_and_second_texts_of_ones_area_are_named(client):
    officer, enrolment = make_officer(), make_enrolment(make_target())
    client.force_login(officer)
    url = reverse("home")
    assert "ควรดู" not in client.get(url).content.decode()

    visit = make_visit(enrolment, officer)
    make_twin(visit)
    mark = VisitMark.objects.create(visit=visit, kind="clock", sentence="นาฬิกาของเครื่องไม่ตรง")
    page = client.get(url).content.decode()

    assert reverse("visit-watch") in page and reverse("twin-list") in page
    client.post(reverse("visit-watch"), {"mark": [mark.pk]})
    assert reverse("visit-watch") not in client.get(url).content.decode()


def test_the_next_district_is_not_told(client):
    visit = make_visit(make_enrolment(make_target()), make_officer())
    make_twin(visit)
    client.force_login(make_officer("3302"))

    assert reverse("twin-list") not in client.get(reverse("home")).content.decode()

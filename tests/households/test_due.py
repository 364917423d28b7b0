"""When a visit is due: the card of the trainer and the count of the officer follow one rule."""

import datetime

import pytest

from households.due import due_on, standing, with_overdue
from households.models import Enrolment
from tests.factories import DAY, make_enrolment, make_officer, make_target, make_village, make_visit, make_year

pytestmark = pytest.mark.django_db


def test_the_card_and_the_count_agree_on_every_day():
    """Promised days before and after, last visits old and new, in years that wait 30 and 60 days."""
    officer = make_officer()
    years = [make_year(2560), make_year(2561, visit_every_days=60)]
    for year in years:
        target = make_target(make_village(), year)
        make_enrolment(target)
        for since in (0, 29, 30, 31, 59, 60, 61):
            make_visit(make_enrolment(target), officer, on=DAY - datetime.timedelta(days=since))
            for promised in (-1, 0, 1):
                visited = make_enrolment(target)
                on = DAY - datetime.timedelta(days=since)
                next_on = DAY + datetime.timedelta(days=promised)
                make_visit(visited, officer, on=on, next_on=next_on)

    counted = list(with_overdue(Enrolment.objects.select_related("target_village__year"), years, DAY))

    assert len(counted) == 58 and {e.is_overdue for e in counted} == {True, False}
    for enrolment in counted:
        due = due_on(enrolment)
        assert enrolment.is_overdue is (due is not None and due < DAY)
        tone, words = standing(enrolment, DAY)
        assert (tone == "late") is (enrolment.is_overdue or enrolment.last_visit is None), words

"""Loading the demo: on other days too, never into a real system, never over an account, never by half."""

import datetime
import io

import pytest
from django.core.management import CommandError, call_command

from samma.accounts.models import Role, User
from samma.progress.demo.stage import PASSWORD
from samma.progress.management.commands.load_demo import load
from tests.factories import make_user
from villages.models import Activity, TargetVillage, Village


def test_a_real_system_refuses_it(db, settings):
    settings.REQUIRE_MFA = True
    with pytest.raises(CommandError, match="ไม่โหลดข้อมูลตัวอย่าง"):
        call_command("load_demo")
    assert not User.objects.exists()


def test_an_account_of_the_same_name_is_never_touched(db):
    make_user()
    real = make_user(Role.OFFICER, "9601")
    User.objects.filter(pk=real.pk).update(username="officer")
    with pytest.raises(CommandError, match="officer"):
        call_command("load_demo")
    assert not real.check_password(PASSWORD)
    assert not Village.objects.exists()


def test_nothing_is_left_of_a_loading_that_failed(db, monkeypatch):
    call_command("load_areas", stdout=io.StringIO())

    def fail(*_args):
        raise ValueError("broken on the way")

    monkeypatch.setattr("samma.progress.management.commands.load_demo.middle", fail)
    with pytest.raises(ValueError, match="broken"):
        load(datetime.date(2026, 11, 21))
    assert not User.objects.exists()
    assert not Village.objects.exists()


def test_its_days_follow_the_day_of_loading(db):
    """A leap day in a year that the fixtures do not know."""
    call_command("load_areas", stdout=io.StringIO())
    today = datetime.date(2032, 2, 29)

    load(today)

    assert set(TargetVillage.objects.values_list("year", flat=True)) == {2574}
    latest = Activity.objects.latest("on").on
    assert datetime.timedelta(days=0) < today - latest < datetime.timedelta(days=14)

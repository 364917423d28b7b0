"""Where the demo does not go: a real system, another's account, half a loading. (Apart from test_demo, which has it loaded.)"""

import io

import pytest
from django.core.management import CommandError, call_command

from samma.accounts.models import Role, User
from samma.progress.demo.stage import PASSWORD
from samma.progress.management.commands.load_demo import load
from tests.factories import make_user
from villages.models import Village


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
        load()
    assert not User.objects.exists()
    assert not Village.objects.exists()

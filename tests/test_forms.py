"""What every writing form promises: sentences beside fields, nobody overwritten, doubts asked, choices kept to the area."""

import pytest
from django import forms
from django.db import IntegrityError, transaction

from households.models import Household, LivelihoodRound
from samma.accounts.forms import RecordedForm
from samma.accounts.models import Event
from samma.constraints import violation_of
from samma.grid import plain_grid
from tests.factories import (
    make_enrolment,
    make_household,
    make_officer,
    make_sage,
    make_team,
    make_trainer,
    make_village,
)
from trainers.models import Trainer
from villages.models import Village

pytestmark = pytest.mark.django_db


class HouseholdForm(RecordedForm):
    class Meta:
        model = Household
        fields = ["village", "house_no", "house_code", "title", "first_name", "last_name", "members", "phone"]

    def clean(self):
        data = super().clean()
        if (data.get("members") or 0) > 15:
            self.doubt("members", "สมาชิกมากกว่า 15 คน")
        return data


class SeatForm(RecordedForm):
    """It shows no `team`: a plain ModelForm would leave the rule of one trainer a seat unasked."""

    class Meta:
        model = Trainer
        fields = ["sage", "seat", "started"]


def household_data(household=None, **changes):
    village = household.village if household else make_village()
    data = {"village": village.pk, "house_no": "12/3", "first_name": "สมใจ", "last_name": "นาดี", "members": "4"}
    if household:
        data["version"] = str(household.version)
    return data | changes


def test_save_writes_row_and_event():
    user = make_officer()
    form = HouseholdForm(household_data(first_name="ส\u0e4dาลี"), user=user)
    household = form.store()
    assert household.first_name == "สำลี"
    event = Event.objects.get()
    assert (event.verb, event.who, event.area_code) == ("create", user, "33010105")
    assert "สำลี" not in str(event.detail)


def test_choice_from_another_district_is_invalid():
    elsewhere = make_village("33020101")
    form = HouseholdForm(household_data(village=elsewhere.pk), user=make_officer("3301"))
    assert form.store() is None and "village" in form.errors


def test_unique_rule_with_a_condition_reaches_its_field():
    make_household(house_code="12345678901")
    form = HouseholdForm(household_data(house_code="12345678901"), user=make_officer())
    assert form.store() is None
    assert form.errors["house_code"] == ["มีครัวเรือนที่ใช้รหัสประจำบ้านนี้แล้ว"]


def test_rule_on_a_field_the_form_does_not_show_is_asked_too():
    team = make_team(seats=1)
    sage = make_sage()
    trainer = Trainer(team=team, year=team.target_village.year)
    form = SeatForm({"sage": sage.pk, "seat": "0", "started": "1/3/2560"}, instance=trainer, user=make_officer())
    assert form.store() is None
    assert form.errors["seat"] == ["มีผู้ดำรงตำแหน่งนี้แล้ว"]


def test_lost_race_is_told_with_the_same_sentence(monkeypatch):
    team = make_team(seats=1)
    trainer = Trainer(team=team, year=team.target_village.year)
    form = SeatForm({"sage": make_sage().pk, "seat": "0", "started": "1/3/2560"}, instance=trainer, user=make_officer())
    monkeypatch.setattr("samma.forms.violations", lambda *args, **kwargs: [])  # the other was not there yet
    assert form.store() is None
    assert form.errors["seat"] == ["มีผู้ดำรงตำแหน่งนี้แล้ว"]


def test_every_integrity_error_has_a_thai_sentence():
    team = make_team(seats=1)
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        make_trainer(team, seat=7)
    assert "ทีมวิทยากรมี 5 คน" in violation_of(caught.value, Trainer).sentence
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        Village.objects.create(code=make_village().code, name="ซ้ำ", tambon=make_village().tambon)
    assert violation_of(caught.value, Village).sentence == "มีหมู่บ้านรหัสนี้แล้ว"


def test_stale_form_shows_both_texts_and_overwrites_nothing():
    household = make_household(house_no="1")
    mine = HouseholdForm(household_data(household, house_no="2"), instance=household, user=make_officer())
    theirs = Household.objects.get(pk=household.pk)
    HouseholdForm(household_data(theirs, house_no="3"), instance=theirs, user=make_officer()).store()

    fresh = Household.objects.get(pk=household.pk)  # as the view fetches it at the second post
    mine = HouseholdForm(household_data(household, house_no="2", version="1"), instance=fresh, user=make_officer())
    assert mine.store() is None
    assert Household.objects.get(pk=household.pk).house_no == "3"
    assert {"label": "บ้านเลขที่", "yours": "2", "theirs": "3"} in mine.stale["fields"]

    again = HouseholdForm(
        household_data(household, house_no="2", version=mine["version"].value()),
        instance=Household.objects.get(pk=household.pk),
        user=make_officer(),
    )
    assert again.store() and Household.objects.get(pk=household.pk).house_no == "2"


def test_race_between_check_and_lock_is_stale_too():
    household = make_household()
    form = HouseholdForm(household_data(household, house_no="2"), instance=household, user=make_officer())
    Household.objects.filter(pk=household.pk).update(version=2, house_no="9")  # after this request read version 1
    assert form.store() is None
    assert form.stale and Household.objects.get(pk=household.pk).house_no == "9"


def test_doubtful_value_is_asked_and_kept_when_confirmed():
    form = HouseholdForm(household_data(members="๑๖"), user=make_officer())
    assert form.store() is None
    assert "สมาชิกมากกว่า 15 คน" in form.errors["members"][0] and "confirmed" in form.fields
    assert HouseholdForm(household_data(members="๑๖", confirmed="on"), user=make_officer()).store().members == 16
    assert Event.objects.latest("pk").detail["confirmed"] == ["สมาชิกมากกว่า 15 คน"]


class RoundForm(RecordedForm):
    class Meta:
        model = LivelihoodRound
        fields = ["enrolment", "on", "income_farm"]
        widgets = {"enrolment": forms.HiddenInput}


def grid_data(rows, initial=0):
    data = {"form-TOTAL_FORMS": len(rows), "form-INITIAL_FORMS": initial}
    for n, row in enumerate(rows):
        data |= {f"form-{n}-{key}": value for key, value in row.items()}
    return data


def test_grid_stores_all_or_nothing_and_answers_in_the_cell():
    first, second = make_enrolment(), make_enrolment()
    rows = [
        {"enrolment": first.pk, "on": "1/10/2559", "income_farm": "๑,๒๐๐.-"},
        {"enrolment": second.pk, "on": "31/4/2560", "income_farm": "ไม่มี"},
        {"enrolment": "", "on": "", "income_farm": ""},
    ]
    grid_class = plain_grid(RoundForm, extra=3)
    grid = grid_class(grid_data(rows), user=make_officer())
    assert grid.store() is None and not LivelihoodRound.objects.exists()
    assert set(grid.errors[1]) == {"on", "income_farm"} and not grid.errors[0]

    rows[1] |= {"on": "30 เม.ย. 60", "income_farm": "1200"}
    grid = grid_class(grid_data(rows), user=make_officer())
    assert len(grid.store()) == 2 and LivelihoodRound.objects.count() == 2


def test_grid_with_the_same_row_twice_stores_neither():
    enrolment = make_enrolment()
    row = {"enrolment": enrolment.pk, "on": "1/10/2559", "income_farm": "5"}
    grid = plain_grid(RoundForm, extra=2)(grid_data([row, row]), user=make_officer())
    assert grid.store() is None and not LivelihoodRound.objects.exists()
    assert grid.total_error_count()

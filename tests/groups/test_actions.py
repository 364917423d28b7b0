"""What is done to a group, what is refused, and with which words."""

import datetime
from decimal import Decimal

import hypothesis
import hypothesis.strategies as st
import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from hypothesis.extra.django import TestCase

from groups.actions import (
    add_member,
    adopt_bylaw,
    correct_fund,
    leave,
    post_fund,
    propose,
    record_activity,
    register,
    register_otop,
    set_committee,
    win_stars,
)
from groups.falls import fallen, turns_of_members
from groups.models import FundEntry, FundKind, Group, Membership, Origin, Position
from groups.rules import unmet
from groups.standing import standing_of
from samma.accounts.models import Event
from tests.factories import (
    DAY,
    make_enrolment,
    make_group,
    make_member,
    make_occupation,
    make_officer,
    make_product,
    make_target,
    make_village,
    make_year,
    train,
)

TODAY = DAY + datetime.timedelta(days=100)
pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return make_officer()


def trained(n=1, **extra):
    enrolments = [make_enrolment(**{"occupation": make_occupation()} | extra) for _ in range(n)]
    for enrolment in enrolments:
        train(enrolment)
    return enrolments


def make_proposed(officer, n=5, **extra):
    defaults = {"village": make_village(), "year": make_year(), "occupation": make_occupation(), "name": "กลุ่มทอผ้า"}
    return propose(**defaults | {"enrolments": trained(n)} | extra, by=officer, today=TODAY)


def make_ready(officer):
    """A group of five trained households with the five ก."""
    group = make_proposed(officer)
    seat_committee(group, officer)
    adopt_bylaw(group, "ข้อ 1 ชื่อกลุ่ม", TODAY, by=officer, today=TODAY)
    post_fund(group, on=TODAY, kind=FundKind.OPENING, item="เงินตั้งต้น", amount=500, by=officer, today=TODAY)
    record_activity(group, on=TODAY, what="ทอผ้าร่วมกัน", by=officer, today=TODAY)
    return group


def seat_committee(group, officer, today=TODAY):
    first, second, third = group.memberships.current()[:3]
    rows = [(first, Position.CHAIR), (second, Position.SECRETARY), (third, Position.TREASURER)]
    set_committee(group, rows, by=officer, today=today)
    return first, second, third


def refusal(error):
    """What a person reads: the sentences, beside their fields where they have one."""
    return error.value.message_dict if hasattr(error.value, "error_dict") else error.value.messages


# --- ก1 ---------------------------------------------------------------------------------------------------------------
def test_propose_forms_the_group_with_its_members(officer):
    group = make_proposed(officer, n=5, founded=DAY)

    assert group.founded == DAY
    assert [member.joined for member in group.memberships.current()] == [DAY] * 5
    assert unmet(standing_of(group))[0] == "ก2 กรรมการ: ยังไม่มีคณะกรรมการ"
    assert Event.objects.get(verb="propose").object_id == str(group.pk)


def test_the_day_an_existing_group_was_founded_may_be_unknown(officer):
    group = make_proposed(officer, n=1, origin=Origin.EXISTING)

    assert group.founded is None
    assert group.memberships.get().joined == TODAY


def test_one_refused_household_leaves_no_group_behind(officer):
    with pytest.raises(ValidationError):
        make_proposed(officer, enrolments=[*trained(4), make_enrolment(occupation=make_occupation())])

    assert not Group.objects.exists()


def test_a_name_is_used_once_in_a_village(officer):
    make_proposed(officer)

    with pytest.raises(ValidationError) as error:
        make_proposed(officer)

    assert refusal(error) == {"name": ["หมู่บ้านนี้มีกลุ่มชื่อนี้แล้ว"]}


def test_an_untrained_household_is_refused_with_what_to_do(officer):
    enrolment = make_enrolment(occupation=make_occupation(), participant="นางคำ ใจดี")

    with pytest.raises(ValidationError) as error:
        add_member(make_group(), enrolment=enrolment, joined=DAY, by=officer, today=TODAY)

    assert refusal(error) == {
        "enrolment": [
            "ครัวเรือนของนางคำ ใจดี ยังไม่ผ่านการฝึกอบรม ให้บันทึกวันอบรมให้ครบหรือรับรองว่าผ่านแล้วที่หน้าครัวเรือนก่อน หรือเพิ่มเป็นบุคคลอื่นโดยพิมพ์ชื่อ"
        ]
    }


def test_another_occupation_is_asked_about_and_the_answer_kept(officer):
    group = make_group(occupation=make_occupation("ทอผ้า"))
    (enrolment,) = trained(occupation=make_occupation("เลี้ยงไก่", "เกษตร"), participant="นางคำ ใจดี")
    join = {"enrolment": enrolment, "joined": DAY, "by": officer, "today": TODAY}

    with pytest.raises(ValidationError) as error:
        add_member(group, **join)
    membership = add_member(group, **join, reason="ทอผ้าเป็นอาชีพเสริม")

    assert refusal(error) == {
        "reason": ["ครัวเรือนของนางคำ ใจดี เลือกอาชีพเลี้ยงไก่ ต่างจากทอผ้าของกลุ่ม ถ้าจะรับเป็นสมาชิก โปรดบอกเหตุผล"]
    }
    assert membership.note == "ทอผ้าเป็นอาชีพเสริม"
    assert standing_of(group).trained_same_occupation == 0


def test_an_existing_group_takes_any_household_of_the_programme(officer):
    group = make_group(origin=Origin.EXISTING)

    add_member(group, enrolment=make_enrolment(), joined=DAY, by=officer, today=TODAY)

    assert unmet(standing_of(group))[0] == "ก2 กรรมการ: ยังไม่มีคณะกรรมการ"


def test_a_household_of_a_neighbouring_village_is_asked_about_and_the_reason_kept(officer):
    (neighbour,) = trained(target=make_target(make_village("33010106")))
    group = make_group()
    post = {"enrolment": neighbour, "joined": DAY, "by": officer, "today": TODAY}

    with pytest.raises(ValidationError) as error:
        add_member(group, **post)
    member = add_member(group, reason="เติมให้ครบห้าครัวเรือน", **post)

    assert "อยู่ต่างหมู่บ้านในตำบลเดียวกัน" in refusal(error)["reason"][0]
    assert member.note == "เติมให้ครบห้าครัวเรือน"
    assert standing_of(group).trained_same_occupation == 1


def test_a_household_of_another_tambon_joins_by_name_only(officer):
    (neighbour,) = trained(target=make_target(make_village("33010206")), participant="นางคำ ใจดี")
    group = make_group()

    with pytest.raises(ValidationError) as error:
        add_member(group, enrolment=neighbour, joined=DAY, by=officer, today=TODAY)
    add_member(group, person="นางคำ ใจดี", joined=DAY, by=officer, today=TODAY)

    assert refusal(error) == {"enrolment": ["นางคำ ใจดี อยู่ต่างตำบล ให้เพิ่มเป็นบุคคลอื่นโดยพิมพ์ชื่อ"]}
    assert standing_of(group).members == 1


@pytest.mark.parametrize(
    ("who", "refused"),
    [
        ({"person": "นางคำ ใจดี"}, {"person": ["บุคคลนี้เป็นสมาชิกกลุ่มอยู่แล้ว"]}),
        ({}, {"person": ["เลือกครัวเรือนเป้าหมาย หรือพิมพ์ชื่อบุคคลอื่น อย่างใดอย่างหนึ่ง"]}),
        ({"person": "นายใหม่", "joined": TODAY + datetime.timedelta(days=1)}, {"joined": ["วันที่ต้องไม่อยู่ในอนาคต"]}),
    ],
    ids=["twice", "nobody", "tomorrow"],
)
def test_members_are_somebody_once_and_not_in_the_future(officer, who, refused):
    group = make_group()
    make_member(group, person="นางคำ ใจดี")

    with pytest.raises(ValidationError) as error:
        add_member(group, **{"joined": DAY} | who, by=officer, today=TODAY)

    assert refusal(error) == refused


def test_who_leaves_gives_up_his_office_the_same_day_and_may_come_back(officer):
    group = make_ready(officer)
    chair = group.terms.get(position="chair").member

    leave(chair, TODAY, "ย้ายไปทำงานต่างจังหวัด", by=officer, today=TODAY)

    assert unmet(standing_of(group)) == [
        "ก1 กลุ่ม/สมาชิก: ขาดครัวเรือนที่ผ่านการอบรมในอาชีพเดียวกันอีก 1 ครัวเรือน",
        "ก2 กรรมการ: คณะกรรมการยังไม่มีประธาน",
    ]
    assert group.terms.get(position="chair").ended == TODAY
    add_member(group, enrolment=chair.enrolment, joined=TODAY, by=officer, today=TODAY)
    assert standing_of(group).trained_same_occupation == 5


def test_leaving_asks_the_reason_and_a_day_after_joining(officer):
    member = make_member(make_group(), person="นางคำ ใจดี")

    with pytest.raises(ValidationError) as no_reason:
        leave(member, TODAY, "", by=officer, today=TODAY)
    with pytest.raises(ValidationError) as too_early:
        leave(member, DAY - datetime.timedelta(days=1), "ย้ายบ้าน", by=officer, today=TODAY)
    leave(member, DAY, "ย้ายบ้าน", by=officer, today=TODAY)
    with pytest.raises(ValidationError) as again:
        leave(member, TODAY, "ย้ายบ้าน", by=officer, today=TODAY)

    assert refusal(no_reason) == {"reason": ["โปรดบอกเหตุที่ออกจากกลุ่ม"]}
    assert refusal(too_early) == {"left": ["วันที่ออกต้องไม่อยู่ก่อนวันที่เข้ากลุ่ม"]}
    assert refusal(again) == ["นางคำ ใจดี ออกจากกลุ่มแล้วเมื่อ 1 มีนาคม 2560"]


# --- ก2 ---------------------------------------------------------------------------------------------------------------
def test_a_new_committee_keeps_who_stays_and_ends_the_others_terms(officer):
    group = make_proposed(officer)
    first, second, third = seat_committee(group, officer, today=DAY)
    kept = group.terms.get(member=first)

    rows = [(first, Position.CHAIR), (third, Position.SECRETARY), (second, Position.MEMBER)]
    set_committee(group, rows, by=officer, today=TODAY)

    current = {(term.member, term.position, term.started) for term in group.terms.current()}
    assert current == {(first, "chair", DAY), (third, "secretary", TODAY), (second, "member", TODAY)}
    assert group.terms.current().get(member=first) == kept
    assert set(group.terms.exclude(ended=None).values_list("position", "ended")) == {
        ("secretary", TODAY),
        ("treasurer", TODAY),
    }


@pytest.mark.parametrize(
    ("positions", "sentence"),
    [
        ([], "คณะกรรมการต้องมีประธาน 1 คน"),
        ([(0, Position.SECRETARY)], "คณะกรรมการต้องมีประธาน 1 คน"),
        ([(0, Position.CHAIR), (1, Position.CHAIR)], "ประธานมีได้คนเดียว"),
        (
            [(0, Position.CHAIR), (1, Position.MEMBER), (1, Position.MEMBER)],
            "มีสมาชิกคนเดียวกันในตำแหน่งเดียวกันสองแถว",
        ),
        ([(0, Position.CHAIR), (5, Position.MEMBER)], "กรรมการต้องเป็นสมาชิกปัจจุบันของกลุ่ม"),
    ],
    ids=["nobody", "no chair", "two chairs", "one person twice", "a stranger"],
)
def test_a_committee_that_cannot_be(officer, positions, sentence):
    group = make_proposed(officer)
    members = [*group.memberships.current(), make_member(make_group(), person="คนนอกกลุ่ม")]

    with pytest.raises(ValidationError) as error:
        set_committee(group, [(members[n], position) for n, position in positions], by=officer, today=TODAY)

    assert refusal(error) == [sentence]
    assert not group.terms.exists()


# --- ก4 ---------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("entry", "refused"),
    [
        ({"kind": "opening"}, {"amount": ["ใส่จำนวนเงินที่มากกว่า 0"]}),
        ({"kind": "saving", "amount": -5}, {"amount": ["ใส่จำนวนเงินที่มากกว่า 0"]}),
        ({"kind": "support"}, {"amount": ["ใส่จำนวนเงิน หรือมูลค่าสิ่งของที่ได้รับ"]}),
        ({"kind": "tool", "amount": 5}, {"amount": ["เครื่องมือและวัสดุใส่ที่ช่องมูลค่าสิ่งของ ช่องจำนวนเงินให้ว่างไว้"]}),
        ({"kind": "tool", "value": -5}, {"value": ["มูลค่าต้องไม่ติดลบ"]}),
        ({"kind": "correction", "amount": 5}, {"kind": ["รายการที่ลงผิดแก้ด้วย “กลับรายการ” ที่รายการนั้น"]}),
        (
            {"kind": "expense", "amount": 101},
            {"amount": ["เงินกองทุนมี 100.00 บาท จ่ายเกินกว่านี้ไม่ได้ ถ้ามีรายรับที่ยังไม่ได้ลง ให้ลงก่อน"]},
        ),
    ],
)
def test_an_entry_that_cannot_be(officer, entry, refused):
    group = make_group()
    post_fund(group, on=DAY, kind="opening", item="เงินตั้งต้น", amount=100, by=officer, today=TODAY)

    with pytest.raises(ValidationError) as error:
        post_fund(group, on=DAY, item="รายการ", by=officer, today=TODAY, **entry)

    assert refusal(error) == refused
    assert group.fund.all().balance() == 100


def test_a_correction_takes_back_once_and_both_entries_stay(officer):
    group = make_group()
    entry = post_fund(group, on=DAY, kind="share", item="ค่าหุ้น", amount=300, by=officer, today=TODAY)

    counter = correct_fund(entry, by=officer, today=TODAY)

    assert (counter.amount, counter.item, counter.on) == (-300, "กลับรายการ: ค่าหุ้น", TODAY)
    assert (group.fund.count(), group.fund.all().balance()) == (2, 0)
    with pytest.raises(ValidationError, match="รายการนี้กลับรายการแล้ว"):
        correct_fund(entry, by=officer, today=TODAY)
    with pytest.raises(ValidationError, match="เป็นการกลับรายการอยู่แล้ว"):
        correct_fund(counter, by=officer, today=TODAY)


AMOUNTS = st.decimals(min_value=Decimal(-50), max_value=Decimal(5000), places=2)
DEEDS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(FundKind.values), AMOUNTS, st.none() | AMOUNTS),
        st.integers(min_value=0, max_value=20),  # correct the entry of this number
    ),
    max_size=25,
)


class FundProperty(TestCase):
    @hypothesis.settings(max_examples=40)
    @hypothesis.given(DEEDS)
    def test_whatever_is_posted_or_corrected_the_balance_is_the_sum_of_what_stands(self, deeds):
        officer, group, standing_entries = make_officer(), make_group(), {}
        for deed in deeds:
            try:
                if isinstance(deed, int):
                    entries = list(FundEntry.objects.filter(group=group))
                    entry = entries[deed % len(entries)] if entries else None
                    if entry:
                        correct_fund(entry, by=officer, today=TODAY)
                        del standing_entries[entry.pk]
                else:
                    kind, amount, value = deed
                    posted = {"kind": kind, "amount": amount, "value": value, "item": "รายการ"}
                    entry = post_fund(group, on=DAY, by=officer, today=TODAY, **posted)
                    standing_entries[entry.pk] = -amount if kind == FundKind.EXPENSE else amount
            except ValidationError:
                continue  # a refused deed changes nothing, which the sum below shows

        assert standing_of(group).balance == sum(standing_entries.values())


# --- registration -----------------------------------------------------------------------------------------------------
def test_register_is_refused_with_the_exact_sentences_until_nothing_is_missing(officer):
    """The group grows by one ก at a time; what is refused is what stands on the checklist."""
    group = make_proposed(officer, n=4)
    sentences = [
        "ก1 กลุ่ม/สมาชิก: ขาดครัวเรือนที่ผ่านการอบรมในอาชีพเดียวกันอีก 1 ครัวเรือน",
        "ก2 กรรมการ: ยังไม่มีคณะกรรมการ",
        "ก3 กฎ กติกา: ยังไม่มีระเบียบข้อบังคับกลุ่ม",
        "ก4 กองทุน: ยังไม่มีเงินหรือเครื่องมือของกลุ่ม",
        "ก5 กิจกรรม: ยังไม่มีกิจกรรมที่ทำร่วมกัน",
    ]
    steps = [
        lambda: add_member(group, enrolment=trained()[0], joined=TODAY, by=officer, today=TODAY),
        lambda: seat_committee(group, officer),
        lambda: adopt_bylaw(group, "ข้อ 1", TODAY, by=officer, today=TODAY),
        lambda: post_fund(group, on=TODAY, kind="tool", item="กี่ทอผ้า", by=officer, today=TODAY),
        lambda: record_activity(group, on=TODAY, what="ทอผ้า", by=officer, today=TODAY),
    ]
    for done, step in enumerate(steps):
        with pytest.raises(ValidationError) as error:
            register(group, by=officer, today=TODAY)
        assert refusal(error) == sentences[done:]
        step()

    assert register(group, by=officer, today=TODAY).registered_on == TODAY
    assert Group.objects.registered().get() == group
    assert Event.objects.filter(verb="register", object_id=str(group.pk)).count() == 1


def test_a_group_registers_once(officer):
    group = make_ready(officer)
    register(group, by=officer, today=TODAY)

    with pytest.raises(ValidationError) as error:
        register(group, by=officer, today=TODAY)

    assert refusal(error) == ["กลุ่มนี้ขึ้นทะเบียนแล้วเมื่อ 9 มิถุนายน 2560"]
    assert Event.objects.filter(verb="register").count() == 1


def otop(group, officer, **extra):
    product = group.products.first() or make_product(group, name="ผ้าไหมมัดหมี่")
    fields = {"number": "330100001", "registered_on": TODAY}
    return register_otop(product, **fields | extra, by=officer, today=TODAY)


def test_otop_follows_the_groups_own_registration(officer):
    group = make_ready(officer)
    with pytest.raises(ValidationError) as error:
        otop(group, officer)
    register(group, by=officer, today=TODAY)

    otop(group, officer, expires=TODAY + datetime.timedelta(days=700))

    assert refusal(error) == ["ขึ้นทะเบียนกลุ่มอาชีพให้เสร็จก่อน แล้วจึงบันทึกทะเบียน OTOP"]
    assert [str(row) for row in group.otop] == ["ผ้าไหมมัดหมี่ (330100001)"]


def test_an_existing_group_may_have_been_an_otop_producer_before(officer):
    otop(make_group(origin=Origin.EXISTING), officer)

    with pytest.raises(ValidationError) as twice:
        otop(make_group(origin=Origin.EXISTING), officer)
    with pytest.raises(ValidationError) as six_stars:
        win_stars(make_product(), 6, by=officer)

    assert refusal(twice) == {"number": ["มีเลขทะเบียนนี้แล้ว"]}
    assert set(refusal(six_stars)) == {"stars"}


def test_the_audit_holds_no_names(officer):
    add_member(make_group(), person="นางคำ ใจดี", joined=DAY, by=officer, today=TODAY)

    event = Event.objects.get(verb="add_member")
    assert event.who == officer
    assert "คำ" not in str(event.detail)
    assert event.area_code == Membership.objects.get().village_code


# --- five of whom one leaves ------------------------------------------------------------------------------------------
def test_of_five_one_leaves_and_the_group_is_warned_of_with_its_day(client, officer):
    group = make_group(founded=DAY)
    members = [make_member(group, one) for one in trained(5)]
    set_committee(group, [(members[0], Position.CHAIR)], by=officer, today=TODAY, on=DAY)
    day = DAY + datetime.timedelta(days=20)
    client.force_login(officer)
    address = reverse("group-member-leave", args=[members[0].pk])
    sent = {"left": "21/3/2560", "reason": "ย้ายไปทำงานต่างจังหวัด"}

    office = client.post(address, sent)
    assert "เลือกผู้รับตำแหน่งต่อ" in office.context["form"].errors["office_chair"][0]
    asked = client.post(address, sent | {"office_chair": members[1].pk})
    assert "ต่ำกว่าขั้นต่ำ 5" in asked.context["form"].errors["__all__"][0]
    assert group.memberships.current().count() == 5

    page = client.post(address, sent | {"office_chair": members[1].pk, "confirmed": "on"}, follow=True)

    words = "ครัวเรือนที่ผ่านการอบรมในอาชีพเดียวกันเหลือ 4 ต่ำกว่าขั้นต่ำ 5 ตั้งแต่วันที่ 21 มีนาคม 2560"
    assert words in str(next(iter(page.context["messages"])))
    assert [words in sentence for sentence in page.context["warnings"]] == [True]
    assert group.terms.current().get().member == members[1]
    (gone,) = group.memberships.exclude(left=None)
    assert (gone.left, gone.left_reason) == (day, "ย้ายไปทำงานต่างจังหวัด")
    assert Event.objects.get(verb="fall_short").detail == {"households": 4, "minimum": 5}
    told = [event["title"] for event in client.get(reverse("group-history", args=[group.pk])).context["events"]]
    assert "ก1 กลุ่ม/สมาชิก: ต่ำกว่าเกณฑ์" in told

    add_member(group, enrolment=trained()[0], joined=TODAY, by=officer, today=TODAY)
    assert fallen(group, standing_of(group)) == []
    assert [turn.is_lost for turn in turns_of_members(group)] == [True, False]


def test_a_household_that_leaves_the_programme_lets_the_group_fall_that_day():
    group = make_group()
    enrolments = trained(5)
    for one in enrolments:
        make_member(group, one)
    enrolments[2].left_on = DAY + datetime.timedelta(days=9)
    enrolments[2].save()

    (turn,) = fallen(group, standing_of(group))

    assert (turn.on, turn.is_lost) == (DAY + datetime.timedelta(days=9), True)


def test_a_member_joins_once(officer):
    group, (weaver,) = make_group(), trained()
    join = {"enrolment": weaver, "joined": DAY, "by": officer, "today": TODAY}
    add_member(group, **join)

    with pytest.raises(ValidationError) as error:
        add_member(group, **join)

    assert refusal(error) == {"enrolment": ["ครัวเรือนนี้เป็นสมาชิกกลุ่มอยู่แล้ว"]}


def test_one_person_in_two_offices_is_asked_and_the_answer_kept(client, officer):
    group = make_group()
    member = make_member(group, None, person="นายหนึ่ง นาดี")
    client.force_login(officer)
    address = reverse("group-committee", args=[group.pk])
    sent = {"committee-on": "1/3/2560", "committee-chair_0": member.pk, "committee-treasurer_0": member.pk}

    asked = client.post(address, sent)
    assert "เป็นทั้งประธานและเหรัญญิก" in str(asked.context["cards"][1]["form"].errors)
    assert not group.terms.exists()
    client.post(address, sent | {"committee-confirmed": "on", "committee-years": "๒", "committee-place": "ศาลา"})

    assert group.terms.current().count() == 2
    term = group.terms.get(position="chair")
    assert (term.due, term.meeting.purpose, term.meeting.place) == (datetime.date(2019, 3, 1), "elect", "ศาลา")
    assert Event.objects.get(verb="set_committee").detail["confirmed"] == ["นายหนึ่ง นาดี เป็นทั้งประธานและเหรัญญิก"]

"""The pages of groups: who sees them, what each form does, and that a refusal says what to mend."""

import datetime
import html
import re

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from groups.actions import post_fund
from groups.models import Bylaw, CommitteeTerm, FundEntry, Group, GroupActivity, Membership, Origin
from tests.factories import (
    DAY,
    make_area,
    make_clerk,
    make_enrolment,
    make_group,
    make_member,
    make_occupation,
    make_officer,
    make_otop,
    make_product,
    make_sage,
    make_target,
    make_trainer_user,
    make_village,
    train,
)

pytestmark = pytest.mark.django_db
PARTS = ["member-add", "committee", "bylaw", "fund", "activity", "product", "register", "edit", "detail"]
WRITES = [part for part in PARTS if part != "detail"]


def trained(n=1, **extra):
    enrolments = [make_enrolment(**{"occupation": make_occupation()} | extra) for _ in range(n)]
    for enrolment in enrolments:
        train(enrolment)
    return enrolments


def bylaw_of(*articles, **sent):
    """What the editor of the rules sends: each article's words, and what is told beside them."""
    return (
        {"article-TOTAL_FORMS": len(articles), "article-INITIAL_FORMS": 0, "version": 0}
        | {f"article-{n}-text": text for n, text in enumerate(articles)}
        | sent
    )


def url(part, pk):
    return reverse(f"group-{part}", args=[pk])


def words(response):
    return html.unescape(response.content.decode())


def make_ready_group():
    group = make_group(founded=DAY)
    for enrolment in trained(5):
        member = make_member(group, enrolment)
    CommitteeTerm.objects.create(group=group, member=member, position="chair", started=DAY)
    Bylaw.objects.create(group=group, text="ข้อ 1", adopted=DAY)
    FundEntry.objects.create(group=group, on=DAY, kind="tool", item="กี่ทอผ้า")
    GroupActivity.objects.create(group=group, on=DAY, what="ทอผ้าร่วมกัน")
    return group


# --- who sees and who writes ------------------------------------------------------------------------------------------
@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("area_code", ["3302", ""], ids=["next district", "no posting"])
def test_a_group_elsewhere_does_not_exist(client, part, area_code):
    group = make_group()
    client.force_login(make_officer(area_code))

    assert client.get(url(part, group.pk)).status_code == 404
    assert client.post(url(part, group.pk)).status_code in (404, 405)
    assert not Group.objects.registered().exists()


@pytest.mark.parametrize("part", WRITES)
def test_the_province_reads_and_does_not_write(client, part):
    group = make_ready_group()
    client.force_login(make_clerk())

    assert client.post(url(part, group.pk)).status_code == 403
    assert not Group.objects.registered().exists()


def test_the_long_page_of_a_group_leads_to_each_of_its_parts(client, officer):
    page = client.get(reverse("group-detail", args=[make_group().pk])).content.decode()
    parts = re.findall(
        r'href="#([a-z]+)">', page[page.index('class="jump') : page.index("</nav>", page.index('class="jump'))]
    )
    assert len(parts) == 12
    assert all(page.count(f'id="{part}"') == 1 for part in parts)


def test_the_page_of_the_province_has_no_forms(client):
    group = make_ready_group()
    entry, member = group.fund.get(), group.memberships.first()
    client.force_login(make_clerk())

    page = words(client.get(url("detail", group.pk)))

    for address in [url(part, group.pk) for part in WRITES] + [
        url("fund-correct", entry.pk),
        url("member-leave", member.pk),
    ]:
        assert address not in page


def test_rows_of_a_group_elsewhere_do_not_exist(client):
    group = make_ready_group()
    client.force_login(make_officer("3302"))

    assert client.get(url("member-leave", group.memberships.first().pk)).status_code == 404
    assert client.post(url("fund-correct", group.fund.get().pk)).status_code == 404
    assert FundEntry.objects.count() == 1


def test_groups_are_not_for_trainers(client):
    group = make_group()
    client.force_login(make_trainer_user(make_sage()))

    for address in [reverse("group-list"), reverse("group-new"), url("detail", group.pk), url("register", group.pk)]:
        assert client.get(address).status_code == 404


def test_forms_asked_for_by_address_lead_back_to_their_place(client, officer):
    group = make_group()

    response = client.get(url("fund", group.pk))

    assert response.url == f"{url('detail', group.pk)}#fund"


# --- the list ---------------------------------------------------------------------------------------------------------
def test_the_list_costs_the_same_for_two_groups_and_for_twenty(client, officer, django_assert_max_num_queries):
    def queries(count):
        while Group.objects.count() < count:
            make_member(make_group(), make_enrolment())
        with django_assert_max_num_queries(60) as asked:
            assert client.get(reverse("group-list")).status_code == 200
        return len(asked)

    assert queries(2) == queries(20)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["กลุ่มเก่า", "กลุ่มไก่", "กลุ่มขึ้นทะเบียน"]),
        ("?q=ไก่", ["กลุ่มไก่"]),
        ("?registered=yes", ["กลุ่มขึ้นทะเบียน"]),
        ("?registered=no", ["กลุ่มเก่า", "กลุ่มไก่"]),
        ("?origin=existing", ["กลุ่มเก่า"]),
        ("?otop=yes", ["กลุ่มไก่"]),
        ("?five=yes", []),
        ("?five=no&otop=no", ["กลุ่มเก่า", "กลุ่มขึ้นทะเบียน"]),
        ("?five=5", ["กลุ่มเก่า", "กลุ่มไก่"]),
        ("?type={farm}", ["กลุ่มไก่"]),
        ("?year=2560&area=330101", ["กลุ่มเก่า", "กลุ่มไก่", "กลุ่มขึ้นทะเบียน"]),
        ("?area=330102", []),
    ],
)
def test_the_list_is_searched_filtered_and_in_thai_order(client, officer, query, names):
    farm = make_occupation("เลี้ยงไก่", "เกษตร")
    hens = make_group(name="กลุ่มไก่", occupation=farm)
    make_otop(make_product(hens, name="ไข่ไก่", product_type=1))
    at_work = make_group(name="กลุ่มขึ้นทะเบียน", registered_on=DAY)
    GroupActivity.objects.create(group=at_work, on=DAY, what="ทอผ้า")
    make_group(name="กลุ่มเก่า", origin=Origin.EXISTING)
    make_group(make_village("33020101"), name="กลุ่มอำเภออื่น")
    make_area("330102")

    response = client.get(reverse("group-list") + query.format(farm=farm.parent.pk))

    found = [row["cells"][0]["text"] for row in response.context["rows"]]
    assert found == names


def test_a_full_group_is_told_ready_and_then_registered(client, officer):
    group = make_ready_group()
    assert "พร้อมขึ้นทะเบียน" in words(client.get(reverse("group-list")))

    client.post(url("register", group.pk))

    assert "ขึ้นทะเบียนแล้ว" in words(client.get(reverse("group-list")))


# --- forming ----------------------------------------------------------------------------------------------------------
def test_from_the_village_to_a_group_of_ticked_households(client, officer):
    weavers = trained(6)
    target = make_target()
    listed = client.get(reverse("group-new"))
    assert "ผ้า/สิ่งทอ 6 ครัวเรือน" in words(listed)

    clusters = client.get(listed.context["rows"][0]["url"])
    form_url = clusters.context["cards"][0]["url"]
    form = client.get(form_url).context["form"]
    assert (form["name"].value(), len(form["enrolments"].value())) == ("กลุ่มทอผ้าบ้านโนนสมมุติ", 6)
    response = client.post(
        form_url,
        {
            "name": "กลุ่มทอผ้า",
            "occupation": make_occupation().pk,
            "founded": "๑ มี.ค. ๖๐",
            "enrolments": [enrolment.pk for enrolment in weavers[:5]],
            "explained_on": "๒๐ ก.พ. ๖๐",
            "people": "๓๒",
            "participation": ["thought", "decided"],
        },
    )

    group = Group.objects.get()
    assert response.url == url("detail", group.pk)
    assert (group.village, group.year, group.origin, group.founded) == (
        target.village,
        target.year,
        Origin.PROGRAMME,
        DAY,
    )
    assert group.memberships.count() == 5
    meeting = group.meetings.get()
    assert (meeting.purpose, meeting.people, meeting.thought, meeting.solved) == ("explain", 32, True, False)


def test_a_group_without_an_explanation_meeting_is_asked_about(client, officer):
    weavers = trained(5)
    address = f"{reverse('group-new')}?village=33010105&type={make_occupation().parent.pk}"
    sent = {"name": "กลุ่ม", "occupation": make_occupation().pk, "enrolments": [one.pk for one in weavers]}

    asked = client.post(address, sent)
    assert "ประชุมชี้แจง" in asked.context["form"].errors["explained_on"][0]
    late = client.post(address, sent | {"founded": "1/3/2560", "explained_on": "2/3/2560"})
    assert "ก่อนหรือวันเดียวกับ" in late.context["form"].errors["explained_on"][0]
    assert not Group.objects.exists()

    client.post(address, sent | {"confirmed": "on"})
    assert Group.objects.get().memberships.count() == 5


def test_a_household_of_another_village_cannot_be_ticked(client, officer):
    own = trained(1)
    (other,) = trained(target=make_target(make_village("33010106")))
    address = f"{reverse('group-new')}?village=33010105&type={make_occupation().parent.pk}"

    response = client.post(
        address, {"name": "กลุ่ม", "occupation": make_occupation().pk, "enrolments": [own[0].pk, other.pk]}
    )

    assert "enrolments" in response.context["form"].errors
    assert not Group.objects.exists()


def test_an_existing_group_is_recorded_with_households_not_trained(client, officer):
    enrolment = make_enrolment()

    client.post(
        f"{reverse('group-new')}?village=33010105&existing=1",
        {"name": "กลุ่มจักสาน", "occupation": make_occupation().pk, "enrolments": [enrolment.pk]},
    )

    assert Group.objects.get().origin == Origin.EXISTING
    assert Membership.objects.get().enrolment == enrolment


def test_villages_to_choose_from_keep_to_the_area(client, officer):
    own = make_target()
    make_target(make_village("33020101"))

    rows = client.get(reverse("group-new")).context["rows"]

    assert [row["key"] for row in rows] == [own.pk]


@pytest.mark.parametrize("village", ["33020101", "99999999", "x"], ids=["next district", "nowhere", "no code"])
def test_a_village_elsewhere_forms_no_group(client, officer, village):
    make_target(make_village("33020101"))

    assert client.get(f"{reverse('group-new')}?village={village}").status_code == 404


def test_the_page_of_a_group_costs_the_same_for_six_members_and_for_twenty(
    client, officer, django_assert_max_num_queries
):
    group = make_group()

    def queries(count):
        while group.memberships.count() < count:
            member = make_member(group, trained()[0])
            CommitteeTerm.objects.create(group=group, member=member, position="member", started=DAY)
            make_enrolment()  # and households who may still join
        with django_assert_max_num_queries(60) as asked:
            assert client.get(url("detail", group.pk)).status_code == 200
        return len(asked)

    assert queries(6) == queries(20)


# --- the five ก and their forms ---------------------------------------------------------------------------------------
def test_each_form_stands_in_its_card_and_does_its_deed(client, officer):
    group = make_group()
    enrolments = trained(5)
    for enrolment in enrolments:
        sent = {"member-enrolment": enrolment.pk, "member-joined": "1/3/2560"}
        assert client.post(url("member-add", group.pk), sent).url.endswith("#member")
    chair, secretary = group.memberships.all()[:2]
    sent = {"committee-on": "1/3/2560", "committee-chair_0": chair.pk, "committee-secretary_0": secretary.pk}
    client.post(url("committee", group.pk), sent)
    client.post(url("bylaw", group.pk), bylaw_of("ชื่อกลุ่ม", do="adopt", adopted="1/3/2560"))
    sent = {"fund-on": "1/3/2560", "fund-kind": "share", "fund-item": "ค่าหุ้น", "fund-amount": "๑,๒๐๐"}
    client.post(url("fund", group.pk), sent)
    client.post(url("activity", group.pk), {"activity-on": "1/3/2560", "activity-what": "ทอผ้า", "activity-income": ""})
    page = client.get(url("detail", group.pk))
    assert page.context["missing"] == []

    client.post(url("register", group.pk))
    client.post(url("product", group.pk), {"product-name": "ผ้าไหม", "product-product_type": "3"})

    group.refresh_from_db()
    assert group.registered_on == localdate()
    assert group.fund.all().balance() == 1200
    assert group.terms.get(position="secretary").member == secretary
    assert group.activities.get().income is None
    assert "ผ้าไหม" in words(client.get(url("detail", group.pk)))


@pytest.mark.parametrize(
    ("part", "sent", "sentence"),
    [
        ("member-add", {"member-joined": "1/3/2560"}, "เลือกครัวเรือนเป้าหมาย หรือพิมพ์ชื่อบุคคลอื่น อย่างใดอย่างหนึ่ง"),
        ("committee", {"committee-on": "1/3/2560"}, "คณะกรรมการต้องมีประธาน 1 คน"),
        (
            "fund",
            {"fund-on": "1/3/2560", "fund-kind": "expense", "fund-item": "ด้าย", "fund-amount": "5"},
            "เงินกองทุนมี 0.00 บาท จ่ายเกินกว่านี้ไม่ได้",
        ),
        ("activity", {"activity-on": "1/3/2590", "activity-what": "ทอผ้า"}, "วันที่ต้องไม่อยู่ในอนาคต"),
        (
            "product",
            {"product-name": "น้ำพริก", "product-product_type": "1"},
            "เลือกกลุ่มย่อยของอาหาร 1 ใน 3 กลุ่ม",
        ),
    ],
    ids=["nobody", "no chair", "overdraft", "a day to come", "what kind of food"],
)
def test_a_refused_form_stands_open_in_its_place_with_what_is_wrong(client, officer, part, sent, sentence):
    group = make_group()

    response = client.post(url(part, group.pk), sent)

    assert response.status_code == 200
    assert sentence in words(response)
    for rows in (Membership, CommitteeTerm, Bylaw, FundEntry, GroupActivity):
        assert not rows.objects.exists()


def test_another_occupation_asks_for_the_reason_beside_its_field(client, officer):
    group = make_group()
    (enrolment,) = trained(occupation=make_occupation("เลี้ยงไก่", "เกษตร"))
    sent = {"member-enrolment": enrolment.pk, "member-joined": "1/3/2560"}

    response = client.post(url("member-add", group.pk), sent)
    client.post(url("member-add", group.pk), sent | {"member-reason": "อาชีพเสริม"})

    card = response.context["cards"][0]
    assert card["is_open"]
    assert "โปรดบอกเหตุผล" in card["form"].errors["reason"][0]
    assert Membership.objects.get().note == "อาชีพเสริม"


def test_a_committee_larger_than_the_form_of_now_is_not_cut(client, officer):
    """Seven places were sent; the form alone would offer three."""
    group = make_group()
    members = [make_member(group, person=f"นายคนที่ {n}") for n in range(8)]
    sent = {"committee-on": "1/3/2560", "committee-chair_0": members[0].pk}
    sent |= {f"committee-member_{n}": member.pk for n, member in enumerate(members[1:])}

    client.post(url("committee", group.pk), sent)

    assert group.terms.current().count() == 8


# --- registration -----------------------------------------------------------------------------------------------------
def test_registering_too_early_says_exactly_what_is_missing(client, officer):
    group = make_group()

    page = client.get(url("detail", group.pk))
    response = client.post(url("register", group.pk))

    assert url("register", group.pk) in words(page)
    assert (
        response.context["refused"]
        == page.context["missing"]
        == [
            "ก1 กลุ่ม/สมาชิก: ขาดครัวเรือนที่ผ่านการอบรมในอาชีพเดียวกันอีก 5 ครัวเรือน",
            "ก2 กรรมการ: ยังไม่มีคณะกรรมการ",
            "ก3 กฎ กติกา: ยังไม่มีระเบียบข้อบังคับกลุ่ม",
            "ก4 กองทุน: ยังไม่มีเงินหรือเครื่องมือของกลุ่ม",
            "ก5 กิจกรรม: ยังไม่มีกิจกรรมที่ทำร่วมกัน",
        ]
    )
    assert "ยังขึ้นทะเบียนไม่ได้" in words(response)


# --- members and ledger -----------------------------------------------------------------------------------------------
def test_a_member_leaves_with_day_and_reason(client, officer):
    member = make_member(make_group(), person="นางคำ ใจดี")

    refused = client.post(url("member-leave", member.pk), {"left": "1/1/2560", "reason": "ย้ายบ้าน"})
    client.post(url("member-leave", member.pk), {"left": "2/3/2560", "reason": "ย้ายบ้าน"})

    assert refused.context["form"].errors["left"] == ["วันที่ออกต้องไม่อยู่ก่อนวันที่เข้ากลุ่ม"]
    member.refresh_from_db()
    assert (member.left, member.left_reason) == (DAY + datetime.timedelta(days=1), "ย้ายบ้าน")


def test_a_wrong_entry_is_taken_back_once_and_the_ledger_shows_the_balance_after_each(client, officer):
    group = make_group()
    post = {"on": DAY, "kind": "share", "by": officer, "today": DAY}
    post_fund(group, item="ค่าหุ้น", amount=100, **post)
    wrong = post_fund(group, item="ค่าหุ้นซ้ำ", amount=40, **post)

    for _twice in range(2):
        client.post(url("fund-correct", wrong.pk))

    rows = client.get(url("detail", group.pk)).context["cards"][3]["rows"]
    assert [(row["cells"][0]["text"], row["cells"][3]["text"]) for row in rows] == [
        ("กลับรายการ: ค่าหุ้นซ้ำ", "100.00"),
        ("ค่าหุ้นซ้ำ", "140.00"),
        ("ค่าหุ้น", "100.00"),
    ]


def test_a_long_ledger_shows_the_latest_and_all_on_request(client, officer):
    group = make_group()
    for n in range(25):
        FundEntry.objects.create(group=group, on=DAY, kind="saving", item=f"ออมครั้งที่ {n}", amount=1)

    latest = client.get(url("detail", group.pk)).context["cards"][3]
    whole = client.get(latest["more_url"]).context["cards"][3]

    assert (len(latest["rows"]), latest["more_label"]) == (20, "ดูทั้งหมด 25 รายการ")
    assert len(whole["rows"]) == 25


# --- editing ----------------------------------------------------------------------------------------------------------
def test_a_group_is_mended_and_a_stale_form_overwrites_nothing(client, officer):
    group = make_group(name="กลุ่มเดิม")
    sent = {"name": "กลุ่มใหม่", "occupation": group.occupation_id, "origin": "programme", "version": "1"}

    assert client.post(url("edit", group.pk), sent).status_code == 302
    stale = client.post(url("edit", group.pk), sent | {"name": "กลุ่มของอีกคน"})

    group.refresh_from_db()
    assert (group.name, group.version) == ("กลุ่มใหม่", 2)
    assert "กลุ่มของอีกคน" in words(stale)


def test_a_name_taken_in_the_village_is_told_at_the_name(client, officer):
    make_group(name="กลุ่มทอผ้า")
    group = make_group()
    sent = {"name": "กลุ่มทอผ้า", "occupation": group.occupation_id, "origin": "programme", "version": "1"}

    response = client.post(url("edit", group.pk), sent)

    assert response.context["form"].errors == {"name": ["หมู่บ้านนี้มีกลุ่มชื่อนี้แล้ว"]}

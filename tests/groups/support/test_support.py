"""Help to a group, training of its committee, publicity: what their forms keep, ask and refuse."""

import datetime
import html
import io
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.timezone import localdate
from PIL import Image

from groups.actions import close_month, correct_fund
from groups.models import CommitteeTerm, CommitteeTraining, FundKind, GroupSupport, Publicity
from groups.standing import standing_of
from samma.thai import be_year
from tests.factories import DAY, make_group, make_member, make_officer, make_village
from villages.models import Partner

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2017, 9, 10)
AHEAD = f"1/3/{be_year(localdate().year) + 1}"


@pytest.fixture
def group(officer):
    return make_group()


def words(response):
    return html.unescape(response.content.decode())


def send(client, page, row, /, **typed):
    return client.post(reverse(page, args=[row.pk]), typed, follow=True)


def help_of(**changes):
    return {"on": "1/3/2560", "kind": "budget", "agency": "อบต.บัวน้อย", "what": "ค่าออกร้าน", "value": "๕,๐๐๐"} | changes


def picture():
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, "PNG")
    return SimpleUploadedFile("ภาพ.png", out.getvalue(), "image/png")


# --- help -------------------------------------------------------------------------------------------------------------
def test_a_help_is_kept_with_its_photo_and_stands_in_the_fund_once(client, group):
    send(client, "group-support-new", group, **help_of(to_fund="on", photos=picture()))

    support = GroupSupport.objects.get()
    assert (support.kind, support.agency, support.value) == ("budget", "อบต.บัวน้อย", Decimal(5000))
    assert (support.entry.kind, support.entry.amount, support.entry.on) == (FundKind.SUPPORT, Decimal(5000), DAY)
    assert group.fund.balance() == Decimal(5000)
    photo = reverse("photo", args=[support.photos.get().pk])
    assert photo in words(client.get(reverse("group-support-detail", args=[support.pk])))
    response = client.get(photo)
    assert response.status_code == 200 and b"".join(response.streaming_content)
    client.force_login(make_officer("3302"))
    assert client.get(photo).status_code == 404


def test_what_is_in_the_fund_is_mended_there_first(client, officer, group):
    send(client, "group-support-new", group, **help_of(to_fund="on"))
    support = GroupSupport.objects.get()

    send(client, "group-support-edit", support, **help_of(value="9,000", what="ค่าเดินทาง", version=1))
    support.refresh_from_db()
    assert (support.what, support.value) == ("ค่าเดินทาง", Decimal(5000))

    correct_fund(support.entry, by=officer, today=TODAY)
    send(client, "group-support-edit", support, **help_of(value="9,000", what="ค่าเดินทาง", version=2, to_fund="on"))
    support.refresh_from_db()
    assert support.value == Decimal(9000)
    assert group.fund.balance() == Decimal(9000)


def test_a_help_of_a_closed_month_is_posted_today_and_says_when_it_came(client, officer, group):
    close_month(group, datetime.date(2017, 3, 31), by=officer, today=TODAY)

    send(client, "group-support-new", group, **help_of(kind="tool", to_fund="on"))

    entry = GroupSupport.objects.get().entry
    assert entry.on > datetime.date(2017, 3, 31)
    assert (entry.amount, entry.value) == (0, Decimal(5000))
    assert "1 มี.ค. 2560" in entry.item
    assert standing_of(group).tools == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"kind": "advice"}, "ด้านวิชาการไม่ใส่มูลค่า"),
        ({"value": "-5"}, "ติดลบ"),
        ({"value": "ไม่มี"}, "ไม่มี"),
        ({"value": "1000000000000"}, "มากเกินไป"),
        ({"on": AHEAD}, "อนาคต"),
        ({"agency": ""}, "ใส่หน่วยงาน หรือเลือกผู้ประสานจากทะเบียนภาคี"),
        ({"value": "", "to_fund": "on"}, "จะลงบัญชีกองทุน ให้ใส่มูลค่า"),
    ],
    ids=[
        "advice has no value",
        "below nothing",
        "a word",
        "ten to the twelfth",
        "ahead",
        "from nobody",
        "nothing to post",
    ],
)
def test_a_help_is_refused_beside_its_field(client, group, changes, sentence):
    page = words(send(client, "group-support-new", group, **help_of(**changes)))

    assert sentence in page and "ค่าออกร้าน" in page
    assert not GroupSupport.objects.exists() and not group.fund.exists()


def test_the_roster_gives_the_agency(client, group):
    partner = Partner.objects.create(area_id="3301", first_name="วรวุฒิ", last_name="แสนไร่", office="สำนักงานเกษตรอำเภอ")

    send(client, "group-support-new", group, **help_of(agency="", partner=partner.pk))

    assert GroupSupport.objects.get().agency == "สำนักงานเกษตรอำเภอ"


def test_the_list_sums_by_kind_and_agency_within_the_area(client, group):
    elsewhere = make_group(village=make_village("33020105", "บ้านอื่น"))
    for where, kind, agency, value, on in [
        (group, "tool", "อบต.", 1500, DAY),
        (group, "tool", "เกษตร", 2500, DAY),
        (group, "advice", "เกษตร", None, DAY),
        (group, "budget", "เกษตร", 700, datetime.date(2017, 10, 1)),
        (elsewhere, "tool", "อบต.", 9999, DAY),
    ]:
        GroupSupport.objects.create(group=where, kind=kind, agency=agency, value=value, on=on, what="ของ")

    response = client.get(reverse("group-support-list"))
    sums = [fact[:2] for fact in response.context["kinds"]]
    assert sums == [("วิชาการ", "1 ครั้ง"), ("อุปกรณ์", "2 ครั้ง 4,000.00 บาท"), ("งบประมาณ", "1 ครั้ง 700.00 บาท")]
    sums = [fact[:2] for fact in response.context["agencies"]]
    assert sums == [("เกษตร", "3 ครั้ง 3,200.00 บาท"), ("อบต.", "1 ครั้ง 1,500.00 บาท")]

    year = client.get(reverse("group-support-list"), {"period": "f2560", "kind": "tool"})
    assert [fact[:2] for fact in year.context["kinds"]] == [("อุปกรณ์", "2 ครั้ง 4,000.00 บาท")]
    assert len(year.context["rows"]) == 2


# --- training ---------------------------------------------------------------------------------------------------------
def committee(group, *names):
    members = [make_member(group, None, person=name) for name in names]
    for member, position in zip(members, ["chair", "treasurer", "member"], strict=False):
        CommitteeTerm.objects.create(group=group, member=member, position=position, started=DAY)
    return members


def course(**changes):
    return {"on": "5/3/2560", "days": "๒", "topic": "การทำบัญชี", "given_by": "สหกรณ์จังหวัด"} | changes


def test_committee_members_who_came_are_kept_and_the_others_named(client, group):
    chair, treasurer = committee(group, "นายหนึ่ง นาดี", "นางสอง นาดี")

    send(client, "group-training-new", group, **course(members=[treasurer.pk]))

    training = CommitteeTraining.objects.get()
    assert (training.days, list(training.members.all())) == (2, [treasurer])
    page = words(client.get(reverse("group-detail", args=[group.pk])))
    assert f"กรรมการที่ยังไม่เคยอบรม: {chair.name}" in page


def test_only_members_of_the_committee_can_be_chosen(client, group):
    committee(group, "นายหนึ่ง นาดี")
    plain = make_member(group, None, person="นายสาม นาดี")
    (stranger,) = committee(make_group(), "นายสี่ นาดี")

    for member in (plain, stranger):
        send(client, "group-training-new", group, **course(members=[member.pk]))

    assert not CommitteeTraining.objects.exists()


def test_somebody_not_yet_in_office_is_asked_about(client, group):
    (chair,) = committee(group, "นายหนึ่ง นาดี")
    early = course(on="1/2/2560", members=[chair.pk])

    page = words(send(client, "group-training-new", group, **early))
    assert "นายหนึ่ง นาดี ไม่ได้เป็นกรรมการในวันนั้น" in page and not CommitteeTraining.objects.exists()

    send(client, "group-training-new", group, **early, confirmed="on")
    assert CommitteeTraining.objects.count() == 1


def test_a_group_without_a_committee_is_sent_to_elect_one(client, group):
    page = words(client.get(reverse("group-training-new", args=[group.pk]), follow=True))

    assert "ตั้งคณะกรรมการก่อน" in page


# --- publicity --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("link", ["javascript:alert(1)", "ftp://example.com/a", "www.example.com", "https://a b"])
def test_only_a_link_of_the_web_is_kept(client, group, link):
    typed = {"on": "1/3/2560", "medium": "social", "what": "เปิดเพจ", "where": "", "link": link}

    page = words(send(client, "group-publicity-new", group, **typed))

    assert "คัดลอกที่อยู่ทั้งบรรทัดจากเบราว์เซอร์มาวาง" in page
    assert not Publicity.objects.exists()


def test_a_link_is_escaped_where_it_is_shown(client, group):
    link = 'https://example.com/?a="><script>'
    Publicity.objects.create(group=group, on=DAY, medium="social", what="<b>เพจ</b>", where="", link=link)

    page = client.get(reverse("group-detail", args=[group.pk])).content.decode()

    assert "&lt;b&gt;เพจ&lt;/b&gt;" in page and "<script>" not in page.replace("<script ", "")


@pytest.mark.parametrize("count", [2, 20])
def test_the_list_costs_the_same_for_two_rows_and_twenty(client, officer, django_assert_max_num_queries, count):
    for n in range(count):
        GroupSupport.objects.create(group=make_group(), kind="tool", agency=f"หน่วย {n}", on=DAY, what="ของ")

    with django_assert_max_num_queries(13):
        assert len(client.get(reverse("group-support-list")).context["rows"]) == count

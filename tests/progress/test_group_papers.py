"""Papers of one group: its dossier in every state, its members, the fund's book of some months, in Thai and arabic digits."""

import datetime
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from groups.models import FundClosing, FundEntry, Group, GroupActivity
from samma.accounts.models import Event
from samma.pdf import render
from samma.progress.papers.declared import PAPERS
from samma.progress.papers.desk import Desk
from samma.progress.papers.group_views import OF_GROUP
from samma.progress.papers.printing import ARABIC, THAI, Choice, paper_of, paper_pdf, sheets_of
from samma.thai import fiscal_year, thai_digits
from tests import factories as make
from tests.paper_village import make_paper_village
from tests.pdf.readers import folded, read_raw
from tests.progress.test_papers import words_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]
TODAY = make.DAY.replace(month=9)


def desk_of(group, officer=None):
    group = Group.objects.select_related("village", "year").get(pk=group.pk)
    return Desk.of_group(group, officer or make.make_officer(), TODAY)


def read(key, desk, **choice):
    return folded(read_raw(paper_pdf(PAPERS[key], desk, Choice(**choice))))


def has(text, *words):
    return [said for said in words if folded(said) not in text] == []


def url(group, key, **asked):
    return reverse("group-paper-pdf", args=[group.pk, key], query=asked)


@pytest.mark.parametrize("digits", [THAI, ARABIC])
def test_a_dossier_reads_back_exactly_in_either_digits(digits):
    _target, officer = make_paper_village(households=5)
    group = Group.objects.get(origin="programme")
    form, desk, choice = PAPERS["group-dossier"], desk_of(group, officer), Choice(digits=digits)
    sheets = sheets_of(form, desk, choice)
    paper = paper_of(form, desk, choice, sheets)
    found = folded(read_raw(render(paper.html(), images=sheets[0].images)))
    assert [words for words in words_of(paper) if words and folded(words) not in found] == []
    own = thai_digits if digits == THAI else str
    # Each ก with what proves it: the household's number, the meeting, the rules, the ledger, the division.
    assert has(
        found,
        "กลุ่มทำน้ำพริกเผาบ้านโนนน้ำคำ",
        own("1/2"),
        own("ก1 กลุ่ม/สมาชิก"),
        own("1 มี.ค. 2560"),
        "ศาลาน้ำคำ",
        "ออมเดือนละ ๕๐ บาท",
    )
    assert has(
        found, own("1,620.00"), own("800.00"), "ครกหิน", own("ยอดยกมา กรกฎาคม 2560"), own("450.50"), own("449.50")
    )
    assert has(found, "ร่วมคิด ร่วมตัดสินใจ", own("ระดับภายใน: ยังไม่ถึงระดับ 1"), "นายกำธร ล้ำเลิศ", own("330100001"))
    assert has(
        found, own("อย. 33-1-00560 (ถึง 1 มี.ค. 2563)"), "น้ำพริกเผาในขวด", "ธ.ก.ส. สาขาลำน้ำ", own("12,500.00"), "ทำบัญชีกลุ่ม"
    )
    assert has(found, "วิทยุชุมชน", "ตลาดนัดหน้าอำเภอ", "ทรงตัว", "ปิดบัญชีทุกเดือน", "หาตลาดเพิ่ม", "เลยกำหนด")
    assert has(found, own("รวมปีงบประมาณ 2560"), own("3,000.50")) and not has(found, "มผช.")
    short = own("ก1 กลุ่ม/สมาชิก: ขาดครัวเรือนที่ผ่านการอบรมในอาชีพเดียวกันอีก 3 ครัวเรือน")
    assert has(found, short) and has(found, "กลุ่มน้ำพริกตาแดงเดิม")  # to link with


def test_an_empty_group_of_a_village_that_is_no_target_has_its_dossier_with_what_is_missing():
    group = make.make_group(make.make_village("33010199", "นอกเป้า"), origin="existing")
    text = read("group-dossier", desk_of(group))
    for sentence in (
        "ก๑ กลุ่ม/สมาชิก: ยังไม่มีสมาชิก", "ก๒ กรรมการ: ยังไม่มีคณะกรรมการ", "ก๓ กฎ กติกา: ยังไม่มีระเบียบข้อบังคับกลุ่ม",
        "ก๔ กองทุน: ยังไม่มีเงินหรือเครื่องมือของกลุ่ม", "ก๕ กิจกรรม: ยังไม่มีกิจกรรมที่ทำร่วมกัน", "มีแล้ว ๐ จาก ๕ ก", "นับแยก",
    ):  # fmt: skip
        assert has(text, sentence), sentence


def test_a_fallen_group_says_since_when_and_who_left_why():
    group = make.make_group(origin="existing")
    make.make_member(group, person="นางก้ำ กึ่งน้ำ", left=make.DAY + datetime.timedelta(days=30))
    text = read("group-dossier", desk_of(group), digits=ARABIC)
    assert has(text, "เคยมีครบ แต่ตอนนี้ขาด", "ไม่มีสมาชิกเหลืออยู่ ตั้งแต่วันที่ 31 มีนาคม 2560", "สมาชิกที่ออกแล้ว", "ย้ายไปทำงานต่างจังหวัด")


def test_income_that_is_not_known_is_not_nothing():
    group = make.make_group()
    GroupActivity.objects.create(group=group, on=make.DAY, what="ลงแขก")
    text = read("group-dossier", desk_of(group))
    assert has(text, "ไม่ทราบ") and not has(text, "รายได้ของกลุ่มตามปีงบประมาณ")


@pytest.fixture
def fund():
    """A fund of three months, the second without an entry, the first closed."""
    group = make.make_group()
    for day, kind, amount in [
        (datetime.date(2017, 1, 5), "opening", 1000),
        (datetime.date(2017, 1, 9), "expense", -250),
        (datetime.date(2017, 3, 2), "income", "99.50"),
    ]:
        FundEntry.objects.create(group=group, on=day, kind=kind, amount=Decimal(amount), item=f"{kind} วันนั้น")
    FundClosing.objects.create(
        group=group, through=datetime.date(2017, 2, 28), closed_on=datetime.date(2017, 3, 1), balance=750
    )
    return group


def test_the_book_is_carried_forward_month_by_month(fund):
    rows = sheets_of(PAPERS["fund-book"], desk_of(fund), Choice())[0].rows["book"]
    shown = [(row["no"], str(row["item"]), row["received"], row["paid"], row["balance"]) for row in rows]
    assert shown == [
        (None, "ยอดยกมา มกราคม 2560", None, None, 0),
        (1, "opening วันนั้น", 1000, None, 1000),
        (2, "expense วันนั้น", None, 250, 750),
        (None, "รวมเดือนมกราคม 2560 และยอดยกไป (ปิดบัญชีเมื่อ 1 มี.ค. 2560)", 1000, 250, 750),
        (None, "ยอดยกมา มีนาคม 2560", None, None, 750),
        (3, "income วันนั้น", Decimal("99.50"), None, Decimal("849.50")),
        (None, "รวมเดือนมีนาคม 2560 และยอดยกไป", Decimal("99.50"), 0, Decimal("849.50")),
    ]


@pytest.mark.parametrize(
    ("asked", "seen", "unseen"),
    [
        ({}, ["opening วันนั้น", "income วันนั้น", "๘๔๙.๕๐"], []),
        ({"from": "2560-02"}, ["ยอดยกมา มีนาคม ๒๕๖๐", "income วันนั้น"], ["opening วันนั้น"]),
        ({"to": "2560-02"}, ["opening วันนั้น", "๗๕๐.๐๐"], ["income วันนั้น", "๘๔๙.๕๐"]),
        ({"from": "2560-02", "to": "2560-02"}, ["ยอดยกมา", "๗๕๐.๐๐"], ["opening วันนั้น", "income วันนั้น"]),
        ({"from": "2560-03", "to": "2560-01"}, ["opening วันนั้น", "income วันนั้น"], []),
        ({"from": "ไม่มี", "to": "9999-99"}, ["opening วันนั้น", "income วันนั้น"], []),
    ],
)
def test_a_period_of_the_book_begins_with_what_came_over(client, fund, asked, seen, unseen):
    client.force_login(make.make_officer())
    text = folded(read_raw(client.get(url(fund, "fund-book", **asked)).content))
    assert has(text, *seen) and [words for words in unseen if has(text, words)] == []


def test_the_list_of_members_is_to_be_signed_and_prints_blank_with_the_groups_name():
    group = make.make_group()
    make.make_member(group, make.make_enrolment())
    make.make_member(group, person="นางลาออก แล้ว", left=make.DAY)
    for kind in ("filled", "blank"):
        text = read("group-members", desk_of(group), kind=kind)
        assert has(text, group.name, "ลายมือชื่อ") and not has(text, "นางลาออก แล้ว")


def test_the_group_offers_its_papers_in_any_state_and_printing_is_written_down(client):
    group = make.make_group()
    product = make.make_product(group)
    client.force_login(make.make_officer())
    page = client.get(reverse("group-detail", args=[group.pk]))
    assert url(group, "group-dossier") in page.content.decode()
    html = client.get(reverse("group-papers", args=[group.pk]), {"digits": ARABIC}).content.decode()
    assert [key for key in OF_GROUP if url(group, key) not in html] == [] and 'name="digits" value="arabic"' in html
    assert reverse("product-papers", args=[product.pk]) in html
    for key in OF_GROUP:
        assert client.get(url(group, key))["Content-Type"] == "application/pdf"
    assert [event.detail["paper"] for event in Event.objects.filter(verb="print").order_by("pk")] == OF_GROUP
    assert client.get(url(group, "fund-book", kind="blank")).status_code == 200
    assert Event.objects.filter(verb="print").count() == len(OF_GROUP)
    for wrong in (url(group, "team-order"), url(group, "no-such"), url(group, "group-dossier", of="1")):
        assert client.get(wrong).status_code == 404


@pytest.mark.parametrize("name", ["month", "bylaw"])
def test_the_months_book_and_the_rules_print_in_the_digits_chosen(client, name):
    group = make.make_group()
    FundEntry.objects.create(group=group, on=make.DAY, kind="opening", amount=1250, item="ทุน 9 ราย")
    bylaw = group.bylaws.create(text="ข้อ 1 ชื่อ\nออมเดือนละ 77 บาท", adopted=make.DAY)
    client.force_login(make.make_officer())
    address = {
        "month": reverse("group-month-print", args=[group.pk, 2560, 3]),
        "bylaw": reverse("bylaw-print", args=[bylaw.pk]),
    }
    typed = {"month": "ทุน 9 ราย", "bylaw": "ออมเดือนละ 77 บาท"}[name]
    for digits, day in ((THAI, "มีนาคม ๒๕๖๐"), (ARABIC, "มีนาคม 2560")):
        text = folded(read_raw(client.get(address[name], {"digits": digits}).content))
        assert has(text, day, typed), digits
        assert not has(text, "มีนาคม 2560" if digits == THAI else "มีนาคม ๒๕๖๐")


# --- the yearly evaluation --------------------------------------------------------------------------------------------
@pytest.mark.parametrize("digits", [THAI, ARABIC])
def test_an_evaluation_reads_back_with_the_data_beside_the_words(digits):
    _target, officer = make_paper_village(households=5)
    group = Group.objects.get(origin="programme")
    form, desk, choice = PAPERS["group-evaluation"], desk_of(group, officer), Choice(digits=digits)
    sheets = sheets_of(form, desk, choice)
    paper = paper_of(form, desk, choice, sheets)
    found = folded(read_raw(render(paper.html())))

    assert [words for words in words_of(paper) if words and folded(words) not in found] == []
    own = thai_digits if digits == THAI else str
    assert has(
        found, own("2560"), own("ประชุม 1 ครั้ง ล่าสุด 1 มีนาคม 2560"), own("เงินคงเหลือ 1,620.00 บาท"), "ตลาดนัดหน้าอำเภอ"
    )
    assert has(found, "ทำได้ดี", "ยังไม่ได้ทำ", "ทำน้ำพริกได้มาตรฐาน", "หาตลาดเพิ่ม", "นางสาวญาณี", "ไม่ใช่เกณฑ์ของทางราชการ")


def test_an_evaluation_to_come_brings_the_data_and_room_to_write(client):
    _target, officer = make_paper_village(households=5)
    group = Group.objects.get(origin="programme")
    client.force_login(officer)

    ahead = folded(read_raw(client.get(url(group, "group-evaluation", fiscal=fiscal_year(localdate()))).content))
    blank = folded(read_raw(client.get(url(group, "group-evaluation", kind="blank")).content))

    assert has(ahead, group.name, "ไม่มีบันทึกการประชุมในปีนี้", "ไม่มีบันทึกยอดขายในปีนี้")
    assert not has(ahead, "ทำน้ำพริกได้มาตรฐาน") and not has(ahead, "หาตลาดเพิ่ม")
    assert has(blank, "การประชุมกลุ่ม", "การทำบัญชี", "ตลาดและยอดขาย", "สิ่งที่รับปากกัน", "ประธานกลุ่ม")
    assert not has(blank, "ไม่มีบันทึกการประชุม")

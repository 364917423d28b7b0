"""ก4: whatever is posted, taken back and closed, the balance is the sum of the entries and no entry is ever lost."""

import datetime
import re
from decimal import Decimal
from functools import partial
from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import NoReverseMatch, get_resolver, reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from groups.actions import close_month, collect, correct_fund, post_fund
from groups.books import FundBook
from groups.fund.book import Month, month_book, months_of
from groups.fund.division import parts
from groups.models import PAID_OUT, FundClosing, FundEntry, FundKind
from samma.accounts.models import Event
from tests.factories import make_clerk, make_department, make_group, make_member, make_officer
from tests.sheets.imports import begin, press, upload

pytestmark = pytest.mark.django_db
FIRST = datetime.date(2017, 1, 1)
TODAY = datetime.date(2017, 7, 1)

MONEY = st.decimals(min_value="0.01", max_value="99999", places=2)
DAYS = st.integers(0, 175).map(lambda n: FIRST + datetime.timedelta(days=n))
KINDS = st.sampled_from([kind for kind in FundKind if kind != FundKind.CORRECTION])
DEEDS = st.lists(
    st.one_of(
        st.tuples(st.just("post"), KINDS, MONEY, DAYS),
        st.tuples(st.just("correct"), st.integers(0, 30)),
        st.tuples(st.just("close"), st.integers(1, 6)),
    ),
    max_size=25,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(DEEDS)
def test_whatever_is_done_the_balance_is_the_sum_and_nothing_is_lost(deeds):
    group, officer = make_group(), make_officer()
    known, expected, corrected, closed, refused = {}, Decimal(0), set(), None, []
    for deed, *of in deeds:
        try:
            if deed == "post":
                kind, amount, on = of
                money = {"value": amount} if kind == FundKind.TOOL else {"amount": amount}
                entry = post_fund(group, on=on, kind=kind, item=str(kind), by=officer, today=TODAY, **money)
                assert closed is None or on > closed
                change = 0 if kind == FundKind.TOOL else -amount if kind in PAID_OUT else amount
                assert kind not in PAID_OUT or expected >= amount
            elif deed == "correct":
                posted = sorted(known)
                wrong = FundEntry.objects.get(pk=posted[of[0] % len(posted)]) if posted else None
                if wrong is None:
                    continue
                entry = correct_fund(wrong, by=officer, today=TODAY)
                assert wrong.pk not in corrected and wrong.kind != FundKind.CORRECTION
                corrected.add(wrong.pk)
                change = -wrong.amount
            else:
                closing = close_month(group, Month(2017, of[0]).last, by=officer, today=TODAY)
                assert closed is None or closing.through > closed
                closed = closing.through
                continue
        except ValidationError as refusal:
            refused.append(refusal.messages[0])
            continue
        expected += change
        known[entry.pk] = (entry.on, entry.kind, entry.amount, entry.value, entry.item)

    stored = {e.pk: (e.on, e.kind, e.amount, e.value, e.item) for e in group.fund.all()}
    assert stored == known
    assert all(re.search("[ก-๙]{3}", sentence) for sentence in refused)
    assert group.fund.all().balance() == expected == sum((entry[2] for entry in known.values()), Decimal(0))
    assert FundBook([group.pk]).balance[group.pk] == expected
    books = [month_book(group, month) for month in reversed(months_of(group, TODAY))]
    assert sum(len(book.lines) for book in books) == len(known)
    assert all(one.balance == after.opening for one, after in pairwise(books))
    assert books[-1].balance == expected
    for closing in group.closings.all():
        assert closing.balance == sum((e[2] for e in known.values() if e[0] <= closing.through), Decimal(0))
    assert Event.objects.filter(verb="post_fund", detail__group=group.pk).count() == len(known) - len(corrected)


@given(MONEY, st.lists(st.integers(0, 9), min_size=1, max_size=12))
def test_a_division_loses_no_satang(total, weights):
    shares = parts(total, weights)

    assert sum(shares) == (total if sum(weights) else 0)
    assert all(share >= 0 and share == round(share, 2) for share in shares)
    assert all(share == 0 for share, weight in zip(shares, weights, strict=True) if not weight)


# --- nothing edits or deletes an entry --------------------------------------------------------------------------------
@pytest.fixture
def posted():
    group, officer = make_group(), make_officer()
    entry = post_fund(group, on=FIRST, kind="saving", item="เงินออม", amount=Decimal(50), by=officer, today=TODAY)
    closing = close_month(group, Month(2017, 1).last, by=officer, today=TODAY)
    return entry, closing


def test_no_code_changes_or_deletes_a_posted_entry_or_a_closed_month(posted):
    for row in posted:
        rows = type(row).objects.all()
        writes = [row.save, row.delete, rows.delete, partial(rows.update, village_code="33010106")]
        for write in [*writes, partial(rows.bulk_update, [row], ["village_code"])]:
            with pytest.raises(TypeError), transaction.atomic():
                write()
    assert FundEntry.objects.count() == FundClosing.objects.count() == 1


@pytest.mark.parametrize("action", ["change", "delete"])
def test_no_admin_screen_changes_or_deletes_them(client, posted, action):
    client.force_login(make_department())
    for row in posted:
        address = reverse(f"admin:groups_{row._meta.model_name}_{action}", args=[row.pk])
        client.post(address, {"post": "yes", "item": "แก้", "amount": "9999", "on": "1/2/2560", "kind": "saving"})
        listed = reverse(f"admin:groups_{row._meta.model_name}_changelist")
        client.post(listed, {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"})
        assert list(type(row).objects.values()) == [
            {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
        ]


def test_no_page_of_the_fund_but_those_that_add(client, posted):
    """Every address that names the fund, posted to with anything: the entry stands as it was."""
    entry, _closing = posted
    client.force_login(make_officer())
    names = [name for name in get_resolver().reverse_dict if isinstance(name, str) and name.startswith("group-")]
    assert {"group-fund", "group-fund-correct", "group-collect", "group-month-close"} <= set(names)
    before = FundEntry.objects.filter(pk=entry.pk).values().get()
    for name in names:
        for arguments in ([], [entry.pk], [entry.group_id], [entry.group_id, 2560, 1]):
            try:
                address = reverse(name, args=arguments)
            except NoReverseMatch:
                continue
            client.post(address, {"item": "แก้", "amount": "9999", "delete": "1", "_method": "delete"})
            client.delete(address)
            client.put(address)
    assert FundEntry.objects.filter(pk=entry.pk).values().get() == before


# --- months -----------------------------------------------------------------------------------------------------------
def test_a_closed_month_takes_no_entry_and_a_counter_entry_goes_into_the_open_one(posted):
    entry, _closing = posted
    officer = make_officer()

    with pytest.raises(ValidationError) as error:
        post_fund(entry.group, on=FIRST, kind="saving", item="ลืมลง", amount=Decimal(5), by=officer, today=TODAY)
    counter = correct_fund(entry, by=officer, today=TODAY)

    assert "บัญชีปิดถึงวันที่ 31 มกราคม 2560" in error.value.message_dict["on"][0]
    assert (counter.on, entry.group.fund.all().balance()) == (TODAY, 0)
    assert month_book(entry.group, Month(2017, 1)).balance == 50


@pytest.mark.parametrize(
    ("through", "sentence"),
    [
        (datetime.date(2017, 1, 31), "แล้ว"),
        (datetime.date(2017, 6, 29), "วันสุดท้ายของเดือน"),
        (datetime.date(2017, 7, 31), "เมื่อสิ้นเดือนแล้ว"),
    ],
    ids=["closed already", "not a month's end", "not over"],
)
def test_a_month_is_closed_once_and_when_it_is_over(posted, through, sentence):
    with pytest.raises(ValidationError) as error:
        close_month(posted[0].group, through, by=make_officer(), today=TODAY)

    assert sentence in error.value.messages[0]


def test_the_meeting_reads_prints_and_closes_a_month(client):
    group, officer = make_group(), make_officer()
    client.force_login(officer)
    for on, amount in ((FIRST, "100.25"), (datetime.date(2017, 2, 3), "50")):
        post_fund(group, on=on, kind="saving", item="เงินออม", amount=Decimal(amount), by=officer, today=TODAY)
    address = reverse("group-month", args=[group.pk, 2560, 2])

    page = client.get(address)
    assert [fact[1] for fact in page.context["facts"]] == ["100.25 บาท", "50.00 บาท", "0.00 บาท", "150.25 บาท"]
    paper = client.get(reverse("group-month-print", args=[group.pk, 2560, 2]))
    assert (paper.status_code, paper["Content-Type"]) == (200, "application/pdf")

    confirm = client.get(page.context["close_url"])
    assert "150.25" in confirm.content.decode()
    client.post(page.context["close_url"])
    assert group.closings.get().balance == Decimal("150.25")
    assert client.get(address).context["close_url"] == ""
    client.force_login(make_clerk())
    assert client.get(address).status_code == 200
    assert client.post(reverse("group-month-close", args=[group.pk, 2560, 3])).status_code == 403


@pytest.mark.parametrize(("year", "month"), [(2560, 13), (2560, 0), (9999, 1), (1, 1)])
def test_a_month_that_is_none_is_no_page(client, year, month):
    client.force_login(make_officer())

    assert client.get(reverse("group-month", args=[make_group().pk, year, month])).status_code == 404


# --- members' money ---------------------------------------------------------------------------------------------------
def sheet(rows, on="1/2/2560"):
    sent = {"form-TOTAL_FORMS": len(rows), "form-INITIAL_FORMS": len(rows), "day-on": on}
    for n, (member, shares, paid, saved) in enumerate(rows):
        sent |= {
            f"form-{n}-of": member.pk,
            f"form-{n}-shares": shares,
            f"form-{n}-paid": paid,
            f"form-{n}-saved": saved,
        }
    return sent


def test_all_members_pay_at_one_meeting(client):
    group = make_group()
    first, second, third = (make_member(group, None, person=f"นาย{name} นาดี") for name in ("หนึ่ง", "สอง", "สาม"))
    client.force_login(make_officer())
    address = reverse("group-collect", args=[group.pk])

    client.post(address, sheet([(first, "๕", "1,200.-", ""), (second, "", "", "๕๐"), (third, "", "", "")]))

    assert [(e.kind, e.member, e.shares, e.amount) for e in group.fund.all()] == [
        ("share", first, 5, Decimal(1200)),
        ("saving", second, None, Decimal(50)),
    ]
    page = client.get(reverse("group-detail", args=[group.pk]))
    assert "1,200.00 บาท" in page.content.decode()


def test_one_bad_cell_keeps_the_whole_sheet_out(client):
    group = make_group()
    first, second = (make_member(group, None, person=f"นาย{name} นาดี") for name in ("หนึ่ง", "สอง"))
    client.force_login(make_officer())
    address = reverse("group-collect", args=[group.pk])

    refused = client.post(address, sheet([(first, "", "500", ""), (second, "2", "", "")]))
    nothing = client.post(address, sheet([(first, "", "", ""), (second, "", "", "")]))
    ahead = client.post(address, sheet([(first, "", "500", ""), (second, "", "", "")], on="1/2/2590"))

    assert "ใส่ค่าหุ้นเป็นบาทด้วย" in refused.context["formset"].forms[1].errors["paid"][0]
    assert "ยังไม่ได้ใส่จำนวนเงิน" in nothing.content.decode()
    assert "ในอนาคต" in ahead.content.decode()
    assert not FundEntry.objects.exists()


def test_a_refund_gives_back_shares_and_stays_within_the_fund():
    group, officer = make_group(), make_officer()
    member = make_member(group, None, person="นายหนึ่ง นาดี")
    collect(group, FIRST, [(member, 5, Decimal(500), None)], by=officer, today=TODAY)
    back = {"on": TODAY, "kind": "refund", "item": "คืนหุ้น", "member": member, "by": officer, "today": TODAY}

    entry = post_fund(group, amount=Decimal(200), shares=2, **back)
    with pytest.raises(ValidationError):
        post_fund(group, amount=Decimal(400), shares=4, **back)

    assert (entry.amount, entry.shares, group.fund.all().balance()) == (Decimal(-200), -2, Decimal(300))


# --- an import taken back ---------------------------------------------------------------------------------------------
def test_undoing_an_import_writes_counter_entries_and_the_mended_file_comes_in_again(client):
    group = make_group()
    client.force_login(make_officer())
    heads = ["รหัสหมู่บ้าน", "ชื่อกลุ่ม", "วันที่", "ประเภท", "จำนวนเงิน (บาท)", "รายการ", "มูลค่าสิ่งของ (บาท)"]
    rows = [("33010105", group.name, "1/3/2560", "รายรับ", amount, "ขายผ้า", "") for amount in (100, 250)]

    run, url = begin(client, upload(*rows, heads=heads), "funds")
    press(client, url, "confirm")
    press(client, url, "undo")
    run.refresh_from_db()
    assert run.state == "undone"
    assert sorted(group.fund.values_list("amount", flat=True)) == [-250, -100, 100, 250]

    again, url = begin(client, upload(*rows, heads=heads), "funds")
    press(client, url, "confirm")
    again.refresh_from_db()
    assert again.state == "stored"
    assert (group.fund.count(), group.fund.all().balance()) == (6, 350)

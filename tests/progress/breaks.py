"""How each rule that `check_data` asks is broken behind the product's back: every function breaks one and returns the row."""

import datetime

from django.db import models

from groups.models import (
    CommitteeTerm,
    FundClosing,
    FundEntry,
    FundKind,
    GroupActivity,
    IncomeShare,
    Membership,
)
from households.booklets.page_numbers import number_of
from households.models import (
    Assignment,
    Attendance,
    Booklet,
    BookletPage,
    Enrolment,
    EnrolmentState,
    Material,
    PageEntry,
    SupportVisit,
    Visit,
)
from samma.knowledge.models import KnowledgeRecord, Section
from tests import factories as make
from trainers.models import Trainer
from villages.models import Activity, Village

NEXT_DAY = make.DAY + datetime.timedelta(days=1)


def break_code(chain):
    Enrolment.objects.update(village_code="33010106")
    return Enrolment.objects.get()


def break_tambon(chain):
    make.make_area("330102")
    Village.objects.filter(code="33010105").update(tambon="330102")
    return Village.objects.get(code="33010105")


def break_record_area(chain):
    KnowledgeRecord.objects.update(area_code="3399")
    return KnowledgeRecord.objects.get()


def break_posting(chain):
    user = make.make_officer()
    type(user).objects.filter(pk=user.pk).update(area_code="3399")
    return user


def break_year(chain):
    row = Trainer.objects.get(seat=1)
    Trainer.objects.filter(pk=row.pk).update(year=make.make_year(2561))
    return row


def break_seat(chain):
    """Two who held one seat on one past day: no constraint sees what has ended."""
    past = Trainer.objects.get(seat=2)
    Trainer.objects.filter(pk=past.pk).update(ended=NEXT_DAY, end_reason="ย้าย")
    make.make_trainer(past.team, 2)
    return past


def break_village(chain):
    elsewhere = make.make_team(chain["other"], seats=1)
    Assignment.objects.update(trainer=elsewhere.trainers.get())
    return chain["assignment"]


def break_interval(chain):
    past = make.make_assignment(chain["enrolment"], Trainer.objects.get(seat=2), ended=NEXT_DAY)
    assert past.pk > chain["assignment"].pk
    return chain["assignment"]


def break_ratio(chain):
    Assignment.objects.update(ceiling=9, place=5)
    return chain["assignment"]


def break_leaving(chain):
    Trainer.objects.filter(seat=1).update(ended=NEXT_DAY)
    return chain["assignment"]


def break_left(chain):
    Enrolment.objects.update(left_on=NEXT_DAY)
    return chain["assignment"]


def break_number(chain):
    Enrolment.objects.update(number=10_007)
    return chain["enrolment"]


def break_household(chain):
    house = make.make_household(chain["other"].village)
    Enrolment.objects.update(household=house)
    return chain["enrolment"]


def break_survey(chain):
    return make.make_survey(chain["enrolment"].target_village, make.make_household(chain["other"].village))


def break_attendance(chain):
    stranger = make.make_enrolment(chain["other"])
    row = Attendance.objects.first()
    Attendance.objects.filter(pk=row.pk).update(enrolment=stranger, village_code=stranger.village_code)
    return row


def break_visit(chain):
    stranger = make.make_enrolment(chain["other"])
    Visit.objects.update(enrolment=stranger, village_code=stranger.village_code)
    return Visit.objects.get()


def break_member(chain):
    """A neighbour of the same tambon may join; who lives in another tambon may not."""
    next_tambon = make.make_target(make.make_village("33010201", "ต่างตำบล"))
    Membership.objects.update(enrolment=make.make_enrolment(next_tambon))
    return Membership.objects.get()


def break_committee(chain):
    CommitteeTerm.objects.update(group=chain["group"])
    return CommitteeTerm.objects.get()


def break_payment(chain):
    elsewhere = make.make_target(make.make_village("33010177", "ที่อื่น"))
    activity = Activity.objects.create(target_village=elsewhere, kind="forum", on=make.DAY)
    return make.make_payment(activity=activity)


def break_payment_back(chain):
    return make.make_payment(corrects=make.make_payment(), amount=-500)


def make_page(chain, target):
    booklet = Booklet.objects.create(target_village=target, made_on=make.DAY, made_by=make.make_officer())
    return BookletPage.objects.create(
        number=number_of(booklet.pk, 1), booklet=booklet, enrolment=chain["enrolment"], order=1
    )


def break_page(chain):
    return make_page(chain, chain["other"])


def break_page_entry(chain):
    page = make_page(chain, chain["enrolment"].target_village)
    visit = make.make_visit(make.make_enrolment(chain["other"]), make.make_officer())
    return PageEntry.objects.create(page=page, visit=visit)


def break_support(chain):
    team = Trainer.objects.get(seat=1).team
    support = SupportVisit.objects.create(
        team=team, on=make.DAY, who="พัฒนากร", what="ให้กำลังใจ", keyed_by=make.make_officer()
    )
    support.trainers.set(make.make_team(chain["other"], seats=1).trainers.all())
    return support


def break_material(chain):
    material = Material.objects.create(enrolment=chain["enrolment"], item="ด้าย", quantity=2, unit_price=30)
    Material.objects.update(value=61)
    return material


def break_fund(chain):
    row = FundEntry.objects.get(kind=FundKind.CORRECTION)
    models.QuerySet(FundEntry).filter(pk=row.pk).update(group=chain["group"])
    return row


def break_saver(chain):
    saver = Membership.objects.get()
    return FundEntry.objects.create(
        group=chain["group"], on=make.DAY, kind=FundKind.SAVING, amount=50, item="เงินออม", member=saver
    )


def break_share(chain):
    stranger = make.make_member(chain["group"], person="นายหนึ่ง นาดี")
    IncomeShare.objects.update(member=stranger)
    return IncomeShare.objects.get()


def break_closing(chain):
    """An entry that came into a month after it was closed."""
    closing = FundClosing.objects.get()
    FundEntry.objects.create(group=closing.group, on=make.DAY, kind=FundKind.INCOME, amount=50, item="ขายผ้า")
    return closing


def break_office(chain):
    Membership.objects.update(left=NEXT_DAY, left_reason="ย้าย")
    return CommitteeTerm.objects.get()


def break_division(chain):
    IncomeShare.objects.update(amount=901)
    return GroupActivity.objects.get()


def break_income(chain):
    """Divided, though nobody wrote what came in."""
    GroupActivity.objects.update(income=None)
    return GroupActivity.objects.get()


def break_silence(chain):
    Section.objects.update(body="บัตร ๑-๑๐๑๗-๐๐๒๐๗-๐๓-๐ ของเจ้าของ")
    return Section.objects.get()


def break_words(chain):
    Section.objects.update(body="เลี้ยงไหมอีลี่")
    return KnowledgeRecord.objects.get()


def break_state(chain):
    EnrolmentState.objects.update(visits=5)
    return EnrolmentState.objects.get()

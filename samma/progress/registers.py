"""Every register that goes in and out as a sheet, in the order in which a new district fills them."""

from groups.fund.resources import FundEntryResource
from groups.markets.resources import MarketResource
from groups.products.resources import ProductResource, ProductStandardResource
from groups.resources import CommitteeTermResource, GroupActivityResource, GroupResource, MembershipResource
from groups.sales.resources import SaleResource
from groups.support.resources import GroupSupportResource
from households.budget.resources import BudgetLineResource, MaterialResource
from households.care.resources import AssignmentResource
from households.livelihood.resources import LivelihoodRoundResource
from households.register.resources import EnrolmentResource
from households.survey.resources import DemandSurveyResource
from households.training.resources import AttendanceResource
from households.visits.resources import VisitResource
from samma.knowledge.resources import RecordResource
from samma.sheets.register import Register, enter
from trainers.order_resources import OrderedActivityResource
from trainers.place_resources import LearningPlaceResource
from trainers.resources import SageResource, TeamResource
from villages.forum_resources import PlanProposalResource, PotentialResource
from villages.plan_resources import PartnerResource, PlanItemResource
from villages.resources import (
    OccupationResource,
    ProgrammeYearResource,
    TargetVillageResource,
    VillageResource,
)

REGISTERS = enter(
    (
        Register("years", "ปีงบประมาณของโครงการ", ProgrammeYearResource, "home"),
        Register("occupations", "รายการอาชีพ", OccupationResource, "home"),
        Register("villages", "หมู่บ้าน", VillageResource, "target-list"),
        Register("targets", "หมู่บ้านเป้าหมาย", TargetVillageResource, "target-list"),
        Register("partners", "ทะเบียนภาคี", PartnerResource, "partner-list"),
        Register("plans", "แผนปฏิบัติการ", PlanItemResource, "target-list"),
        Register("sages", "ปราชญ์ชุมชน", SageResource, "sage-list"),
        Register("places", "แหล่งเรียนรู้", LearningPlaceResource, "learning-place-list"),
        Register("teams", "ทีมวิทยากร", TeamResource, "sage-list"),
        Register("activities", "กิจกรรมของหมู่บ้าน", OrderedActivityResource, "target-list"),
        Register("surveys", "แบบสำรวจความต้องการอาชีพ", DemandSurveyResource, "household-list"),
        Register("potentials", "ศักยภาพของหมู่บ้าน", PotentialResource, "target-list"),
        Register("proposals", "ข้อเสนอเข้าแผน", PlanProposalResource, "target-list"),
        Register("households", "ครัวเรือนเป้าหมาย", EnrolmentResource, "household-list"),
        Register("assignments", "การดูแลครัวเรือน 1 ต่อ 4", AssignmentResource, "household-list"),
        Register("attendance", "การเข้าอบรม", AttendanceResource, "household-list"),
        Register("budgets", "งบประมาณของหมู่บ้าน", BudgetLineResource, "target-list"),
        Register("materials", "วัสดุที่ครัวเรือนได้รับ", MaterialResource, "household-list"),
        Register("rounds", "รายได้รายจ่ายครัวเรือน", LivelihoodRoundResource, "household-list"),
        Register("visits", "การเยี่ยมติดตาม", VisitResource, "household-list"),
        Register("groups", "กลุ่มอาชีพ", GroupResource, "group-list"),
        Register("members", "สมาชิกกลุ่มอาชีพ", MembershipResource, "group-list"),
        Register("committees", "กรรมการกลุ่มอาชีพ", CommitteeTermResource, "group-list"),
        Register("funds", "กองทุนกลุ่ม", FundEntryResource, "group-list"),
        Register("group-activities", "กิจกรรมของกลุ่มอาชีพ", GroupActivityResource, "group-list"),
        Register("products", "ผลิตภัณฑ์ของกลุ่มอาชีพ", ProductResource, "product-list"),
        Register("standards", "มาตรฐานของผลิตภัณฑ์", ProductStandardResource, "product-list"),
        Register("group-support", "การสนับสนุนกลุ่มอาชีพ", GroupSupportResource, "group-support-list"),
        Register("markets", "ตลาดของกลุ่มอาชีพ", MarketResource, "market-list"),
        Register("sales", "ยอดขายของกลุ่มอาชีพ", SaleResource, "sale-list"),
        Register("records", "บันทึกองค์ความรู้", RecordResource, "record-list"),
    )
)

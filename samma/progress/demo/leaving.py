"""Notes that an officer left for the next one, and an order to move him that was called off."""

import datetime

from samma.accounts.events import record
from samma.accounts.models import HandoverNote
from samma.accounts.transfers import call_off, order_transfer
from samma.progress.demo.stage import DISTRICT, Stage, moment
from villages.models import TargetVillage

OF_DISTRICT = """ปฏิทินประชุมประจำเดือนของอำเภออยู่กับปลัดอำเภอฝ่ายพัฒนา นัดทุกวันที่ 28
รายงานไตรมาสส่งจังหวัดภายในวันที่ 5 ของเดือนถัดไป"""
OF_VILLAGE = """ไปพบผู้ใหญ่บ้านและวิทยากรผู้นำก่อนเข้าเยี่ยมครัวเรือน
กลุ่มเพาะเห็ดรับปากว่าจะประชุมเรื่องระเบียบกลุ่มหลังเกี่ยวข้าว"""
ORDERED, TO_COME = 21, 30  # days ago, and days ahead of that


def leave_notes(stage: Stage, finished: TargetVillage) -> None:
    for code, text in ((DISTRICT, OF_DISTRICT), (finished.village_code, OF_VILLAGE)):
        record("create", HandoverNote.objects.create(area_code=code, text=text), by=stage.officer)
    day = stage.ago(ORDERED)
    order = order_transfer(
        stage.officer,
        area_code=DISTRICT,
        taking=None,
        on=day + datetime.timedelta(days=TO_COME),
        order_no="218/2569",
        by=stage.users["department"],
        today=day,
        now=moment(day),
    )
    call_off(order, by=stage.users["department"], now=moment(stage.ago(ORDERED - 2)))
    stage.officer.refresh_from_db()
    stage.done_on(day)

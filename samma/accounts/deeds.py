"""The words for what the audit keeps: a deed's verb and the kind of row, as an officer reads them."""

from django.apps import apps

DEEDS = {
    "create": "เพิ่ม",
    "edit": "แก้ไข",
    "delete": "ลบ",
    "remove": "ลบ",
    "confirm": "ยืนยันข้อมูลที่น่าสงสัย",
    "import": "นำเข้าจากไฟล์",
    "undo import": "ยกเลิกการนำเข้าไฟล์",
    "split": "แยกรายการที่รวมไว้",
    "export": "ส่งออกเป็นไฟล์",
    "load_areas": "โหลดเขตการปกครอง",
    "load_demo": "โหลดข้อมูลตัวอย่าง",
    "generate": "สร้างข้อมูลสมมุติ",
    "print": "พิมพ์",
    # coming in
    "open account": "เปิดบัญชีให้วิทยากร",
    "invite": "ออก QR ให้วิทยากร",
    "enter_by_phone": "เข้าใช้ด้วยโทรศัพท์",
    "end_sessions": "ปิดการเข้าใช้ทุกเครื่อง",
    "end_phone": "ยกเลิกโทรศัพท์ของวิทยากร",
    "leave_phone": "ออกจากโทรศัพท์",
    "drop_second_factor": "ปิดการยืนยันตัวตนสองขั้น",
    "post": "เปลี่ยนบทบาทหรือพื้นที่",
    "order transfer": "สั่งส่งมอบพื้นที่",
    "transfer": "ส่งมอบพื้นที่",
    "call off transfer": "ยกเลิกการส่งมอบพื้นที่",
    # villages
    "recode": "เปลี่ยนรหัสหมู่บ้าน",
    "record_activity": "บันทึกกิจกรรม",
    # teams
    "judge": "พิจารณาปราชญ์ตามเกณฑ์",
    "seat": "จัดเข้าทีมวิทยากร",
    "unseat": "ให้พ้นจากทีมวิทยากร",
    # households
    "survey": "บันทึกแบบสำรวจความต้องการอาชีพ",
    "enrol": "รับครัวเรือนเข้าร่วม",
    "enrol over": "รับครัวเรือนเกินเป้าหมาย",
    "leave": "ออกจากโครงการหรือกลุ่ม",
    "assign": "มอบครัวเรือนให้วิทยากรดูแล",
    "release": "ให้พ้นจากการดูแล",
    "propose": "จัดวิทยากรให้ครัวเรือนอัตโนมัติ",
    "attend": "บันทึกการเข้าอบรม",
    "attendance": "บันทึกการเข้าอบรม",
    "certify": "รับรองการอบรม",
    "pay": "ลงรายการจ่าย",
    "contribute": "ลงส่วนสมทบของชุมชน",
    "reverse entry": "กลับรายการเงิน",
    "visit": "บันทึกการเยี่ยม",
    "answer help": "ตอบเรื่องที่ขอความช่วยเหลือ",
    "reopen help": "เปิดเรื่องที่ขอความช่วยเหลือใหม่",
    "swap": "สลับวิทยากรของครัวเรือน",
    "make booklet": "จัดทำสมุดบันทึกการติดตาม",
    "void pages": "ยกเลิกใบในสมุด",
    "restore pages": "ใช้ใบในสมุดที่ยกเลิกต่อ",
    "key page": "บันทึกใบจากสมุด",
    "second text": "รับการเยี่ยมฉบับที่สอง",
    "settle": "เลือกฉบับของการเยี่ยม",
    "seen": "ดูเรื่องที่ควรดูแล้ว",
    # groups
    "add_member": "รับสมาชิกกลุ่ม",
    "set_committee": "ตั้งคณะกรรมการกลุ่ม",
    "adopt_bylaw": "รับระเบียบกลุ่ม",
    "draft_bylaw": "ร่างระเบียบกลุ่ม",
    "post_fund": "ลงบัญชีกองทุนกลุ่ม",
    "correct_fund": "แก้รายการกองทุนกลุ่ม",
    "close_month": "ปิดบัญชีกองทุนกลุ่ม",
    "hold_meeting": "บันทึกการประชุมกลุ่ม",
    "divide_income": "แบ่งรายได้ให้สมาชิกกลุ่ม",
    "fall_short": "กลุ่มมีสมาชิกต่ำกว่าขั้นต่ำ",
    "register": "จัดตั้งกลุ่ม",
    "register_otop": "ขึ้นทะเบียน OTOP",
    "attach_papers": "แนบเอกสารในแฟ้ม OTOP",
    "hand_in": "ยื่นแฟ้ม OTOP",
    "renew_otop": "ต่ออายุทะเบียน OTOP",
    "win_stars": "บันทึกผลการคัดสรรดาว",
    # knowledge
    "submit": "ส่งองค์ความรู้ตรวจ",
    "check": "อำเภอตรวจองค์ความรู้แล้ว",
    "restore": "นำฉบับเก่ากลับมา",
    "comment": "ให้ความเห็น",
    "comment done": "แก้ตามความเห็นแล้ว",
    "approve": "อนุมัติ",
    "publish": "เผยแพร่",
    "give back": "ส่งกลับให้แก้ไข",
    "unpublish": "เลิกเผยแพร่",
    "add photos": "เพิ่มภาพ",
    "edit photos": "จัดภาพ",
}
OTHER_DEED = "ทำรายการ"


def deed_words(verb: str) -> str:
    """ "invite" -> "ออก QR ให้วิทยากร"."""
    return DEEDS.get(verb, OTHER_DEED)


def kind_words(object_type: str) -> str:
    """ "households.visit" -> the model's name in Thai."""
    try:
        return str(apps.get_model(object_type)._meta.verbose_name)
    except (LookupError, ValueError):
        return "ข้อมูล"

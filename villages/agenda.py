"""The points that a meeting of each kind usually has, so that minutes are written under them and nothing is forgotten."""

from villages.models import ActivityKind

AGENDAS: dict[str, list[str]] = {
    # The four points that were put before the households (source: document 002, ๑.๔).
    ActivityKind.EXPLANATION: [
        "วัตถุประสงค์ในการขับเคลื่อนหมู่บ้านสัมมาชีพชุมชน",
        "กรอบแนวคิด ความหมาย และความสำคัญของสัมมาชีพชุมชน",
        "ขั้นตอน วิธีการ และระยะเวลาในการดำเนินการ",
        "กำหนดแผนปฏิบัติการร่วมกันระหว่างชุมชนและทีมสนับสนุนจากภายนอก",
    ],
    ActivityKind.WORKING_GROUP: [
        "ทบทวนแนวทางการดำเนินงานสัมมาชีพชุมชน",
        "บทบาทหน้าที่ของคณะทำงานหมู่บ้าน",
        "คัดเลือกคณะทำงานหมู่บ้าน: ผู้นำทางการ ผู้นำธรรมชาติ ผู้นำกลุ่ม/องค์กร และผู้นำคุ้ม",
    ],
    ActivityKind.EXCHANGE: [
        "สิ่งที่ได้เรียนรู้จากการศึกษาดูงาน",
        "สิ่งที่นำมาปรับใช้ในหมู่บ้าน",
        "จัดทำแผนปฏิบัติการ กำหนดเป้าหมายและระยะเวลา",
    ],
    ActivityKind.DISTRICT_MEETING: [
        "แนวคิดและกระบวนการขับเคลื่อนสัมมาชีพชุมชน",
        "เป้าหมายและความคาดหวัง",
        "กำหนดแผนปฏิบัติการระดับอำเภอ",
    ],
    ActivityKind.PREPARATION: [
        "ความรู้และทักษะที่วิทยากรต้องใช้",
        "ออกแบบการฝึกอบรมและแบ่งหน้าที่",
        "แบ่งครัวเรือนที่วิทยากรแต่ละคนดูแล",
    ],
    ActivityKind.DEMAND: [
        "ความต้องการอาชีพของครัวเรือน",
        "ศักยภาพและทรัพยากรของหมู่บ้าน",
        "โครงการ/กิจกรรมที่เสนอเข้าแผนพัฒนาหมู่บ้านและตำบล",
    ],
    ActivityKind.GROUP_MEETING: [
        "เรื่องที่ประธานแจ้งให้ทราบ",
        "สมาชิก กรรมการ ระเบียบ กองทุน และกิจกรรมของกลุ่ม",
        "เรื่องอื่น ๆ และนัดหมายครั้งต่อไป",
    ],
}


def agenda_of(kind: str) -> list[str]:
    """The usual points of a meeting of this kind; none for what is no meeting."""
    return AGENDAS.get(kind, [])

"""An office's own workbook as it comes: a title over all columns, heads in two lines, sums, both kinds of digits.

All people in it are invented. It holds two faults and one doubt, named below, and one head ("ติดต่อได้ที่") of which nobody can be sure.
"""

from pathlib import Path

from openpyxl import Workbook

TITLE = "ทะเบียนครัวเรือนเป้าหมายโครงการสร้างสัมมาชีพชุมชน ประจำปีงบประมาณ พ.ศ. ๒๕๖๐"
VILLAGE = "บ้านโนนสมมุติ หมู่ที่ ๕"  # the village that tests.factories.make_target makes
FAULTS = {10: "โทรศัพท์", 12: "บ้านเลขที่"}  # row in the file -> the column of ours that refuses it
DOUBT = 13  # its household counts 45 members
ROWS = [
    ("๑", "นายเมฆ  คำสมมุติ", "12/3 หมู่ 5", 4, "081-234-5678", "ทอผ้า", "๑/๓/๒๕๖๐"),
    ("๒", "นางสาวฝนสมมุติ ใจดี", "๑๔ ม.๕", "๕ คน", "๐๘๒ ๓๔๕ ๖๗๘๙", "ทอผ้า", "1 มี.ค. 60"),
    ("๓", "ว่าที่ ร.ต.ลม ตัวอย่าง", "บ้านเลขที่ 15 หมู่ที่ ๕", 3, 833456789, "-", "01/03/2560"),
    ("4", "น.ส.ดาว ณ สมมุติ", "16/๑ ม.5", "-", "-", "ทอผ้า", "1/3/60"),
    ("5", "นางเดือน  คำใจ", "17 หมู่ที่ 5", 2, "08-12", "ทอผ้า", "๑ มีนาคม ๒๕๖๐"),
    ("6", "ด.ต.ดิน สมใจ", "18 ม. ๕", "๖", "0845678901", "", "1/3/2560"),
    ("7", "นางทราย ไร้เลข", "หมู่ที่ 5", 1, "", "ทอผ้า", "1/3/2560"),
    ("8", "นายหิน มากคน", "20 ม.5", 45, "", "ทอผ้า", "1/3/2560"),
]


def messy_workbook(path: Path | str, *, faults: bool = True, village: str = VILLAGE) -> Path:
    """Write it; without faults the two wrong rows are mended, and the doubt stays."""
    book = Workbook()
    sheet = book.active
    sheet.title = "ครัวเรือน"
    sheet["A1"], sheet["A2"] = TITLE, village
    sheet.merge_cells("A1:G1")
    sheet.merge_cells("A2:G2")
    for column, (top, bottom) in enumerate(
        [
            ("ที่", None),
            ("ชื่อ – สกุล\nหัวหน้าครัวเรือน", None),
            ("ข้อมูลครัวเรือน", "ที่อยู่"),
            (None, "สมาชิก (คน)"),
            (None, "ติดต่อได้ที่"),
            ("อาชีพที่ เลือก", None),
            ("วันที่เข้าร่วม", None),
        ],
        1,
    ):
        sheet.cell(4, column, top)
        sheet.cell(5, column, bottom)
    sheet.merge_cells("C4:E4")
    for letter in "ABFG":
        sheet.merge_cells(f"{letter}4:{letter}5")
    for row, cells in enumerate(ROWS, 6):
        for column, cell in enumerate(cells, 1):
            sheet.cell(row, column, cell)
    if not faults:
        sheet.cell(10, 5, "081-222-3333")
        sheet.cell(12, 3, "19 หมู่ที่ 5")
    sheet.append(["รวมทั้งสิ้น", None, "8 ครัวเรือน", 66])
    sheet.append([])
    sheet.append([None, None, None, None, "ลงชื่อ........................................"])
    sheet.append([None, None, None, None, "(นายสมมุติ ผู้รับรอง)"])
    for row in range(sheet.max_row + 1, sheet.max_row + 30):  # the empty rows with borders below every such table
        sheet.cell(row, 1).number_format = "@"
    book.save(path)
    return Path(path)

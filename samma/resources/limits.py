"""How large an upload may be, with the reasons, and how a refusal is told: a few kilobytes can unfold to gigabytes."""

KILOBYTE = 1024
MEGABYTE = 1024 * KILOBYTE

# A province's household register of one year (800 villages of 26 households) is 20,800 rows: about 3 MB as a workbook,
# 8 MB as csv in UTF-8, where a Thai letter takes three bytes.
MOST_ROWS = 25_000
MOST_BYTES = 10 * MEGABYTE
MOST_COLUMNS = 100  # the widest register has 35; an office's own sheet twice that
LAST_ROW = 50_000  # blank rows may stand between; a value beyond this is a stray
MOST_ROW_MARKS = 100_000  # a row that is only coloured is a row too; Excel has 1,048,576 of them
MOST_CELLS = 2_000_000  # cells with a value or only a border
MOST_BLANK_CELLS = 500_000  # of those with only a border, beside four for each that says something
MOST_UNFOLDED = 100 * MEGABYTE  # 25,000 rows of 60 columns, some 50 bytes a cell, and their texts
MOST_RATIO = 100  # of what unfolds to more than 10 MB; honest sheets fold 5 to 20 times
UNTESTED_UNFOLDED = 10 * MEGABYTE
MOST_PARTS = 500  # sheets, drawings and photos inside a workbook
MOST_TEXTS = 300_000  # different texts in a workbook: names, numbers of houses, phones
MOST_TEXT_LETTERS = 5_000_000  # of those texts together
MOST_LETTERS = 20_000_000  # in the cells together; one long text may stand in many of them
LONGEST_TEXT = 32_767  # Excel's own limit of a cell

SAVE_AS = "เปิดด้วย Excel แล้วเลือก บันทึกเป็น → Excel Workbook (.xlsx)"
COPY_TABLE = "คัดลอกเฉพาะตารางไปไว้ในไฟล์ใหม่แล้วส่งอีกครั้ง"
DAMAGED = f"อ่านไฟล์ Excel นี้ไม่ได้ ไฟล์อาจเสียหาย: {SAVE_AS}"


class UploadRefusedError(Exception):
    """Why the file cannot be read, in Thai, with what to do."""

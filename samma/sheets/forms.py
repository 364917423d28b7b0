"""What is asked before an import: the file."""

from django import forms

from samma import thai
from samma.resources import MOST_ROWS


class UploadForm(forms.Form):
    """The file, and nothing else."""

    file = forms.FileField(
        label="ไฟล์ Excel (.xlsx) หรือ CSV",
        help_text=f"ลากไฟล์มาวางที่นี่ หรือกดเลือกไฟล์ ครั้งละไม่เกิน {thai.number(MOST_ROWS)} แถว",
        error_messages={"required": "เลือกไฟล์ก่อน", "empty": "ไฟล์ว่าง ไม่มีข้อมูล"},
        widget=forms.ClearableFileInput({"accept": ".xlsx,.csv"}),
    )


class MendedForm(forms.Form):
    """The workbook of refused rows, mended."""

    file = forms.FileField(
        label="ไฟล์แถวที่ไม่ผ่าน ที่แก้แล้ว",
        error_messages={"required": "เลือกไฟล์ก่อน", "empty": "ไฟล์ว่าง ไม่มีข้อมูล"},
        widget=forms.ClearableFileInput({"accept": ".xlsx", "id": "id_mended"}),
    )

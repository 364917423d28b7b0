"""An office's own sheet, written and read back: what its columns are taken for and what stands in its rows."""

import io

import openpyxl

from samma.resources import dataset_of, guess, read_table
from tests.factories import make_area, make_occupation, make_officer, make_target
from villages.models import Area

PERSON = ("นายเมฆ คำสมมุติ", "นางฝน ใจดี", "น.ส.ดาว ณ สมมุติ")


def make_office():
    """The officer of a village of the year, with an occupation and a subdistrict's name."""
    make_target()
    make_occupation()
    named("330101", "ทุ่งสมมุติ")
    return make_officer()


def named(code: str, name: str) -> None:
    """A subdistrict of that name."""
    make_area(code)
    Area.objects.filter(code=code).update(name_th=name)


def table_of(*rows, merged=()):
    """A workbook's first sheet as read back; `merged` are areas as Excel writes them."""
    book = openpyxl.Workbook()
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            book.active.cell(number, column, value)
    for area in merged:
        book.active.merge_cells(area)
    out = io.BytesIO()
    book.save(out)
    return read_table(out, "file.xlsx")


def guessed(resource, *rows, **options) -> dict[str, str | None]:
    return {column.head: column.name for column in guess(table_of(*rows, **options), resource).columns}


def rows_of(resource, *rows, mapping=None, merged=()) -> list[dict]:
    table = table_of(*rows, merged=merged)
    return dataset_of(table, guess(table, resource).mapping | (mapping or {}), resource).dict

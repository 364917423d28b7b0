"""Spreadsheets in and out. A register's sheet subclasses `ScopedResource`; pages are in samma.sheets."""

from samma.resources.base import ScopedResource
from samma.resources.columns import Column, of
from samma.resources.download import write_csv, write_template, write_xlsx
from samma.resources.heads import ROW_HEAD
from samma.resources.limits import MOST_BYTES, MOST_ROWS, UploadRefusedError
from samma.resources.places import place_of
from samma.resources.results import Cell, SheetResult, SheetRow
from samma.resources.table import Table, read_table
from samma.resources.upload import read_upload

__all__ = [
    "MOST_BYTES",
    "MOST_ROWS",
    "ROW_HEAD",
    "Cell",
    "Column",
    "ScopedResource",
    "SheetResult",
    "SheetRow",
    "Table",
    "UploadRefusedError",
    "of",
    "place_of",
    "read_table",
    "read_upload",
    "write_csv",
    "write_template",
    "write_xlsx",
]

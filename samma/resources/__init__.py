"""Spreadsheets in and out. A register's sheet subclasses `ScopedResource`; pages are in samma.sheets."""

from samma.resources.base import ScopedResource
from samma.resources.columns import Column, of
from samma.resources.download import write_csv, write_template, write_xlsx
from samma.resources.heads import MOST_ROWS, ROW_HEAD
from samma.resources.places import place_of
from samma.resources.results import Cell, SheetResult, SheetRow
from samma.resources.upload import UploadRefusedError, read_upload

__all__ = [
    "MOST_ROWS",
    "ROW_HEAD",
    "Cell",
    "Column",
    "ScopedResource",
    "SheetResult",
    "SheetRow",
    "UploadRefusedError",
    "of",
    "place_of",
    "read_upload",
    "write_csv",
    "write_template",
    "write_xlsx",
]

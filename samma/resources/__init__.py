"""Spreadsheets in and out. A register's sheet subclasses `ScopedResource`; pages are in samma.sheets."""

from samma.resources.asking import Question, questions
from samma.resources.base import ScopedResource
from samma.resources.columns import Column, of
from samma.resources.doubts import NEW, SAME, YES, Doubt
from samma.resources.download import write_csv, write_xlsx
from samma.resources.guessed import LEAVE_OUT, SURE, ColumnGuess, Guess, missing
from samma.resources.guessing import guess, head_key
from samma.resources.heads import ROW_HEAD
from samma.resources.limits import MOST_BYTES, MOST_ROWS, UploadRefusedError
from samma.resources.mapped import dataset_of
from samma.resources.places import place_of
from samma.resources.results import Cell, SheetResult, SheetRow
from samma.resources.storing import keep_state
from samma.resources.table import Table, read_table
from samma.resources.targets import Target, targets
from samma.resources.template import write_template
from samma.resources.upload import read_upload
from samma.resources.written import Written, put_back

__all__ = [
    "LEAVE_OUT",
    "MOST_BYTES",
    "MOST_ROWS",
    "NEW",
    "ROW_HEAD",
    "SAME",
    "SURE",
    "YES",
    "Cell",
    "Column",
    "ColumnGuess",
    "Doubt",
    "Guess",
    "Question",
    "ScopedResource",
    "SheetResult",
    "SheetRow",
    "Table",
    "Target",
    "UploadRefusedError",
    "Written",
    "dataset_of",
    "guess",
    "head_key",
    "keep_state",
    "missing",
    "of",
    "place_of",
    "put_back",
    "questions",
    "read_table",
    "read_upload",
    "targets",
    "write_csv",
    "write_template",
    "write_xlsx",
]

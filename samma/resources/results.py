"""What becomes of a file and of each of its rows, as the preview shows it. It stays small however long the file is."""

from dataclasses import dataclass, field

from import_export.results import Result, RowResult

from samma import thai
from samma.resources.doubts import Doubt

DOUBTFUL = "doubtful"
KEPT = 300  # plain rows, and rows with all their cells; what is wrong, doubtful or changed is kept of every row
NAMED_ROWS = 12  # stretches of rows that a sentence names


@dataclass(slots=True)
class Cell:
    """One cell as the preview shows it: what the file says, what was there before, what is wrong."""

    text: str
    was: str | None = None
    errors: list[str] = field(default_factory=list)


class SheetRow(RowResult):
    """What becomes of one row of the file."""

    def __init__(self) -> None:
        super().__init__()
        self.number = 0
        self.cells: dict[str, Cell] = {}
        self.sentences: list[str] = []  # about the row as a whole
        self.is_outside = False
        self.doubts: tuple[Doubt, ...] = ()
        self.open_doubts: tuple[Doubt, ...] = ()  # those of `doubts` that nobody has answered


class SheetResult(Result):
    """What becomes of a file; `refusals` are about the file as a whole, `ignored` heads nobody knows."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.totals[DOUBTFUL] = 0
        self.ignored: list[str] = []
        self.outside: list[int] = []  # numbers of rows beyond the user's area

    def append_row_result(self, row_result: SheetRow) -> None:
        """Count the row, and keep it where the preview has something to say of it."""
        self.increment_row_result_total(row_result)
        if row_result.is_outside:
            self.outside.append(row_result.number)
        plain = row_result.import_type in (RowResult.IMPORT_TYPE_NEW, RowResult.IMPORT_TYPE_SKIP)
        if not plain or row_result.doubts or len(self.rows) < KEPT:
            self.rows.append(row_result)

    @property
    def wants_cells(self) -> bool:
        """Whether the next row is kept with all its cells."""
        return len(self.rows) < KEPT

    @property
    def refusals(self) -> list[str]:
        sentences = [" ".join(error.error.messages) for error in self.base_errors]
        if self.outside:
            sentences.append(f"แถวที่ {stretches(self.outside)} อยู่นอกพื้นที่ของท่าน จึงไม่รับทั้งไฟล์")
        return sentences

    def has_validation_errors(self) -> bool:
        return bool(self.totals[RowResult.IMPORT_TYPE_INVALID] or self.totals[DOUBTFUL])

    @property
    def is_good(self) -> bool:
        return not (self.has_errors() or self.has_validation_errors())


def stretches(numbers: list[int]) -> str:
    """3, 4, 5, 9 as "3–5, 9"; beyond a dozen stretches the rest is counted."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    named = []
    for first, last in runs[:NAMED_ROWS]:
        named.append(str(first) if first == last else f"{first}, {last}" if last == first + 1 else f"{first}–{last}")
    rest = sum(last - first + 1 for first, last in runs[NAMED_ROWS:])
    return ", ".join(named) + (f" และอีก {thai.number(rest)} แถว" if rest else "")

"""What becomes of a file and of each of its rows, as the preview shows it."""

from dataclasses import dataclass, field

from import_export.results import Result, RowResult


@dataclass
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


class SheetResult(Result):
    """What becomes of a file; `refusals` are about the file as a whole, `ignored` heads nobody knows."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.ignored: list[str] = []

    @property
    def refusals(self) -> list[str]:
        sentences = [" ".join(error.error.messages) for error in self.base_errors]
        outside = ", ".join(str(row.number) for row in self.rows if row.is_outside)
        if outside:
            sentences.append(f"แถวที่ {outside} อยู่นอกพื้นที่ของท่าน จึงไม่รับทั้งไฟล์")
        return sentences

    @property
    def is_good(self) -> bool:
        return not (self.has_errors() or self.has_validation_errors())

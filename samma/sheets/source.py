"""From a file as it lies to rows under our heads: what its columns are taken for, and what the user said of them."""

import io

import tablib
from openpyxl.utils import get_column_letter

from samma import thai
from samma.resources import ROW_HEAD, ScopedResource, UploadRefusedError, read_upload
from samma.resources.reading import as_text

NOT_OURS = ("แถวที่", "ต้องแก้")  # the two columns that the workbook of refused rows has besides ours
SAMPLES = 3


def look_at(content: bytes, name: str, resource: ScopedResource) -> dict:
    """What is seen of a file before anything is asked: its columns with samples, what each is taken for, and why not."""
    found = read_upload(io.BytesIO(content), name, resource)
    known = {thai.search_fold(w): n for n, c in resource.fields.items() for w in (n, c.column_name)}
    columns = []
    for place, head in enumerate(found.headers[1:]):
        ours = known.get(thai.search_fold(head).rstrip("*"))
        columns.append(
            {
                "index": place,
                "letter": get_column_letter(place + 1),
                "head": head,
                "name": ours or "",
                "sure": bool(ours) or head in NOT_OURS,
                "samples": [as_text(row[place + 1]) for row in list(found)[:SAMPLES]],
            }
        )
    key = "|".join(found.headers[1:])[:64]
    return {"heads": [1, 1], "columns": columns, "skipped": [], "rows": len(found), "head_key": key, "constants": {}}


def rows_of(content: bytes, name: str, resource: ScopedResource, mapping: dict) -> tablib.Dataset:
    """The rows under our heads, each with its number in the file."""
    found = read_upload(io.BytesIO(content), name, resource)
    taken = [(int(i), n) for i, n in mapping["columns"].items() if n]
    constants = {n: v for n, v in mapping["constants"].items() if v}
    heads = [resource.fields[n].column_name for n in [*[n for _i, n in taken], *constants]]
    rows = [[row[0], *[row[i + 1] for i, _n in taken], *constants.values()] for row in found]
    return tablib.Dataset(*rows, headers=[ROW_HEAD, *heads])


def mapping_of(look: dict) -> dict:
    """The mapping as it was guessed; a column that is not sure is left out until it is answered."""
    return {
        "heads": look["heads"],
        "columns": {str(column["index"]): column["name"] for column in look["columns"]},
        "constants": dict(look["constants"]),
        "skip": [skipped["row"] for skipped in look["skipped"]],
    }


def numbered_rows(content: bytes, name: str, resource: ScopedResource, mapping: dict, number_at: int):
    """The rows of a workbook of refused rows: each with the number it has in the first file, cells under our heads."""
    found = read_upload(io.BytesIO(content), name, resource)
    numbers = {row[0]: row[number_at + 1] for row in found}
    dataset = rows_of(content, name, resource, mapping)
    for row in dataset:
        number = as_text(numbers[row[0]]).strip()
        if number.isdecimal():
            yield int(number), dict(zip(dataset.headers[1:], row[1:], strict=True))

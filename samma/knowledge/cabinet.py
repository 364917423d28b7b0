"""Keeps finished papers under their record, so that a paper is made once and goes when its record goes.

Books lie under their place; a record that goes takes with it every kept book that may hold it.
"""

from pathlib import Path

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage

MOST_KEPT = 6  # papers of one record: its form, digits and page numbers in the few ways people ask for

MOST_BOOKS = 8  # of one place: a few years, as one PDF and as a zip


def kept(record_pk: int, key: str) -> bytes | None:
    """The finished paper of this key, if it was made before."""
    return _read(_name(record_pk, key))


def keep(record_pk: int, key: str, pdf: bytes) -> None:
    """Put a finished paper away; older ones make room."""
    _make_room(_folder(record_pk), MOST_KEPT)
    name = _name(record_pk, key)
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(pdf))


def forget(record_pk: int, area_code: str = "") -> None:
    """Throw every finished paper of a record away, and the books of its place."""
    for name in _files(_folder(record_pk)):
        default_storage.delete(name)
    for place in {area_code[:2], area_code[:4]} - {""}:
        for name in _files(_book_folder(place)):
            default_storage.delete(name)


def book_name(place: str, key: str, ending: str) -> str:
    """Where a book of a place is kept."""
    return f"{_book_folder(place)}/{key}.{ending}"


def is_kept(name: str) -> bool:
    """Whether a book lies there."""
    return default_storage.exists(name)


def keep_book(place: str, name: str, made: Path) -> None:
    """Put a finished book away; older ones of the place make room."""
    _make_room(_book_folder(place), MOST_BOOKS)
    if not default_storage.exists(name):
        with made.open("rb") as file:
            default_storage.save(name, File(file))


def opened_book(name: str):
    """The kept book as an open file."""
    return default_storage.open(name, "rb")


def kept_sheet(key: str) -> bytes | None:
    """A sheet of page numbers, which every book uses."""
    return _read(f"papers/sheets/{key}.pdf")


def keep_sheet(key: str, pdf: bytes) -> None:
    """Put a sheet of page numbers away."""
    if not default_storage.exists(f"papers/sheets/{key}.pdf"):
        default_storage.save(f"papers/sheets/{key}.pdf", ContentFile(pdf))


def _folder(record_pk: int) -> str:
    return f"papers/{record_pk}"


def _name(record_pk: int, key: str) -> str:
    return f"{_folder(record_pk)}/{key}.pdf"


def _book_folder(place: str) -> str:
    return f"books/{place}"


def _read(name: str) -> bytes | None:
    if not default_storage.exists(name):
        return None
    with default_storage.open(name, "rb") as file:
        return file.read()


def _make_room(folder: str, most: int) -> None:
    others = _files(folder)
    for name in others[: max(len(others) - most + 1, 0)]:
        default_storage.delete(name)


def _files(folder: str) -> list[str]:
    """Oldest first."""
    try:
        names = [f"{folder}/{name}" for name in default_storage.listdir(folder)[1]]
    except FileNotFoundError:  # a folder exists with its first file
        return []
    return sorted(names, key=default_storage.get_modified_time)

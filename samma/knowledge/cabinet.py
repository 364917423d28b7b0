"""Keeps finished papers under their record, so that a paper is made once and goes when its record goes."""

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

MOST_KEPT = 6  # papers of one record: its form, digits and page numbers in the few ways people ask for


def kept(record_pk: int, key: str) -> bytes | None:
    """The finished paper of this key, if it was made before."""
    name = _name(record_pk, key)
    if not default_storage.exists(name):
        return None
    with default_storage.open(name, "rb") as file:
        return file.read()


def keep(record_pk: int, key: str, pdf: bytes) -> None:
    """Put a finished paper away; older ones make room."""
    others = _files(record_pk)
    for name in others[: max(len(others) - MOST_KEPT + 1, 0)]:
        default_storage.delete(name)
    name = _name(record_pk, key)
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(pdf))


def forget(record_pk: int) -> None:
    """Throw every finished paper of a record away."""
    for name in _files(record_pk):
        default_storage.delete(name)


def _folder(record_pk: int) -> str:
    return f"papers/{record_pk}"


def _name(record_pk: int, key: str) -> str:
    return f"{_folder(record_pk)}/{key}.pdf"


def _files(record_pk: int) -> list[str]:
    """Oldest first."""
    folder = _folder(record_pk)
    try:
        names = [f"{folder}/{name}" for name in default_storage.listdir(folder)[1]]
    except FileNotFoundError:  # a folder exists with its first file
        return []
    return sorted(names, key=default_storage.get_modified_time)

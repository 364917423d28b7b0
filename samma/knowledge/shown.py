"""Pictures made for the public site, kept under their record by what they were made of, and gone with it."""

from collections.abc import Callable

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

MOST_KEPT = 40  # twelve photos made small, and cards of the titles the record had


def kept_or_made(record_pk: int, name: str, make: Callable[[], bytes]) -> bytes:
    """The picture of this name; a name tells all that the picture is made of."""
    path = f"shown/{record_pk}/{name}"
    if default_storage.exists(path):
        with default_storage.open(path, "rb") as file:
            return file.read()
    picture = make()
    files = _files(record_pk)
    if len(files) >= MOST_KEPT:
        forget_shown(record_pk)
    default_storage.save(path, ContentFile(picture))
    return picture


def forget_shown(record_pk: int) -> None:
    """Throw every picture of a record away."""
    for path in _files(record_pk):
        default_storage.delete(path)


def _files(record_pk: int) -> list[str]:
    folder = f"shown/{record_pk}"
    try:
        return [f"{folder}/{name}" for name in default_storage.listdir(folder)[1]]
    except FileNotFoundError:  # a folder exists with its first file
        return []

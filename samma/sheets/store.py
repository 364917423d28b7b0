"""The media store of an import: its upload and its preview, encrypted with the import's own key."""

import json
import uuid

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from samma.sheets.models import SheetRun

FOLDER = "uploads"


def keep(run: SheetRun, content: bytes) -> str:
    """Put something of the import away; gives its place."""
    return default_storage.save(f"{FOLDER}/{uuid.uuid4().hex}", ContentFile(run.fernet.encrypt(content)))


def keep_said(run: SheetRun, said) -> str:
    """Like `keep`, for what is no file."""
    return keep(run, json.dumps(said, ensure_ascii=False).encode())


def fetch(run: SheetRun, place: str) -> bytes | None:
    """What lies at a place; None when it is gone."""
    if not place or not run.key:
        return None
    try:
        with default_storage.open(place) as stored:
            return run.fernet.decrypt(stored.read())
    except FileNotFoundError:
        return None


def fetch_said(run: SheetRun, place: str):
    """What `keep_said` was given; None when it is gone."""
    content = fetch(run, place)
    return None if content is None else json.loads(content)


def drop(*places: str) -> None:
    """Delete what lies there."""
    for place in places:
        if place:
            default_storage.delete(place)

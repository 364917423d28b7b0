"""A worker's signs of life while it is inside a transaction: nobody sees what it writes to the database before the end.

They lie in the media store, in two places by turns, so that one of them is whole at any time.
"""

import json
import uuid

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

PLACES = ("a", "b")


def give(pk: uuid.UUID, attempt: int, done: int) -> None:
    """Say that this attempt lives and how far it is."""
    newest = max(PLACES, key=lambda turn: (_read(_place(pk, turn)) or {"at": 0})["at"])
    place = next(_place(pk, turn) for turn in PLACES if turn != newest)
    if default_storage.exists(place):
        default_storage.delete(place)
    said = {"attempt": attempt, "done": done, "at": timezone.now().timestamp()}
    default_storage.save(place, ContentFile(json.dumps(said).encode()))


def latest(pk: uuid.UUID, attempt: int) -> dict | None:
    """How far this attempt said it was (`done`), and when (`at`, seconds); None when it said nothing."""
    said = [found for place in PLACES if (found := _read(_place(pk, place))) and found["attempt"] == attempt]
    return max(said, key=lambda one: one["at"], default=None)


def forget(pk: uuid.UUID) -> None:
    """Nothing more is to be said of this job."""
    for place in PLACES:
        default_storage.delete(_place(pk, place))


def _read(place: str) -> dict | None:
    try:
        with default_storage.open(place) as stored:
            return json.loads(stored.read())
    except (OSError, ValueError):  # not there, or being written just now
        return None


def _place(pk: uuid.UUID, turn: str) -> str:
    return f"jobs/{pk.hex}.{turn}"

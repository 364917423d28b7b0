"""Invented names of people and villages, put together from short lists, with their Thai sort keys."""

import functools
import random
import tomllib
from pathlib import Path

from samma import thai

PARTS = {
    key: text.split() for key, text in tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8")).items()
}


@functools.cache
def _key(first: str, last: str) -> str:
    return thai.sort_key(f"{first} {last}")


def person(rng: random.Random) -> tuple[str, str, str, str]:
    """(title, first name, surname, sort key)"""
    if rng.random() < 0.5:
        title, first = "นาย", rng.choice(PARTS["men"])
    else:
        title, first = rng.choice(("นาง", "นางสาว")), rng.choice(PARTS["women"])
    last = rng.choice(PARTS["first_parts"]) + rng.choice(PARTS["last_parts"])
    return title, first, last, _key(first, last)


def village_name(rng: random.Random) -> str:
    """The name of a village, without บ้าน."""
    return rng.choice(PARTS["places"]) + rng.choice(PARTS["of_what"])

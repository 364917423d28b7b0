"""One block of the village page: its state with the list behind it, and its ways on."""

from dataclasses import dataclass

from samma.progress import links
from samma.progress.numbers import Numbers
from villages.models import TargetVillage


@dataclass(frozen=True)
class Page:
    """Everything the blocks are made from."""

    target: TargetVillage
    numbers: Numbers
    may_write: bool


def block(page: Page, title: str, status: tuple[str, str], url: str = "", **parts) -> dict:
    """A block; `url` is the list that its state counts. Ways to write are left out for a role that only reads."""
    if not page.may_write:
        parts["ways"] = [way for way in parts.get("ways", []) if not way.get("writes")]
    return {"title": title, "status": {"word": status[0], "tone": status[1], "url": url}} | parts


def here(page: Page, name: str, **asked) -> str:
    """A list of this village and year."""
    return links.list_url(name, area=page.target.village_code, year=page.target.year_id, **asked)


def households(page: Page, **asked) -> str:
    return here(page, "household-list", **({"result": "active"} | asked))


def way(label: str, url: str, *, writes: bool = True) -> dict:
    return {"label": label, "url": url, "writes": writes}

"""What a source hands over for one sheet: values by name, rows of values, photos and drawings."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from samma.pdf import PaperPhoto
from samma.photos import Photo
from samma.progress.papers.pen import Value
from samma.progress.papers.village_figures import Bars

MOST_PHOTOS = 6  # on one sheet

Row = Mapping[str, Value]


@dataclass
class Filled:
    """The values of one sheet. A name that is not there prints as room to write."""

    facts: dict[str, Value] = field(default_factory=dict)
    rows: dict[str, Sequence[Row]] = field(default_factory=dict)
    photos: dict[str, Sequence[PaperPhoto]] = field(default_factory=dict)
    charts: Mapping[str, Bars] = field(default_factory=dict)
    images: dict[str, bytes] = field(default_factory=dict)  # the photos' bytes by id
    large: frozenset[str] = frozenset()  # ids of photos that are printed as sharp as they are


def photos_of(rows: Iterable[Photo], most: int = MOST_PHOTOS) -> tuple[list[PaperPhoto], dict[str, bytes]]:
    """The first photos with their captions, and their bytes by id."""
    photos, images = [], {}
    for row in list(rows)[:most]:
        with row.image.open("rb") as file:
            images[str(row.pk)] = file.read()
        photos.append(PaperPhoto(str(row.pk), row.caption))
    return photos, images

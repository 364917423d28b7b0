"""Takes page furniture out of an old text: picture names, page marks, the dotted end line, the web page's foot.

What the furniture tells (province of the site, number of pictures) is kept; every other line stays as it is.
"""

import re
from dataclasses import dataclass

FOOT = re.compile(r"\s*เว็บไซต์สัมมาชีพชุมชนจังหวัด\s*(?P<province>[^\s:]+)\s*")
FOOT_LINE = re.compile(r"\s*(กรมการพัฒนาชุมชน\s*กระทรวงมหาดไทย|(โทรศัพท์|Email|E-mail|ที่อยู่)\s*:.*|เกี่ยวกับเรา)?\s*", re.I)
IMAGE = re.compile(r"\bimage\s*[0-9]+\b", re.I)
ONLY_IMAGES = re.compile(r"\s*(image\s*[0-9]+\s*)+", re.I)
# What a flip-book site puts around the text of a book: all of it up to "Read the Text Version", and such lines anywhere.
BOOK_SITE = re.compile(
    r"(Important Announcement|[^ก-๎]*\b(PubHTML5|FlipHTML5|AnyFlip)\b[^ก-๎]*|Published by\b.*|Read the Text Version"
    r"|No Text Content!|View in Fullscreen|Create (your own|a) flip ?book.*|Like this book\?.*"
    r"|The words you are searching are inside this book.*|To get more targeted content.*"
    r"|Discover the best professional documents.*|Explore (more|our other).*|Pages?:? ?[0-9]+ ?-? ?[0-9]*)",
    re.I,
)
BOOK_TEXT = "read the text version"
LONGEST_OF_SITE = 300  # letters of a line
BOOK_HEAD = 60  # lines that the site may put before the text
PAGE_MARK = re.compile(r"\s*[-–—]\s*[0-9๐-๙]{1,3}\s*[-–—]\s*")
DOTTED = re.compile(r"\s*[.…·]{5,}\s*")


@dataclass(frozen=True)
class Page:
    """The lines that hold knowledge, and what stood around them."""

    lines: list[str]
    left_out: list[str]  # furniture as printed, in order
    province: str | None
    pictures: int  # names of pictures on lines of their own
    page_marks: list[str]
    book_site: list[str]  # lines of a flip-book site


def clear(text: str) -> Page:
    """The text's lines without furniture."""
    lines = text.splitlines()
    lines, book = _without_book_site(lines)
    lines, foot, province = _without_foot(lines)
    lines, end = _without_end_line(lines)
    kept, left_out, marks, pictures = [], [], [], 0
    for line in lines:
        if PAGE_MARK.fullmatch(line):
            marks.append(line.strip())
        elif ONLY_IMAGES.fullmatch(line):
            pictures += len(IMAGE.findall(line))
        else:
            kept.append(line)
            continue
        left_out.append(line.strip())
        kept.append("")  # the paragraphs on both sides stay apart
    return Page(kept, book + left_out + end + foot, province, pictures, marks, book)


def _without_book_site(lines: list[str]) -> tuple[list[str], list[str]]:
    """Cut what the site put before the text, and its own lines anywhere; without a line of the site nothing is cut."""
    head = next((n for n, line in enumerate(lines[:BOOK_HEAD]) if line.strip().lower() == BOOK_TEXT), -1)
    if head >= 0 and not any(_is_of_book_site(line) for line in lines[:head]):
        head = -1
    cut = [line for n, line in enumerate(lines) if n <= head or _is_of_book_site(line)]
    kept = [line for n, line in enumerate(lines) if n > head and not _is_of_book_site(line)]
    return kept, [line.strip() for line in cut if line.strip()]


def _is_of_book_site(line: str) -> bool:
    line = line.strip()
    return len(line) <= LONGEST_OF_SITE and bool(BOOK_SITE.fullmatch(line))


def _without_foot(lines: list[str]) -> tuple[list[str], list[str], str | None]:
    """Cut the site's foot; a line below it that is not the site's own stays in the text."""
    for place in range(len(lines) - 1, -1, -1):
        if match := FOOT.fullmatch(lines[place]):
            below = lines[place + 1 :]
            own = [line for line in below if not FOOT_LINE.fullmatch(line)]
            foot = [line.strip() for line in [lines[place], *below] if line.strip() and line not in own]
            return lines[:place] + own, foot, match["province"]
    return lines, [], None


def _without_end_line(lines: list[str]) -> tuple[list[str], list[str]]:
    """Dots at the very end close the paper; dots elsewhere may be a blank to fill in and stay."""
    place = len(lines) - 1
    while place >= 0 and not lines[place].strip():
        place -= 1
    if place >= 0 and DOTTED.fullmatch(lines[place]):
        return lines[:place], [lines[place].strip()]
    return lines, []

"""What paper costs: a page of a record with photos, many records, the yearly book once and once more, and a browser instead.

CPU seconds of every process that takes part: this one and its children (the render process, the browser's processes).
"""

import base64
import ctypes
import io
import math
import os
import random
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from tests.bench.desk import SQLITE, cpu_of_tree, open_database, table
from tests.bench.pages import PARAGRAPH

MOST_MS_A_PAGE = 60
MOST_EXPONENT = 1.05
MOST_MB = 200
LEAST_TIMES_AGAIN = 20
LEAST_TIMES_CHROMIUM = 8
SIZES = (1, 5, 20, 50, 200)
IN_CHROMIUM, LONG_ONES = 10, 4  # documents; each is a process of its own, so that more of them tell nothing new
PARAGRAPHS = 1  # under each of nine headings: 4,400 letters, and the five real papers have 4,200 in the mean
LONG = 3  # paragraphs of a long record: longer than any of the five
SITE = "http://localhost:8000/"


def photo(seed: int) -> bytes:
    """A picture as heavy as one that a phone took and the upload cleaned."""
    from PIL import Image

    chance = random.Random(seed)  # noqa: S311 (a picture, no secret)
    small = Image.frombytes("RGB", (300, 225), chance.randbytes(300 * 225 * 3))
    out = io.BytesIO()
    small.resize((1200, 900), Image.Resampling.BICUBIC).save(out, "JPEG", quality=82)
    return out.getvalue()


def make_records(count: int, first: int, paragraphs: int = PARAGRAPHS) -> None:
    """Approved records of province 33 and a year, each with nine sections and three photos of its own."""
    from samma.knowledge.models import KnowledgeRecord, RecordPhoto, Section
    from samma.photos import CleanPicture

    for number in range(first, first + count):
        record = KnowledgeRecord.objects.create(
            form="individual-2561", year=2561, title=f"การทอผ้าย้อมสีธรรมชาติ เรื่องที่ {number}", area_code=f"33{number % 5 + 1:02}",
            owner=f"นายสมมุติ คนที่{number}", category="เทคนิคการพัฒนาอาชีพ", state="approved",
        )  # fmt: skip
        kinds = ("background", "process", "technique", "caution", "success", "problem", "result", "proposal", "inputs")
        Section.objects.bulk_create(
            Section(
                record=record,
                order=place,
                heading=f"หัวข้อที่ {place}",
                kind=kind,
                body="\n".join([PARAGRAPH * 2] * paragraphs),
            )
            for place, kind in enumerate(kinds, 1)
        )
        for place in range(3):
            picture = CleanPicture(photo(number * 3 + place), name="photo.jpg")
            RecordPhoto(record=record, image=picture, caption=f"ภาพที่ {place + 1}", order=place).save()


class Peak:
    """The most memory (resident, in MB) of this process and of each of its children while it lasts, looked at often."""

    def __enter__(self):
        self.most: dict[str, float] = {"this": 0, "render": 0}
        self.over = threading.Event()
        self.watch = threading.Thread(target=self._look)
        self.watch.start()
        return self

    def __exit__(self, *left):
        self.over.set()
        self.watch.join()

    def _look(self):
        from samma.pdf.engine import ENGINE

        while not self.over.wait(0.05):
            process = ENGINE.process
            for name, pid in (("this", os.getpid()), ("render", process.pid if process else 0)):
                self.most[name] = max(self.most[name], resident(pid))


def resident(pid: int) -> float:
    """Resident memory of a process in MB; 0 when it has gone."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0.0
    return pages * resource.getpagesize() / 1e6


def spent(work) -> float:
    """CPU seconds of this process and all its children for the work."""
    before = cpu_of_tree()
    work()
    return cpu_of_tree() - before


def exponent(points: list[tuple[int, float]]) -> float:
    """How the cost grows: the slope of log(cost) over log(count), by least squares."""
    xs, ys = ([math.log(value) for value in column] for column in zip(*points, strict=True))
    x, y = statistics.mean(xs), statistics.mean(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum((a - x) ** 2 for a in xs)


def forget_papers() -> None:
    """As if nothing had been printed yet."""
    import shutil

    from django.conf import settings

    for folder in ("papers", "books"):
        shutil.rmtree(Path(settings.MEDIA_ROOT) / folder, ignore_errors=True)


def measure_growth() -> tuple[list[tuple[int, float]], float, int]:
    """CPU of 1 to 200 records, printed for the first time and joined; and of the 200 for each page."""
    import pypdf

    from samma.knowledge.models import KnowledgeRecord
    from samma.knowledge.printing.papers import Choice, book, printable

    chosen = list(KnowledgeRecord.objects.order_by("pk").values_list("pk", flat=True))
    points, pages = [], 0
    book(printable(chosen[:1]), Choice(site=SITE))  # the render process stands
    for size in SIZES:
        forget_papers()
        kept: list[bytes] = []
        points.append(
            (size, spent(lambda size=size, kept=kept: kept.append(book(printable(chosen[:size]), Choice(site=SITE)))))
        )
        pages = len(pypdf.PdfReader(io.BytesIO(kept[0])).pages)
        print(f"{size} records: {points[-1][1]:.2f} s", file=sys.stderr)
    return points, points[-1][1] / pages, pages


def measure_book() -> dict[str, float]:
    """The yearly book of 200 records, with no paper printed before; then the same once more."""
    from samma.knowledge.book import making
    from samma.knowledge.models import YearBook
    from samma.pdf.engine import ENGINE

    year_book = YearBook.objects.create(area_code="33", year=2561, title="เล่มสมมุติ", foreword=PARAGRAPH)
    forget_papers()
    ENGINE.stop()
    with Peak() as peak:
        first = spent(lambda: making.make_pdf(year_book, SITE))
    began = time.perf_counter()
    again = spent(lambda: making.make_pdf(year_book, SITE))
    return {
        "first": first, "again": max(again, 0.01), "again_wall": time.perf_counter() - began,
        "this": peak.most["this"], "render": peak.most["render"],
    }  # fmt: skip


def documents(chosen) -> list[tuple[str, dict[str, bytes]]]:
    """The HTML of single papers, with their photos."""
    from samma.knowledge.printing.papers import Choice, paper_of, printable

    found = []
    for record in printable(list(chosen)):
        images = {}
        for one in record.photos.all():
            with one.image.open("rb") as file:
                images[str(one.pk)] = file.read()
        found.append((paper_of(record, Choice(site=SITE), {}).html(), images))
    return found


def whole_page(html: str, images: dict[str, bytes]) -> str:
    """The same document, complete in itself: a browser has no other way to the photos, the fonts and the look."""
    from samma.pdf.files import FONT_FILES, STYLESHEET

    look = STYLESHEET.read_text("utf-8")
    for name, file in FONT_FILES.items():
        look = look.replace(name, f"data:font/ttf;base64,{base64.b64encode(file.read_bytes()).decode()}")
    for name, image in images.items():
        html = html.replace(f"photo:{name}", f"data:image/jpeg;base64,{base64.b64encode(image).decode()}")
    return html.replace("</head>", f"<style>{look}</style></head>")


def measure_chromium(browser: str, papers) -> tuple[float, float]:
    """CPU a document: ours by the render process, photos made small as for any paper; the browser's by a process
    each, with a fresh profile, as every library that drives one starts it."""
    from samma.pdf import render
    from samma.pdf.engine import ENGINE
    from samma.pdf.pictures import for_paper

    adopt_orphans()

    def ours():
        for html, images in papers:
            render(html, images={name: for_paper(image) for name, image in images.items()})

    ours()
    mine = spent(ours) / len(papers)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        for number, (html, images) in enumerate(papers):
            (place / f"{number}.html").write_text(whole_page(html, images), encoding="utf-8")

        ENGINE.stop()  # whoever ends from now on belongs to a browser
        began = cpu_of_tree()
        for number in range(len(papers)):
            asked = [
                browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-breakpad", f"--user-data-dir={place}/profile{number}",
                "--no-pdf-header-footer", f"--print-to-pdf={place}/{number}.pdf", f"file://{place}/{number}.html",
            ]  # fmt: skip
            subprocess.run(asked, check=True, capture_output=True, timeout=120)
            reap()
        return mine, (cpu_of_tree() - began) / len(papers)


def adopt_orphans() -> None:
    """A browser leaves without waiting for its own processes: they become ours, so that their CPU is counted."""
    ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)  # PR_SET_CHILD_SUBREAPER


def reap() -> None:
    """Wait for the processes that a browser left behind; what does not end by itself is ended."""
    patience = time.monotonic() + 10
    while True:
        try:
            found, _ = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if not found:
            time.sleep(0.02)
            for child in children() if time.monotonic() > patience else ():
                os.kill(child, signal.SIGKILL)


def children() -> list[int]:
    """The processes whose parent is this one."""
    tasks = Path(f"/proc/{os.getpid()}/task").glob("*/children")
    return [int(pid) for file in tasks for pid in file.read_text().split()]


def browser_here() -> str | None:
    """Debian's chromium, when it is installed."""
    import shutil

    return shutil.which("chromium") or shutil.which("chromium-browser")


def main() -> None:
    with open_database(SQLITE), tempfile.TemporaryDirectory() as media:
        from django.conf import settings

        from samma.knowledge.models import KnowledgeRecord
        from tests.factories import make_area

        settings.MEDIA_ROOT = media
        for district in range(1, 6):
            make_area(f"33{district:02}01")
        make_records(max(SIZES), 0)
        book = measure_book()  # first: nothing else has been in this process's memory
        print(f"book: {book}", file=sys.stderr)
        browser = browser_here()
        in_order = KnowledgeRecord.objects.order_by("pk").values_list("pk", flat=True)
        mine, theirs = measure_chromium(browser, documents(in_order[:IN_CHROMIUM])) if browser else (0, 0)
        print(f"a document: {mine:.3f} s, chromium {theirs:.3f} s", file=sys.stderr)
        points, a_page, pages = measure_growth()
        grows = exponent(points)
        long_mine, long_theirs = 0, 0
        if browser:
            make_records(LONG_ONES, max(SIZES), LONG)
            long_mine, long_theirs = measure_chromium(browser, documents(in_order[max(SIZES) :]))
            print(f"a long document: {long_mine:.3f} s, chromium {long_theirs:.3f} s", file=sys.stderr)
        rows = [
            [f"a page of a record with three photos ({pages // max(SIZES)} pages each)", f"{a_page * 1000:.1f} ms CPU", f"≤ {MOST_MS_A_PAGE} ms"],
            [f"growth exponent, {SIZES[0]} to {SIZES[-1]} records", f"{grows:.3f}", f"≤ {MOST_EXPONENT}"],
            [f"yearly book of {SIZES[-1]} records, first time", f"{book['first']:.1f} s CPU", ""],
            ["the same book again", f"{book['again'] * 1000:.0f} ms CPU, {book['first'] / book['again']:.0f} times less", f"≥ {LEAST_TIMES_AGAIN} times"],
            ["peak of the process that makes the book", f"{book['this']:.0f} MB", f"≤ {MOST_MB} MB"],
            ["peak of the render process beside it", f"{book['render']:.0f} MB", f"≤ {MOST_MB} MB"],
        ]  # fmt: skip
        kept = [
            a_page * 1000 <= MOST_MS_A_PAGE, grows <= MOST_EXPONENT, book["first"] / book["again"] >= LEAST_TIMES_AGAIN,
            book["this"] <= MOST_MB, book["render"] <= MOST_MB,
        ]  # fmt: skip
        if browser:
            rows.append(["headless chromium, the same HTML, a process each", f"{theirs:.2f} s CPU against {mine:.2f} s, {theirs / mine:.1f} times", f"≥ {LEAST_TIMES_CHROMIUM} times"])  # fmt: skip
            rows.append(["the same for a record three times as long", f"{long_theirs:.2f} s CPU against {long_mine:.2f} s, {long_theirs / long_mine:.1f} times", ""])  # fmt: skip
            kept.append(theirs / mine >= LEAST_TIMES_CHROMIUM)
        else:
            print("chromium is not here: the comparison is left out", file=sys.stderr)
        print("## Paper\n")
        print(
            "CPU of all processes that take part. Records of nine sections, as long as the five real papers are in the mean, "
            "with three photos of 1,200 pixels.\n"
        )
        print(table(["what", "measured", "promised"], rows))
        print(f"\n{'Every promise is kept.' if all(kept) else 'NOT every promise is kept.'}")
        if not browser:
            print("\nNo chromium on this machine: the comparison with it was skipped.")


if __name__ == "__main__":
    main()

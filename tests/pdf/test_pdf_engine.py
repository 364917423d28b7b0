"""The render process: what it refuses to load, what becomes of a document that eats time or memory, many at once."""

import http.server
import io
import os
import resource
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pikepdf
import pypdf
import pytest
from PIL import Image

from samma.pdf import PaperPhoto, PaperSection, PdfError, RecordPaper, fingerprint, render
from samma.pdf.engine import ENGINE, MEMORY, VARIANT, Engine
from tests.pdf.readers import folded, read_raw

PAGE = "<!doctype html><html lang=th><title>ก</title><body class=dash-thai>{}</body></html>"


def photo() -> bytes:
    picture = io.BytesIO()
    Image.new("RGB", (120, 90), "#6a8").save(picture, "JPEG")
    return picture.getvalue()


@pytest.fixture
def engine():
    """An engine of the test's own; `seconds` and `memory` are the test's to set."""
    own = Engine()
    yield own
    own.stop()


@pytest.fixture
def calls():
    """A web server on this machine, and the paths that it was asked for."""
    paths = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            paths.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args):
            """Say nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", paths
        server.shutdown()
        thread.join()


def attacks(address: str) -> list[str]:
    return [
        '<link rel=attachment href="file:///etc/passwd">',
        f'<link rel=stylesheet href="{address}/link.css">',
        f'<img src="{address}/picture.png">',
        '<img src="file:///etc/hostname">',
        '<a rel=attachment href="file:///etc/passwd">แฟ้ม</a>',
        f"<style>@import url({address}/import.css); @import url(file:///etc/passwd);</style>",
        f'<style>@font-face {{ font-family: x; src: url("{address}/font.ttf") }} p {{ font-family: x }}</style>',
        f'<div style="background: url({address}/background.png)">พื้น</div>',
        f'<object data="{address}/object.svg"></object><embed src="{address}/embed.svg">',
        f'<svg xmlns="http://www.w3.org/2000/svg"><image href="{address}/inside.png" width="9" height="9"/></svg>',
        "{% load static %}{{ 7|add:7 }}",
    ]


def has_attachment(pdf: bytes) -> bool:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        annotations = [str(note.Subtype) for page in document.pages for note in page.get("/Annots", [])]
        return bool(document.attachments) or "/FileAttachment" in annotations or "/AF" in document.Root


def test_hostile_text_in_a_record_is_printed_as_it_was_typed(calls):
    address, asked = calls
    lines = attacks(address)
    paper = RecordPaper(
        paper_title=lines[0],
        title=lines[1],
        title_label=lines[2],
        owner=[(lines[3], lines[4])],
        sections=[PaperSection("", lines[5], 1, "\n".join(lines))],
        photos=[PaperPhoto("a", lines[6])],
        qr_caption=lines[7],
        running_head=lines[8],
        site_line=lines[9],
        thai_digits=False,
    )
    pdf = render(paper.html(), images={"a": photo()})
    text = folded(read_raw(pdf))
    assert [line for line in lines if folded(line) not in text] == []
    assert asked == []
    assert not has_attachment(pdf)


def test_even_unescaped_nothing_is_fetched_or_attached(calls):
    address, asked = calls
    pdf = render(PAGE.format("<p>ต้น</p>" + "".join(attacks(address)) + "<p>ท้าย</p>"))
    text = folded(read_raw(pdf))
    assert "ต้น" in text
    assert "ท้าย" in text
    assert "root:" not in text
    assert asked == []
    assert not has_attachment(pdf)


def test_a_photo_is_served_by_its_id_and_only_if_handed_over():
    with_photo = render(PAGE.format('<img src="photo:a" alt=รูป>'), images={"a": photo()})
    without = render(PAGE.format('<img src="photo:b" alt=รูป>'), images={"a": photo()})
    assert len(pypdf.PdfReader(io.BytesIO(with_photo)).pages[0].images) == 1
    assert len(pypdf.PdfReader(io.BytesIO(without)).pages[0].images) == 0


def test_an_overdue_document_is_stopped_and_the_next_is_made(engine):
    engine.render(PAGE.format("ก"), {}, VARIANT)
    engine.seconds = 0.5
    started = time.monotonic()
    with pytest.raises(PdfError, match=r"นานเกิน 0\.5 วินาที"):
        engine.render(PAGE.format("<p>ยาว</p>" * 60_000), {}, VARIANT)
    assert time.monotonic() - started < 3
    engine.seconds = 30
    assert engine.render(PAGE.format("ต่อไป"), {}, VARIANT).startswith(b"%PDF-")


def test_a_document_beyond_its_memory_fails_alone(engine):
    engine.render(PAGE.format("ก"), {}, VARIANT)
    with open(f"/proc/{engine.process.pid}/status") as status:
        in_use = int(next(line for line in status if line.startswith("VmSize")).split()[1]) * 1024
    # The limit itself is held by the test below; here it is lowered, so that the document need not be a big one.
    narrow = in_use + 8 * 1024 * 1024
    resource.prlimit(engine.process.pid, resource.RLIMIT_AS, (narrow, narrow))
    with pytest.raises(PdfError, match="ไม่สำเร็จ"):
        engine.render(PAGE.format("<p>ก<b>ข</b></p>" * 6_000), {}, VARIANT)
    assert engine.render(PAGE.format("ต่อไป"), {}, VARIANT).startswith(b"%PDF-")


def test_a_render_process_that_was_killed_is_replaced(engine):
    engine.render(PAGE.format("ก"), {}, VARIANT)
    engine.process.kill()
    engine.process.wait()
    assert engine.render(PAGE.format("ต่อไป"), {}, VARIANT).startswith(b"%PDF-")


def test_an_answer_that_nobody_waited_for_is_not_given_to_the_next(engine, monkeypatch):
    engine.render(PAGE.format("ก"), {}, VARIANT)
    with monkeypatch.context() as patch:
        patch.setattr("samma.pdf.engine.read_piece", interrupt)
        with pytest.raises(KeyboardInterrupt):
            engine.render(PAGE.format("แรก"), {}, VARIANT)
    assert "ต่อไป" in read_raw(engine.render(PAGE.format("ต่อไป"), {}, VARIANT))


def interrupt(pipe):
    raise KeyboardInterrupt


def test_threads_at_once_each_get_their_own_document():
    def made(number: int) -> bool:
        return f"ฉบับที่ {number}" in read_raw(render(PAGE.format(f"<p>ฉบับที่ {number}</p>")))

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(made, range(24)))


def test_who_waits_too_long_is_told_so(engine):
    engine.waiting = 0.05
    with engine.turn, pytest.raises(PdfError, match="รอพิมพ์อยู่มาก"):
        engine.render(PAGE.format("ก"), {}, VARIANT)


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_after_a_fork_parent_and_child_both_print():
    render(PAGE.format("ก่อน"))
    before = ENGINE.process.pid
    child = os.fork()
    if child == 0:
        try:
            made = render(PAGE.format("ลูก")).startswith(b"%PDF-") and ENGINE.process.pid != before
            ENGINE.stop()
        finally:
            os._exit(0 if made else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert render(PAGE.format("แม่")).startswith(b"%PDF-")
    assert ENGINE.process.pid == before


def test_the_render_process_holds_no_secret_and_is_limited(engine, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "ไม่ควรเห็น")
    engine.render(PAGE.format("ก"), {}, VARIANT)
    about = f"/proc/{engine.process.pid}"
    with open(f"{about}/environ", "rb") as environment, open(f"{about}/limits") as limits:
        assert b"SECRET_KEY" not in environment.read()
        assert str(MEMORY) in next(line for line in limits if line.startswith("Max address space"))


def test_the_key_changes_with_whatever_changes_the_paper():
    html = PAGE.format("ก")
    keys = {
        fingerprint(html),
        fingerprint(html + " "),
        fingerprint(html, {"a": b"1"}),
        fingerprint(html, {"a": b"2"}),
        fingerprint(html, {"b": b"1"}),
        fingerprint(html, variant="pdf/ua-1"),
    }
    assert len(keys) == 6
    assert fingerprint(html, {"a": b"1", "b": b"2"}) == fingerprint(html, {"b": b"2", "a": b"1"})

"""Makes PDFs in a process of its own (samma.pdf.worker), which is started when first needed and replaced when it dies.

Callable from several threads at once; after a fork each process starts its own.
"""

import atexit
import json
import logging
import os
import pathlib
import subprocess
import sys
import threading
from collections.abc import Mapping

from samma.pdf.pipe import DONE, read_piece, write_piece

SECONDS = 30  # for one document
WAITING_SECONDS = 120  # for the documents before it
MEMORY = 1024 * 1024 * 1024
VARIANT = "pdf/a-3a"
ROOT = pathlib.Path(__file__).parents[2]

logger = logging.getLogger("samma.pdf")


class PdfError(Exception):
    """A Thai sentence for the person who asked for the paper."""


class Engine:
    """One render process and the queue before it."""

    def __init__(self, *, seconds: float = SECONDS, memory: int = MEMORY, waiting: float = WAITING_SECONDS) -> None:
        self.seconds = seconds
        self.memory = memory
        self.waiting = waiting
        self.turn = threading.Lock()
        self.process: subprocess.Popen[bytes] | None = None

    def render(self, html: str, images: Mapping[str, bytes], variant: str) -> bytes:
        """One PDF, or PdfError."""
        if not self.turn.acquire(timeout=self.waiting):
            raise PdfError("มีเอกสารรอพิมพ์อยู่มาก กรุณาลองใหม่อีกครั้งในอีกสักครู่")
        try:
            return self._exchange(self._running(), html, images, variant)
        finally:
            self.turn.release()

    def _running(self) -> subprocess.Popen[bytes]:
        if self.process is None or self.process.poll() is not None:
            self.stop()
            self.process = subprocess.Popen(  # noqa: S603 (our own module, no word of it from outside)
                [sys.executable, "-m", "samma.pdf.worker", str(self.memory)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                cwd=ROOT,
                env=worker_environment(),
                start_new_session=True,  # Ctrl-C at the server's keyboard is the server's affair
            )
        return self.process

    def _exchange(self, process, html: str, images: Mapping[str, bytes], variant: str) -> bytes:
        overdue = threading.Event()

        def kill() -> None:
            overdue.set()
            process.kill()

        watch = threading.Timer(self.seconds, kill)
        watch.start()
        answer = b""
        try:
            task = {"html": html, "variant": variant, "images": list(images)}
            write_piece(process.stdin, json.dumps(task, ensure_ascii=False).encode())
            for image in images.values():
                write_piece(process.stdin, image)
            process.stdin.flush()
            answer = read_piece(process.stdout)
        except (EOFError, OSError) as error:
            logger.warning("render process ended: %s", "overdue" if overdue.is_set() else "died")
            if overdue.is_set():
                raise PdfError(f"เอกสารนี้ใช้เวลาสร้าง PDF นานเกิน {self.seconds:g} วินาที ระบบจึงหยุดไว้") from error
            raise PdfError("สร้าง PDF ไม่สำเร็จ เอกสารนี้อาจยาวหรือมีรูปมากเกินไป") from error
        finally:
            watch.cancel()
            # Also when this side was interrupted: an answer that nobody read must not become the next document's.
            if overdue.is_set() or not answer.startswith(DONE):
                self.stop()
        if not answer.startswith(DONE):
            logger.warning("render process failed: %s", answer[1:].decode(errors="replace"))
            raise PdfError("สร้าง PDF ไม่สำเร็จ กรุณาตรวจเนื้อหาและรูป แล้วลองใหม่อีกครั้ง")
        return answer[len(DONE) :]

    def stop(self) -> None:
        """End the render process, if there is one; the next document starts another."""
        process, self.process = self.process, None
        if process is not None:
            process.kill()
            process.wait()
            close_pipes(process)

    def forget(self) -> None:
        """After a fork: the render process belongs to the parent. Leave it alone and let go of its pipes."""
        process, self.process = self.process, None
        self.turn = threading.Lock()
        if process is not None:
            process.returncode = 0  # this process has nothing to wait for
            close_pipes(process)


def close_pipes(process: subprocess.Popen[bytes]) -> None:
    for pipe in (process.stdin, process.stdout):
        try:
            pipe.close()
        except OSError:  # what was still to be sent has nobody left to read it
            continue


def worker_environment() -> dict[str, str]:
    """What a render process needs to find its libraries and fonts: no settings, no secrets."""
    kept = ("PATH", "HOME", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "LIBTHAI_DICTDIR", "FONTCONFIG_PATH", "TMPDIR")
    return {name: os.environ[name] for name in kept if name in os.environ}


ENGINE = Engine()
atexit.register(ENGINE.stop)
os.register_at_fork(after_in_child=ENGINE.forget)


def render(html: str, *, images: Mapping[str, bytes] | None = None, variant: str = VARIANT) -> bytes:
    """The PDF of a document in the look of templates/print/print.css; `<img src="photo:ID">` is images[ID]."""
    return ENGINE.render(html, images or {}, variant)

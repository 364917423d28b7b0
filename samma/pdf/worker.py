"""The render process: takes HTML and images on its standard input, gives PDFs back, and ends when its input ends.

It is a process of its own, so that a document which eats memory or time takes down nothing but this process.
`samma.pdf.engine` starts it and speaks to it.
"""

import contextlib
import gc
import json
import os
import resource
import sys
from typing import BinaryIO

from samma.pdf.files import STYLESHEET
from samma.pdf.pipe import DONE, FAILED, read_piece, write_piece


class Press:
    """WeasyPrint with the fonts loaded and the stylesheet parsed once."""

    def __init__(self) -> None:
        # Imported here: only the render process pays for WeasyPrint.
        import weasyprint
        from weasyprint.text.fonts import FontConfiguration

        from samma.pdf.fetch import GivenOnly

        self.weasyprint = weasyprint
        self.fetcher = GivenOnly()
        self.font_config = FontConfiguration()
        self.stylesheet = weasyprint.CSS(
            string=STYLESHEET.read_text("utf-8"), url_fetcher=self.fetcher, font_config=self.font_config
        )

    def render(self, html: str, images: dict[str, bytes], variant: str) -> bytes:
        """One document."""
        self.fetcher.images = images
        document = self.weasyprint.HTML(string=html, url_fetcher=self.fetcher)
        return document.write_pdf(
            stylesheets=[self.stylesheet], font_config=self.font_config, pdf_variant=variant, pdf_tags=True
        )


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer until the input ends. Anything that goes wrong is answered with its name and ends the process."""
    try:
        press = Press()
        gc.freeze()  # the library and the fonts stay: looking through them again and again finds nothing
        while True:
            task = json.loads(read_piece(requests))
            images = {name: read_piece(requests) for name in task["images"]}
            write_piece(answers, DONE + press.render(task["html"], images, task["variant"]))
            answers.flush()
    except EOFError:
        return
    except Exception as error:
        write_piece(answers, FAILED + type(error).__name__.encode())
        answers.flush()


def main() -> None:
    memory = int(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(5)  # pages are answered before papers
    # WeasyPrint's warnings quote the document; the log keeps no personal data.
    with open(os.devnull, "w") as nowhere, contextlib.redirect_stderr(nowhere):
        serve(sys.stdin.buffer, sys.stdout.buffer)


if __name__ == "__main__":
    main()

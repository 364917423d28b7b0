"""What a document may load while it is made into a PDF: nothing but what it was given.

WeasyPrint's own fetcher reads the server's files and calls the network for any address that stands in the text.
"""

from collections.abc import Mapping

from weasyprint.urls import URLFetcher, URLFetcherResponse

from samma.pdf.files import FONT_FILES


class GivenOnly(URLFetcher):
    """Serves `data:` addresses, the two fonts, and `photo:<id>` from the images handed over with the document."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols={"data"}, allow_redirects=False)
        self.images: Mapping[str, bytes] = {}

    def fetch(self, url, headers=None):
        if url in FONT_FILES:
            return URLFetcherResponse(url, FONT_FILES[url].read_bytes(), {"Content-Type": "font/ttf"})
        if url.startswith("photo:"):
            return URLFetcherResponse(url, self.images[url.removeprefix("photo:")])
        return super().fetch(url, headers)

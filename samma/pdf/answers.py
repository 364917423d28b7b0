"""How a page hands out a paper: opened in the browser under a name that says what it is, or the reason why there is none."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from samma.pdf.engine import PdfError


def pdf_answer(pdf: bytes, title: str) -> HttpResponse:
    """A PDF that opens in the browser under a name that says what it is."""
    name = f"{title[:80].replace('/', '-')}.pdf"
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={"Content-Disposition": content_disposition_header(as_attachment=False, filename=name)},
    )


def not_made(request: HttpRequest, error: PdfError) -> HttpResponse:
    """The page that says why there is no paper now."""
    return render(request, "print/not_made.html", {"reason": str(error)}, status=503)

"""Makes PDFs: what a document is, is the caller's; here is how it becomes paper.

pdf = render(RecordPaper(...).html(), images={"photo id": jpeg})
book = join([("title", pdf), ...])
"""

from samma.pdf.engine import PdfError, render
from samma.pdf.form import FormPaper, Sheet
from samma.pdf.join import join
from samma.pdf.key import fingerprint
from samma.pdf.paper import PaperPhoto, PaperSection, RecordPaper, Signature, TableColumn, TablePaper

__all__ = [
    "FormPaper",
    "PaperPhoto",
    "PaperSection",
    "PdfError",
    "RecordPaper",
    "Sheet",
    "Signature",
    "TableColumn",
    "TablePaper",
    "fingerprint",
    "join",
    "render",
]

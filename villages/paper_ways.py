"""From a page where work is done to the paper that belongs to it (the papers themselves stand in samma.progress.papers)."""

from urllib.parse import urlencode

from django.urls import reverse


def paper_way(target_pk: int, key: str, label: str, **asked: str) -> dict[str, str]:
    """A quiet action of a page's head that opens a paper of the village; `of` chooses a day or a household."""
    url = reverse("target-paper-pdf", args=[target_pk, key])
    return {"label": label, "url": f"{url}?{urlencode(asked)}" if asked else url, "icon": "printer"}

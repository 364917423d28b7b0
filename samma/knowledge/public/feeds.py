"""What programs read of the public site: RSS of the newest records, the map of all pages, and where robots may go."""

import datetime
from xml.sax.saxutils import escape

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Rss201rev2Feed
from django.views.decorators.http import require_safe

from samma.knowledge.models import KnowledgeRecord
from samma.knowledge.public.answers import kept_by_all, missing, site_of
from samma.knowledge.public.filters import provinces_of
from samma.knowledge.public.text import credit, excerpt, is_named, sections_of, shown
from samma.knowledge.public.views import NEWEST_FIRST, published_records
from villages.models import Area

NEWEST = 30  # records in a feed
NOTHING_YET = datetime.datetime(2017, 10, 1, tzinfo=datetime.UTC)  # the first fiscal year of the programme was over
PAGE = 5000  # addresses in one file of the map
XML = "application/xml; charset=utf-8"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"


class Feed(Rss201rev2Feed):
    """Of the day of its newest record. Django's own is of this second when no record has a day, and then no proxy may keep it."""

    def latest_post_date(self):
        return max((item["pubdate"] for item in self.items if item["pubdate"]), default=NOTHING_YET)


@login_not_required
@require_safe
def feed(request, province=""):
    """The newest records of the country or of a province."""
    records, name, path = published_records(), "", reverse("record-public-list")
    if province:
        area = Area.objects.filter(code=province, level=2).first()
        if area is None:
            return missing(request, "knowledge/public/no_place.html")
        records, name = records.under(province), area.full_name
        path = reverse("record-public-province", args=[province])
    site = site_of(request)
    rss = Feed(
        title=f"องค์ความรู้สัมมาชีพชุมชน {name}".strip(),
        link=site + path,
        description="เรื่องที่จังหวัดรับรองและเผยแพร่แล้ว",
        language="th",
        feed_url=site + request.path,
    )
    for record in records.prefetch_related("sections").order_by(*NEWEST_FIRST)[:NEWEST]:
        rss.add_item(
            title=shown(record, record.title),
            link=site + reverse("record-public", args=[record.slug]),
            description=excerpt(sections_of(record)),
            author_name=credit(record) if is_named(record) else None,
            pubdate=record.approved_at,
        )
    response = HttpResponse(content_type=rss.content_type)
    rss.write(response, "utf-8")
    return kept_by_all(request, response)


@login_not_required
@require_safe
def sitemap(request):
    """The index of the map: one file for every five thousand records, at least one."""
    site = site_of(request)
    count = KnowledgeRecord.objects.published().count()
    files = [
        f"<sitemap><loc>{escape(site + reverse('record-public-sitemap-page', args=[number]))}</loc></sitemap>"
        for number in range(1, max(-(-count // PAGE), 1) + 1)
    ]
    return _xml(request, "sitemapindex", files)


@login_not_required
@require_safe
def sitemap_page(request, number):
    """One file of the map; the first begins with the lists."""
    published = KnowledgeRecord.objects.published()
    start = (number - 1) * PAGE
    rows = published.order_by("pk").values_list("slug", "approved_at")[start : start + PAGE] if number > 0 else []
    pages = [(reverse("record-public", args=[slug]), approved) for slug, approved in rows]
    if number == 1:
        provinces = [reverse("record-public-province", args=[p.code]) for p, _ in provinces_of(published, "area_code")]
        lists = [reverse("record-public-list"), reverse("record-public-who"), *provinces]
        pages = [(path, None) for path in lists] + pages
    if not pages:
        return missing(request)
    site = site_of(request)
    return _xml(request, "urlset", [_url(site + path, approved) for path, approved in pages])


def _url(address: str, changed) -> str:
    day = f"<lastmod>{changed.date().isoformat()}</lastmod>" if changed else ""
    return f"<url><loc>{escape(address)}</loc>{day}</url>"


def _xml(request, root: str, lines: list[str]) -> HttpResponse:
    body = "\n".join([f'<{root} xmlns="{SITEMAPS}">', *lines, f"</{root}>"])
    return kept_by_all(request, HttpResponse(HEAD + body, content_type=XML))


@login_not_required
@require_safe
def robots(request):
    """Robots read the public site and nothing else."""
    lines = ["User-agent: *", "Allow: /k/", "Allow: /static/", "Disallow: /"]
    lines.append(f"Sitemap: {site_of(request)}{reverse('record-public-sitemap')}")
    return kept_by_all(request, HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8"))

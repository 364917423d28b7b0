"""An OTOP packet is written, its papers are put in, and it is handed in."""

from django.db import transaction

from groups.actions.saving import locked, save
from groups.models import AttachedPaper, OtopApplication
from samma.accounts.events import record


@transaction.atomic
def write_packet(product, round, *, by, **fields):
    """The packet of the product for that round, begun or mended."""
    locked(product.group)
    packet = product.applications.filter(round=round).first() or OtopApplication(
        product=product, round=round, version=0
    )
    is_new = packet.pk is None
    for name, value in fields.items():
        setattr(packet, name, value)
    packet.version += 1
    save(packet)
    record("create" if is_new else "edit", packet, by=by, group=product.group_id)
    return packet


@transaction.atomic
def attach_papers(packet, papers, *, by):
    """The papers that are in now, as {paper: day}; one that is not named was taken out again."""
    locked(packet.product.group)
    there = {row.paper: row for row in packet.papers.all()}
    for paper, row in there.items():
        if paper not in papers:
            row.delete()
    for paper, on in papers.items():
        row = there.get(paper) or AttachedPaper(application=packet, paper=paper)
        row.on = on
        save(row)
    record("attach_papers", packet, by=by, papers=sorted(papers))
    return papers


@transaction.atomic
def hand_in(packet, *, on, by, confirmed=()):
    """The packet lies at the office from that day."""
    packet = (
        OtopApplication.objects.select_for_update(of=("self",)).select_related("product", "round").get(pk=packet.pk)
    )
    packet.submitted, packet.version = on, packet.version + 1
    save(packet)
    asked = {"confirmed": list(confirmed)} if confirmed else {}
    record("hand_in", packet, by=by, group=packet.product.group_id, **asked)
    return packet

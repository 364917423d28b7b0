"""Workers killed while phones send: 200 kills, and what was promised is there, once.

A measurement of nothing but the truth: the section says how many records were promised, how many answers were lost on
the way, and that the rows are those that were promised. It ends with an error if one is not.
"""

import collections
import tempfile
from pathlib import Path

from cryptography.fernet import Fernet

from tests.bench.desk import POSTGRES, SQLITE, has_postgres, open_database, table

KILLS = {POSTGRES: 200, SQLITE: 200}
PHONES = 6


def senders() -> list[tuple[str, list]]:
    """Signed-in trainers with four households each."""
    from tests.factories import make_assignment, make_enrolment, make_target, make_team, make_village
    from tests.killing import session_of
    from tests.phone import account_of

    ready = []
    for n in range(PHONES):
        team = make_team(make_target(make_village(f"3301010{n + 1}", f"บ้านสมมุติ{n}")), seats=2)
        trainer = team.seated()[1]
        enrolments = [make_enrolment(team.target_village) for _ in range(4)]
        for place, enrolment in enumerate(enrolments, start=1):
            make_assignment(enrolment, trainer, place=place)
        ready.append((session_of(account_of(trainer.sage)), enrolments))
    return ready


def measure(kind: str) -> list[str]:
    """One line of the report; an error when a promise was not kept."""
    from households.models import EnrolmentState, Visit, VisitPhoto
    from samma.accounts.models import Event
    from tests.killing import SendingPhone, play, server

    with tempfile.TemporaryDirectory() as media, server(Path(media)) as (master, port):
        phones = [SendingPhone(port, session, mine, seed=n) for n, (session, mine) in enumerate(senders())]
        play(phones, master, KILLS[kind], seed=1)
    promised = {key: sent for phone in phones for key, sent in phone.visits.items()}
    photos = {key for phone in phones for key in phone.photos}
    stored = {str(key): sent for key, sent in Visit.objects.values_list("pk", "sent_hash")}
    counted = collections.Counter(Visit.objects.values_list("enrolment", flat=True))
    states = dict(EnrolmentState.objects.exclude(visits=0).values_list("pk", "visits"))
    told = sorted(Event.objects.filter(verb="visit").values_list("object_id", flat=True))
    if stored != promised or states != counted or told != sorted(promised):
        raise SystemExit(f"{kind}: {len(promised)} promised, {len(stored)} stored, {len(told)} told")
    if {str(key) for key in VisitPhoto.objects.values_list("pk", flat=True)} != photos:
        raise SystemExit(f"{kind}: a photo was lost or doubled")
    lost = sum(phone.repeats for phone in phones)
    return [kind, str(KILLS[kind]), str(len(promised)), str(len(photos)), str(lost), "0", "0"]


def section() -> str:
    kind = POSTGRES if has_postgres() else SQLITE
    with open_database(kind):
        from django.conf import settings

        settings.FIELD_KEYS = settings.FIELD_KEYS or [Fernet.generate_key().decode()]
        line = measure(kind)
    heads = ["database", "kills", "visits promised", "photos promised", "answers lost on the way", "lost", "doubled"]
    return "\n".join(
        [
            "## Workers killed while phones send",
            "",
            "gunicorn with two processes of four threads; at random moments of syncs a process is killed (SIGKILL). Phones",
            "repeat until they are answered. What they were told is stored is compared with the rows, their states, the",
            "audit and the photos.",
            "",
            table(heads, [line]),
        ]
    )


if __name__ == "__main__":
    print(section())

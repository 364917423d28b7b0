"""A trainer's phone as tests play it: it comes in by the QR, asks whoami, and sends what it wrote."""

import datetime
import hashlib
import io
import json
import uuid

from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from samma.accounts.actions import invite
from tests.factories import make_assignment, make_enrolment, make_officer, make_sage, make_target, make_team
from tests.factories import make_trainer_user as account_of

ANDROID = "Mozilla/5.0 (Linux; Android 12; X) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36"
SYNC, DATA, WHOAMI = "/api/field/sync", "/api/field/", "/api/field/whoami"


class Phone:
    """One browser with its cookies; CSRF is really asked of it."""

    def __init__(self):
        self.client = Client(enforce_csrf_checks=True, headers={"user-agent": ANDROID})
        self.csrf = ""

    def come_in(self, user, officer=None):
        """By the officer's QR."""
        address = reverse("phone-invite", args=[invite(user, by=officer or make_officer(), now=timezone.now())])
        self.client.get(address)
        token = self.client.cookies["csrftoken"].value
        entered = self.client.post(address, {"csrfmiddlewaretoken": token})
        assert entered.status_code == 302, entered.content
        return self

    def get(self, path):
        return self.client.get(path)

    def whoami(self):
        response = self.get(WHOAMI)
        self.csrf = response.json().get("csrf", "")
        return response

    def post(self, path, body):
        headers = {"x-csrftoken": self.csrf}
        return self.client.post(path, json.dumps(body), content_type="application/json", headers=headers)

    def unlock(self, user, pin):
        self.csrf = self.get("/api/field/people").json()["csrf"]
        response = self.post("/api/field/unlock", {"user": user.pk, "pin": pin})
        self.csrf = response.json().get("csrf", self.csrf)
        return response

    def sync(self, *records, **envelope):
        if not self.csrf:
            self.whoami()
        return self.post(SYNC, {"records": list(records), **envelope})

    def results(self, *records, **envelope):
        response = self.sync(*records, **envelope)
        assert response.status_code == 200, response.content
        return response.json()["results"]

    def put_photo(self, photo, visit, body, said_hash=None):
        if not self.csrf:
            self.whoami()
        return self.client.put(
            f"/api/field/photos/{photo}?visit={visit}",
            body,
            content_type="image/jpeg",
            headers={"x-csrftoken": self.csrf, "x-content-sha256": said_hash or sha256(body)},
        )


def sha256(body):
    return hashlib.sha256(body if isinstance(body, bytes) else body.encode()).hexdigest()


def told(enrolment, on, /, **changes):
    """The content of a visit as the phone keeps it."""
    said = {
        "enrolment": enrolment.pk,
        "on": on.isoformat(),
        "channel": "visit",
        "visited_by": None,
        "met": "ยายสมมุติ",
        "practising": "yes",
        "stopped_reason": "",
        "produced": "",
        "gained_kind": "amount",
        "gained": "1200.00",
        "saved_kind": "none",
        "saved": None,
        "problem": "",
        "help_given": "",
        "help_needed": "",
        "promise": "",
        "next_on": None,
        "device_at": timezone.now().isoformat(),
    }
    return json.dumps(said | changes, ensure_ascii=False)


def record(content, key=None):
    return {"id": str(key or uuid.uuid4()), "kind": "visit", "content": content}


def picture(colour="green"):
    out = io.BytesIO()
    Image.new("RGB", (60, 40), colour).save(out, "JPEG")
    return out.getvalue()


def village_team(seats=3, started=None):
    """A team of today's year with a lead, and a household of its second trainer."""
    today = timezone.localdate()
    team = make_team(make_target(), seats=seats)
    team.trainers.update(started=today - datetime.timedelta(days=300))
    trainer = team.seated()[1]
    enrolment = make_enrolment(team.target_village)
    assignment = make_assignment(enrolment, trainer, started=started or today - datetime.timedelta(days=200))
    return team, trainer, enrolment, assignment


__all__ = ["Phone", "account_of", "make_sage", "picture", "record", "sha256", "told", "village_team"]

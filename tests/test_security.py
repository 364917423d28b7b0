"""What holds on every page: closed until sign-in, the enforced policy, cookies, error pages in Thai, logs without people."""

import json
import logging
import os
import subprocess
import sys

import pytest
from cryptography.fernet import Fernet
from django.conf import settings as project
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from samma.logs import JsonFormatter
from tests.factories import make_department, make_officer, make_sage, make_trainer_user
from tests.screens import latin_words

pytestmark = pytest.mark.once

UUID = "11111111-1111-1111-1111-111111111111"
# What anybody may open: sign-in and its steps, the trainer's link, the public site, the watch, and the worker's script
# and shell of the phone page, which hold nobody's data.
OPEN_NAMES = {"account_login", "account_logout", "account_inactive", "mfa_authenticate", "phone-invite", "healthz"}
OPEN_NAMES |= {"field-home", "field-file", "field-worker", "field-manifest", "api-field-people"}
OPEN_PREFIXES = ("/k/", "/static/", "/robots.txt", "/sitemap.xml")


def routes(patterns=None, prefix="/", namespace=""):
    """Every route as (name, path with something in each place)."""
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        route = prefix + str(pattern.pattern).lstrip("^").rstrip("$").removesuffix("\\Z")
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route, pattern.namespace or namespace)
        elif isinstance(pattern, URLPattern):
            yield f"{namespace}:{pattern.name}" if namespace else pattern.name, filled(route, pattern)


def filled(route, pattern):
    values = {
        "IntConverter": "1",
        "UUIDConverter": UUID,
        "PathConverter": "1",
        "SlugConverter": "kham",
        "StringConverter": "1",
    }
    for name, converter in getattr(pattern.pattern, "converters", {}).items():
        value = values.get(type(converter).__name__, "33")
        for spelled in (
            f"<{name}>",
            f"<str:{name}>",
            f"<int:{name}>",
            f"<uuid:{name}>",
            f"<slug:{name}>",
            f"<path:{name}>",
        ):
            route = route.replace(spelled, value)
    return route if "<" not in route and "(" not in route else "/admin/"


ROUTES = sorted(set(routes()), key=str)


def test_the_list_of_routes_is_read():
    names = {name for name, _ in ROUTES}

    assert {"account_login", "mfa_index", "photo", "admin:index", "admin:accounts_user_change"} <= names


@pytest.mark.parametrize(("name", "path"), ROUTES, ids=[f"{name} {path}" for name, path in ROUTES])
def test_nothing_opens_before_sign_in(db, name, path):
    if name in OPEN_NAMES or path.startswith(OPEN_PREFIXES):
        pytest.skip("open to everybody")

    response = Client().get(path, follow=True)

    if "/api/" in path:  # a phone's script is answered in numbers, never sent to a page
        assert response.status_code in (401, 403, 405)
    else:
        assert response.redirect_chain, response.status_code
        assert response.redirect_chain[-1][0].startswith(reverse("account_login"))


@pytest.mark.parametrize("name", ["account_login", "account_inactive", "healthz"])
def test_what_must_be_open_is_open(client, db, name):
    assert client.get(reverse(name)).status_code == 200


# --- the policy

DIRECTIVES = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "frame-ancestors 'none'",
    "form-action 'self'",
}


def assert_policy(response):
    policy = response.headers["Content-Security-Policy"]
    assert {part.strip() for part in policy.split(";")} >= DIRECTIVES
    assert "unsafe" not in policy
    page = response.content.decode()
    assert " style=" not in page
    assert "<style" not in page
    assert " onclick=" not in page


@pytest.mark.parametrize("path", ["/accounts/login/", "/k/ไม่มี/ที่ใด/", "/accounts/phone/nothing/"])
def test_the_policy_is_enforced_before_sign_in(client, db, path):
    assert_policy(client.get(path))


@pytest.mark.parametrize(
    "path",
    [
        "/accounts/password/change/",
        "/accounts/2fa/",
        "/accounts/sessions/",
        "/admin/",
        "/admin/accounts/user/",
        "/admin/accounts/user/add/",
        "/admin/accounts/event/",
        "/admin/ไม่มี/",
    ],
)
def test_the_policy_is_enforced_on_pages_of_account_admin_and_error(client, db, path):
    client.force_login(make_department())

    assert_policy(client.get(path))


# --- cookies


def test_cookies_keep_from_scripts_and_other_sites(client, db):
    client.post(reverse("account_login"), {"login": make_officer().username, "password": "samma-test"})

    session = client.cookies["sessionid"]

    assert session["httponly"]
    assert session["samesite"] == "Lax"
    assert client.cookies["csrftoken"]["samesite"] == "Lax"


def deploy(**changes):
    key = Fernet.generate_key().decode()
    environment = {
        "PATH": os.environ["PATH"],
        "FIELD_KEY": key,
        "SECRET_KEY": "k9" * 8 + Fernet.generate_key().decode(),
    }
    environment |= {"ALLOWED_HOSTS": "samma.example.org", "DEBUG": "off"} | changes
    return environment


def run(*words, **changes):
    return subprocess.run(
        [sys.executable, *words],
        cwd=project.BASE_DIR,
        env=deploy(**changes),
        capture_output=True,
        text=True,
        check=False,
    )


def test_deployment_checks_are_clean_behind_https():
    done = run("manage.py", "check", "--deploy", "--fail-level", "WARNING", HTTPS="on")

    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def test_deployment_without_a_phone_key_is_refused():
    done = run("manage.py", "check", "--deploy", HTTPS="on", FIELD_KEY="")

    assert done.returncode == 1
    assert "FIELD_KEY" in done.stderr


def test_deployment_without_a_signing_key_is_refused():
    done = run("manage.py", "check", "--deploy", HTTPS="on", SECRET_KEY="")

    assert done.returncode == 1
    assert "SECRET_KEY" in done.stderr


ASK = """
import django, json; django.setup()
from django.conf import settings as s
print(json.dumps([s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_HSTS_SECONDS, s.SECURE_SSL_REDIRECT, s.DEBUG]))
"""


@pytest.mark.parametrize(
    ("https", "expected"),
    [("on", [True, True, 31536000, True, False]), ("off", [False, False, 0, False, False])],
)
def test_https_turns_on_all_that_belongs_to_it(https, expected):
    done = run("-c", ASK, HTTPS=https, DJANGO_SETTINGS_MODULE="samma.settings")

    assert json.loads(done.stdout.strip().splitlines()[-1]) == expected


# --- error pages


def assert_thai(response, status, words):
    page = response.content.decode()
    assert response.status_code == status
    assert words in page
    assert latin_words(page, {"user" + str(n) for n in range(10)} | {"user"}) == []
    assert_policy(response)


def test_404_in_thai(client, db):
    client.force_login(make_officer())

    assert_thai(client.get("/admin-ไม่มี/"), 404, "ไม่พบหน้าที่ต้องการ")


def test_403_in_thai(client, db):
    client.force_login(make_officer())

    assert_thai(client.get("/admin/login/"), 403, "ทำรายการนี้ไม่ได้")


def test_a_request_too_large_is_413_in_thai(client, db, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    client.force_login(make_officer())

    response = client.post(reverse("account_change_password"), {"oldpassword": "ก" * 1000})

    assert_thai(response, 413, "ใหญ่เกินไป")


def test_too_many_fields_are_413_too(client, db, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 10
    client.force_login(make_officer())

    assert client.post(reverse("account_change_password"), {f"f{n}": "1" for n in range(20)}).status_code == 413


def test_what_cannot_be_read_is_400_in_thai(client, db):
    response = client.get("/accounts/login/", HTTP_HOST="elsewhere.example")

    assert_thai(response, 400, "อ่านคำขอนี้ไม่ได้")


def test_500_stands_without_the_database(client, monkeypatch):
    """No db fixture: a query would fail this test."""
    client.raise_request_exception = False
    monkeypatch.setattr("samma.views.connection.cursor", lambda: 1 / 0)

    assert_thai(client.get(reverse("healthz")), 500, "ระบบขัดข้อง")


# --- a form whose page grew old


def stale_form(data, **headers):
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_officer())
    return client, client.post(reverse("usersessions_list"), data, headers=headers)


def test_an_old_form_is_told_in_thai_and_offers_what_was_typed(db):
    _, response = stale_form({"note": "พิมพ์ไว้ยาว", "day": ["1", "2"]}, **{"Sec-Fetch-Site": "same-origin"})

    assert_thai(response, 403, "สิ่งที่พิมพ์ยังอยู่")
    assert 'name="note" value="พิมพ์ไว้ยาว"' in response.content.decode()
    assert response.content.decode().count('name="day"') == 2


def test_sending_it_again_works(db):
    client, response = stale_form({"note": "พิมพ์ไว้ยาว"}, **{"Sec-Fetch-Site": "same-origin"})
    token = response.context["csrf_token"]

    again = client.post(reverse("usersessions_list"), {"note": "พิมพ์ไว้ยาว", "csrfmiddlewaretoken": str(token)})

    assert again.status_code == 302


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none", ""])
def test_a_strange_site_lays_no_words_in_anyones_mouth(db, site):
    _, response = stale_form({"note": "ของคนอื่น"}, **({"Sec-Fetch-Site": site} if site else {}))

    assert "ของคนอื่น" not in response.content.decode()
    assert_thai(response, 403, "หน้านี้หมดอายุแล้ว")


def test_a_password_is_never_given_back(db):
    _, response = stale_form({"oldpassword": "ความลับ1"}, **{"Sec-Fetch-Site": "same-origin"})

    assert "ความลับ1" not in response.content.decode()


# --- logs


def logged(message, *values, **more):
    record = logging.LogRecord(
        "django.request", logging.ERROR, __file__, 1, message, values, more.pop("exc_info", None)
    )
    record.__dict__.update(more)
    return JsonFormatter().format(record)


def test_a_log_line_is_json_with_path_status_and_number_of_the_user(db):
    user = make_officer(first_name="สมใจลับ")
    request = RequestFactory().get("/households/?q=สมใจลับ")
    request.user = user

    line = json.loads(logged("Not Found: %s", request.path, request=request, status_code=404))

    assert (line["path"], line["status"], line["user"]) == ("/households/", 404, user.pk)
    assert "สมใจลับ" not in json.dumps(line, ensure_ascii=False)


def test_an_errors_words_stay_out_of_the_log():
    try:
        try:
            raise ValueError("DETAIL: Key (last_name)=(ใจงามลับ) already exists")
        except ValueError as cause:
            raise PermissionDenied("ใจงามลับ") from cause
    except PermissionDenied:
        line = logged("Internal Server Error", exc_info=sys.exc_info())

    assert "ใจงามลับ" not in line
    assert "PermissionDenied" in line and "ValueError" in line
    assert "test_security.py" in line


def test_a_live_invitation_stays_out_of_the_log():
    request = RequestFactory().get("/accounts/phone/kept-secret-token/")
    request.user = AnonymousUser()

    line = logged("Forbidden (CSRF cookie not set.): %s", request.path, request=request)

    assert "kept-secret-token" not in line
    assert "/accounts/phone/" in line


def test_what_a_failing_page_logs_holds_no_person(client, db, caplog, monkeypatch):
    trainer = make_trainer_user(make_sage(first_name="บุญมีลับ"))
    client.force_login(trainer)
    client.raise_request_exception = False

    def fails(request):
        raise ValueError("บุญมีลับ 081-234-5678")

    monkeypatch.setattr("allauth.usersessions.views.UserSession.objects.purge_and_list", fails)
    with caplog.at_level(logging.WARNING):
        client.post(reverse("account_logout"), {"note": "บุญมีลับ"})
        client.force_login(trainer)
        response = client.get(reverse("usersessions_list") + "?q=บุญมีลับ")

    lines = [JsonFormatter().format(record) for record in caplog.records]
    assert response.status_code == 500
    assert lines
    assert not any("บุญมีลับ" in line or "081" in line for line in lines)

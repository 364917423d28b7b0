"""The phone page's own files: the same for everybody, whole under one version, with nothing of anybody in them."""

import gzip
import json
import re
import shutil

import pytest
from django.conf import settings
from django.urls import reverse

from households.phone.shell import PAGE, shell, version
from tests import factories as make

pytestmark = pytest.mark.django_db


def files_of_worker(client):
    told = client.get("/sw.js").content.decode()
    return json.loads(re.search(r"const SHELL = (\{.*?\n\});", told, re.DOTALL)[1])


def test_the_page_is_the_same_for_everybody_and_needs_no_sign_in(client):
    anyone = client.get(PAGE)
    client.force_login(make.make_trainer_user(make.make_sage(first_name="มะลิสมมุติ")))

    assert client.get(PAGE).content == anyone.content and anyone.status_code == 200
    assert "csrf" not in anyone.content.decode() and anyone["Cache-Control"] == "no-cache"


def test_the_worker_keeps_every_file_that_the_page_names_and_each_is_there(client):
    told = files_of_worker(client)
    page = client.get(PAGE).content.decode()
    named = set(re.findall(r'(?:src|href)="(/[^"#?]+)"', page)) - {reverse("field-online")}

    assert named <= set(told["files"]) and told["version"] == version()
    for address in told["files"]:
        response = client.get(address)
        assert response.status_code == 200, address
        assert shell().version not in address or "immutable" in response["Cache-Control"]


def test_every_module_that_a_module_names_is_in_the_shell():
    files = shell().files
    for path, kept in files.items():
        for named in re.findall(r'from "(\.[^"]+)"', kept.body.decode(errors="ignore")):
            folders = path.split("/")[:-1]
            for step in named.split("/"):
                folders = folders[:-1] if step == ".." else folders if step == "." else [*folders, step]
            assert "/".join(folders) in files, f"{path} names {named}"


def test_another_version_is_not_here(client):
    address = reverse("field-file", args=[version(), "css/field.css"])

    assert client.get(address).status_code == 200
    assert client.get(address.replace(version(), "0" * 16)).status_code == 404
    assert client.get(reverse("field-file", args=[version(), "../samma/settings.py"])).status_code == 404


def test_a_changed_file_makes_another_version(tmp_path, settings):
    before = version()
    shutil.copytree(settings.STATICFILES_DIRS[0], tmp_path / "static")
    (tmp_path / "static/js/field/bus.js").write_text("/* another */\n", encoding="utf-8")
    settings.STATICFILES_DIRS, settings.DEBUG = [tmp_path / "static"], True

    assert version() != before


def test_files_go_out_packed_to_those_who_can_unpack(client):
    address = reverse("field-file", args=[version(), "css/field.css"])
    plain, packed = client.get(address), client.get(address, headers={"accept-encoding": "br, gzip"})

    assert packed["Content-Encoding"] == "gzip" and gzip.decompress(packed.content) == plain.content
    assert len(packed.content) < len(plain.content) / 2 and "Accept-Encoding" in packed["Vary"]


def test_a_file_is_one_answer_to_everybody_so_that_a_phone_takes_it_once(client):
    client.force_login(make.make_trainer_user(make.make_sage()))
    for address in (PAGE, "/sw.js", "/manifest.webmanifest", reverse("field-file", args=[version(), "css/field.css"])):
        first = client.get(address)
        again = client.get(address, headers={"if-none-match": first["ETag"]})

        assert "Cookie" not in first["Vary"] and not first.cookies, address
        assert (again.status_code, again.content) == (304, b""), address
        assert client.get(address, headers={"if-none-match": '"another"'}).status_code == 200


def test_whoever_has_no_way_to_keep_the_page_is_told_why(client):
    team = make.make_team()
    client.force_login(make.make_trainer_user(team.seated()[1].sage))

    assert "https" in client.get(reverse("field-online"), {"why": "http"}).content.decode()
    assert "ไม่ระบุตัวตน" in client.get(reverse("field-online"), {"why": "private"}).content.decode()
    assert reverse("field-home") in client.get(reverse("field-online")).content.decode()


def test_no_module_of_the_page_is_longer_than_one_idea_and_each_says_why():
    folder = settings.STATICFILES_DIRS[0] / "js/field"
    for path in folder.glob("*.js"):
        text = path.read_text(encoding="utf-8")
        assert text.startswith("/* ") and len(text.splitlines()) < 300, path.name

"""What Django and the packages say on our screens is said in Thai: nothing is missing, and the compiled file is the written one."""

import gettext
import re
import string
from pathlib import Path

import allauth
import django
import django_filters
import import_export
import pytest
import simple_history
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as say
from django.utils.translation import ngettext, pgettext
from django.views.i18n import JavaScriptCatalog

DJANGO, CONTRIB = Path(django.__file__).parent, Path(django.__file__).parent / "contrib"
OURS = Path(settings.BASE_DIR) / "locale" / "th" / "LC_MESSAGES"


def source(folder, language, domain="django"):
    """The sentences of a package: its compiled catalogue in a language that it ships, or the English template."""
    compiled = folder / language / "LC_MESSAGES" / f"{domain}.mo"
    with compiled.open("rb") as file:
        catalogue = gettext.GNUTranslations(file)._catalog
    return {(key[0] if isinstance(key, tuple) else key) for key in catalogue if key}


def english(folder, domain="django"):
    """English .mo files are empty, so the template itself is read."""
    text = (folder / "en" / "LC_MESSAGES" / f"{domain}.po").read_text("utf8")
    for entry in text.split("\n\n"):
        if found := re.search(r'^msgid ((?:".*"\n?)+)', entry, re.M):
            words = "".join(line[1:-1] for line in found[1].split("\n") if line)
            context = re.search(r'^msgctxt "(.*)"', entry, re.M)
            words = words.encode().decode("unicode_escape").encode("latin1").decode("utf8")
            if words:
                yield f"{context[1]}\x04{words}" if context else words


CATALOGUES = {
    "forms": english(DJANGO / "conf" / "locale"),
    "accounts": english(CONTRIB / "auth" / "locale"),
    "kinds of data": english(CONTRIB / "contenttypes" / "locale"),
    "admin": english(CONTRIB / "admin" / "locale"),
    "allauth": english(Path(allauth.__file__).parent / "locale"),
    "import-export": source(Path(import_export.__file__).parent / "locale", "fr"),
    "simple-history": source(Path(simple_history.__file__).parent / "locale", "fr"),
    "filter": source(Path(django_filters.__file__).parent / "locale", "de"),
}


@pytest.mark.parametrize(("package", "sentences"), [(name, sorted(set(all_))) for name, all_ in CATALOGUES.items()])
def test_no_sentence_of_a_package_is_missing(package, sentences):
    catalogue = translation.trans_real.translation("th")._catalog

    # A sentence with a plural is kept under its number; Thai has one form.
    missing = [words for words in sentences if not (catalogue.get(words) or catalogue.get((words, 0)))]

    assert missing == []
    assert len(sentences) > 5


def test_the_admins_scripts_speak_thai():
    view = JavaScriptCatalog(packages=["django.contrib.admin"])
    view.translation = translation.trans_real.DjangoTranslation(
        "th", domain="djangojs", localedirs=view.get_paths(["django.contrib.admin"])
    )
    said = view.get_catalog()

    missing = [words for words in english(CONTRIB / "admin" / "locale", "djangojs") if words not in said]

    assert missing == []


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_the_compiled_file_is_made_from_the_written_one(domain):
    written = (OURS / f"{domain}.po").read_text("utf8")
    with (OURS / f"{domain}.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)._catalog

    lines = re.findall(r'^msgstr(?:\[0\])? "(.+)"$', written, re.M)

    assert {line for line in lines if "\\" not in line} == {
        text for text in compiled.values() if "\n" not in text and '"' not in text
    } - {""}


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_each_sentence_keeps_its_placeholders(domain):
    with (OURS / f"{domain}.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)._catalog

    for key, text in compiled.items():
        original = (key[0] if isinstance(key, tuple) else key).split("\x04")[-1]
        if original:
            assert set(re.findall(r"%\(\w+\)[sdr]|%[sdr]", original)) == set(re.findall(r"%\(\w+\)[sdr]|%[sdr]", text))
            if "{" in original:
                names = {name for _, name, _, _ in string.Formatter().parse(original) if name is not None}
                assert names == {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize(
    ("said", "thai"),
    [
        (lambda: say("This field is required."), "โปรดกรอกช่องนี้"),
        (lambda: say("Confirm import"), "ยืนยันนำเข้า"),
        (lambda: say("Incorrect password."), "รหัสผ่านไม่ถูกต้อง"),
        (lambda: say("Changed by"), "ผู้แก้ไข"),
        (lambda: pgettext("String to return when truncating text", "%(truncated_text)s…"), "%(truncated_text)s…"),
        (lambda: ngettext("%(num)d day", "%(num)d days", 3) % {"num": 3}, "3 วัน"),
    ],
    ids=["form", "import", "password", "history", "cut short", "count"],
)
def test_our_words_win(said, thai):
    assert said() == thai

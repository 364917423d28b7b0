"""The check at start says in Thai what printing lacks."""

from samma.pdf import checks


def test_this_machine_can_print():
    assert checks.check_libraries(None) == []


def test_a_missing_library_is_named(monkeypatch):
    monkeypatch.setitem(checks.LIBRARIES, "no-such-library", "libno-such.so.0")
    (warning,) = checks.check_libraries(None)
    assert warning.id == "samma.pdf.W001"
    assert "พิมพ์ PDF ไม่ได้: ไม่พบ no-such-library" in warning.msg
    assert "apt install" in warning.hint


def test_a_missing_dictionary_is_said(monkeypatch):
    """Without it Pango finds no place inside a long line, as here inside one word."""
    monkeypatch.setattr(checks, "LONG_LINE", "หมู่")
    (warning,) = checks.check_libraries(None)
    assert warning.id == "samma.pdf.W002"
    assert "เฉพาะที่เว้นวรรค" in warning.msg

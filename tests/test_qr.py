"""A QR is drawn by attributes alone, so that the strict policy shows it, and differs with its text."""

from urllib.parse import unquote

from samma.qr import qr_data_uri, qr_svg

ADDRESS = "https://samma.example/accounts/phone/abc/"


def test_the_picture_needs_no_style_and_no_script():
    svg = qr_svg(ADDRESS)

    assert svg.startswith("<svg ")
    assert 'width="280"' in svg and "viewBox" in svg
    assert "style" not in svg and "script" not in svg


def test_the_picture_is_named_in_thai_for_those_who_listen():
    assert 'role="img" aria-label="คิวอาร์โค้ด"' in qr_svg(ADDRESS)


def test_another_text_is_another_picture():
    assert qr_svg(ADDRESS) == qr_svg(ADDRESS)
    assert qr_svg(ADDRESS) != qr_svg(ADDRESS + "x")


def test_the_picture_for_paper_is_one_data_address():
    uri = qr_data_uri(ADDRESS)

    assert uri.startswith("data:image/svg+xml")
    assert "<svg" in unquote(uri) and "style" not in uri

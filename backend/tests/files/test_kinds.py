"""What files are, by their content."""

import gzip
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundwork.domains.files.kinds import HEAD, INLINE, Kind, recognize
from groundwork.kernel.pictures import PictureTooLarge
from tests.accounts import drawing


def zipped() -> bytes:
    """A ZIP."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("a.txt", "a")
    return written.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "content_type", "kind"),
    [
        (b"%PDF-1.7\n", "a.txt", "application/pdf", Kind.DOCUMENT),
        (zipped(), "a.zip", "application/zip", Kind.OTHER),
        (zipped(), "a.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", Kind.DOCUMENT),
        (zipped(), "a.png", "application/zip", Kind.OTHER),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.XLS", "application/vnd.ms-excel", Kind.DOCUMENT),
        (gzip.compress(b"a", mtime=0), "a.txt", "application/gzip", Kind.OTHER),
        (b"\0\0\0\x18ftypmp42", "a", "video/mp4", Kind.OTHER),
        (b"\0\0\0\x18ftypavif", "a", "image/avif", Kind.OTHER),
        (b"ID3\x03", "a", "audio/mpeg", Kind.OTHER),
        (b"RIFF\0\0\0\0WAVEfmt ", "a", "audio/wav", Kind.OTHER),
        (b"RIFF\0\0\0\0WEBPVP8 ", "a.webp", "application/octet-stream", Kind.OTHER),
        (b"<script>WAVE", "a.html", "text/html", Kind.OTHER),
        (b"<p>\nftypavif", "a.html", "text/html", Kind.OTHER),
        (b"MZ\x90\0\x03", "view.png", "application/octet-stream", Kind.OTHER),
        (b"\x7fELF", "a.txt", "application/octet-stream", Kind.OTHER),
        (b"a,b\n1,2\n", "a.csv", "text/csv", Kind.DOCUMENT),
        ("Grüße".encode(), "a", "text/plain", Kind.DOCUMENT),
        ("Grüße".encode("utf-16"), "a.txt", "application/octet-stream", Kind.OTHER),
        (b"# Title\n", "a.md", "text/markdown", Kind.DOCUMENT),
        (b"{}", "a.json", "application/json", Kind.OTHER),
        (b"", "a.txt", "text/plain", Kind.DOCUMENT),
        (b"plain", "a.html", "text/html", Kind.OTHER),
        (b"plain", "a.svg", "image/svg+xml", Kind.OTHER),
        (b"\xef\xbb\xbf <!DOCTYPE html><p>", "a.txt", "text/html", Kind.OTHER),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.png", "image/svg+xml", Kind.OTHER),
        (b"<?xml version='1.0'?><svg/>", "a.txt", "image/svg+xml", Kind.OTHER),
        (b"<?xml version='1.0'?><note/>", "a.txt", "application/xml", Kind.OTHER),
        (b"a letter about <b>HTML</b> and <script>", "a.txt", "text/plain", Kind.DOCUMENT),
    ],
)
def test_the_content_says_what_it_is(content: bytes, name: str, content_type: str, kind: Kind) -> None:
    found = recognize(content, name)
    assert (found.content_type, found.kind) == (content_type, kind)


@pytest.mark.parametrize("form", drawing.KINDS)
def test_pictures_are_measured_by_their_first_bytes(form: str) -> None:
    content = drawing.encoded(drawing.quadrants().resize((300, 200)), form) + bytes(HEAD)
    found = recognize(content[:HEAD], "page.html")
    assert (found.content_type, found.kind) == (drawing.KINDS[form], Kind.IMAGE)
    assert (found.width, found.height) == (300, 200)


@pytest.mark.parametrize("options", [{"lossless": True}, {"quality": 80}, {"save_all": True}])
def test_every_kind_of_webp_is_measured(options: dict[str, object]) -> None:
    """VP8L, VP8, VP8X, each cut off after 64 bytes."""
    image = drawing.quadrants().resize((301, 203))
    if "save_all" in options:
        options = {**options, "append_images": [drawing.quadrants().resize((301, 203)).rotate(90)]}
    found = recognize(drawing.encoded(image, "WEBP", **options)[:64], "a")
    assert (found.content_type, found.width, found.height) == ("image/webp", 301, 203)


@pytest.mark.parametrize(
    "content", [drawing.png_flood(50_000, 50_000), drawing.gif_flood(), drawing.webp_flood(), drawing.jpeg_flood()]
)
def test_s57_a_flood_of_pixels_is_refused_by_its_header(content: bytes) -> None:
    """[ASVS 5.2.6]"""
    with pytest.raises(PictureTooLarge):
        recognize(content[:HEAD], "view.png")


def test_a_letter_cut_off_in_the_middle_of_a_character_is_text() -> None:
    assert recognize(("a" + "ü" * HEAD).encode()[:HEAD], "a").content_type == "text/plain"


@given(st.binary(max_size=2000), st.text(max_size=20))
def test_whatever_it_is_it_has_a_type(content: bytes, name: str) -> None:
    assert recognize(content, name).content_type


@given(
    st.sampled_from(["html", "svg", "xhtml", "xml", "js", "css", "pdf", "bin", ""]),
    st.binary(max_size=100) | st.sampled_from([b"WAVE", b"AVI ", b"WEBP", b"ftypavif", b"ustar"]),
)
def test_s56_nothing_that_could_be_a_page_is_shown(suffix: str, tail: bytes) -> None:
    """[ASVS 5.2.2]"""
    for head in (b"<html>", b"<svg>", b"<?xml version='1.0'?>", b"<script>"):
        assert not INLINE.fullmatch(recognize(head + tail, f"a.{suffix}").content_type)

"""Files: hostile names, pages that would be pictures, and few bytes that promise many."""

import gzip
import io
import zipfile
from typing import Any

import httpx2
import psutil
import pytest

from groundwork.kernel.runtime import Runtime
from tests.accounts import drawing
from tests.conftest import MakePerson, Person
from tests.files.support import content_of, file_of, upload, uploaded
from tests.security.support import RunJobs, code_of, fetch, snapshot

pytestmark = pytest.mark.anyio

NAMES = {
    "../../../etc/passwd": "passwd",
    "..\\..\\windows\\win.ini": "win.ini",
    "/etc/cron.d/evil": "evil",
    "file:///etc/passwd": "passwd",
    "....//....//a.txt": "a.txt",
    "nul\0byte.txt": "nulbyte.txt",
    "a\r\nSet-Cookie: s=1\r\n\r\n<script>.txt": "aSet-Cookie_ s=1_script_.txt",
    'quote".txt': "quote_.txt",
    "back\\slash.txt": "slash.txt",
    "photo\u202egpj.exe": "photogpj.exe",
    "CON": "_CON",
    "lpt1.txt": "_lpt1.txt",
    "..": "file",
    "": "file",
    "; rm -rf ~": "; rm -rf ~",
    "$(id).txt": "$(id).txt",
    "<img src=x onerror=alert(1)>.png": "_img src=x onerror=alert(1)_.png",
    "x" * 900 + ".txt": "x" * 251 + ".txt",
}


async def raw_upload(who: Person, name: bytes, content: bytes = b"Notes") -> httpx2.Response:
    """Send a file under a name as it is, whatever a client would make of it."""
    body = b'--x\r\nContent-Disposition: form-data; name="file"; filename="%b"\r\n\r\n%b\r\n--x--\r\n' % (name, content)
    return await who.call("POST", "/files", content=body, headers={"Content-Type": "multipart/form-data; boundary=x"})


@pytest.mark.parametrize("name", NAMES)
async def test_s55_a_hostile_name_is_only_ever_a_name(person: MakePerson, runtime: Runtime, name: str) -> None:
    """No path, no header, no device is made of it; what is kept has a name of ours. [ASVS 5.3.2, 5.4.2]"""
    ada = await person()
    written = name.replace("\\", "\\\\").replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
    answer = await raw_upload(ada, written.encode())
    assert answer.status_code == 201, answer.text
    file = answer.json()["data"]
    assert file["name"] == NAMES[name]
    sent = await content_of(ada, file, download="true")
    assert sent.content == b"Notes"
    assert "set-cookie" not in sent.headers
    header = sent.headers["Content-Disposition"]
    assert header.startswith('attachment; filename="')
    assert header.count('"') == 2
    assert header.isascii()
    kept = [found.path async for found in runtime.storage.below("files") if file["id"] in found.path]
    assert kept == [f"files/{file['id']}/original"]
    renamed = await ada.call("PATCH", f"/files/{file['id']}", json={"name": f"x/{name}".replace("\0", "\x01")})
    assert renamed.json()["data"]["name"] == NAMES[name]


@pytest.mark.parametrize("name", [b"a\r\nX-Evil: 1", b"a\nX-Evil: 1", b"a\0b", b"\xff\xfe"])
async def test_s55_bytes_that_are_no_name_end_nothing(person: MakePerson, name: bytes) -> None:
    """Raw line ends are refused or read as a name; none of them becomes a header. [ASVS 5.3.2]"""
    ada = await person()
    answer = await raw_upload(ada, name)
    assert answer.status_code in {201, 400}
    assert "x-evil" not in answer.headers
    if answer.status_code == 201:
        assert "x-evil" not in (await content_of(ada, answer.json()["data"])).headers


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(document.domain)</script>"
PAGES: dict[str, tuple[bytes, str]] = {
    "HTML as HTML": (HTML, "page.html"),
    "HTML as a picture": (HTML, "view.png"),
    "HTML as text": (HTML, "notes.txt"),
    "HTML behind a byte order mark": (b"\xef\xbb\xbf \n" + HTML, "notes.txt"),
    "SVG as SVG": (SVG, "view.svg"),
    "SVG as a picture": (SVG, "view.png"),
    "SVG as XML": (b'<?xml version="1.0"?>\n' + SVG, "view.xml"),
    "XHTML": (b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><script/></html>', "a.xhtml"),
    "a script": (b"alert(1)", "a.js"),
    "a style": (b"body{}", "a.css"),
    "a PDF that is a page": (b"%PDF-1.7\n" + HTML, "a.pdf"),
    "a page in UTF-16": (HTML.decode().encode("utf-16"), "a.html"),
    "a page in UTF-7": (b"+ADw-script+AD4-alert(1)+ADw-/script+AD4-", "a.html"),
    "an archive with a page": (b"PK\x03\x04" + HTML, "a.jar"),
    "Flash": (b"FWS\x09\0\0\0\0", "a.swf"),
}


@pytest.mark.parametrize("kind", PAGES)
async def test_s56_a_page_is_saved_and_never_shown(person: MakePerson, kind: str) -> None:
    """Whatever it is called or said to be, it comes back as an attachment that can do nothing. [ASVS 5.2.2, 3.2.1]"""
    ada = await person()
    content, name = PAGES[kind]
    answer = await ada.call("POST", "/files", files={"file": (name, content, "image/png")}, data={"public": "true"})
    assert answer.status_code == 201, answer.text
    file = answer.json()["data"]
    assert (file["width"], file["variants"], file["status"]) == (None, [], "ready")
    for query in ({}, {"variant": "320"}, {"download": "false"}):
        sent = await content_of(ada, file, {"Accept": "image/avif,text/html"}, **query)
        assert sent.content == content
        _is_harmless(sent)
        assert sent.headers["Content-Disposition"].startswith("attachment")


async def test_s56_a_picture_that_is_a_page_as_well_is_a_picture_only(person: MakePerson, run_jobs: RunJobs) -> None:
    """GIF, PNG and JPEG with a page inside: shown as what their first bytes say, and drawn anew. [ASVS 5.2.2]"""
    ada = await person()
    canary = b"/*" + HTML + b"*/"
    pictures = {
        "GIF": drawing.encoded(drawing.quadrants(), "GIF", comment=canary),
        "PNG": drawing.encoded(drawing.quadrants(), "PNG") + canary,
        "JPEG": drawing.encoded(drawing.quadrants(), "JPEG", comment=canary),
    }
    for kind, content in pictures.items():
        assert canary in content
        file = await uploaded(ada, content, "view.html", public="true")
        await run_jobs()
        sent = await content_of(ada, file)
        _is_harmless(sent)
        assert sent.headers["Content-Type"] == drawing.KINDS[kind]
        for accept in ("image/avif", "*/*"):
            smaller = await content_of(ada, file, {"Accept": accept}, variant=160)
            _is_harmless(smaller)
            assert b"script" not in smaller.content
            assert smaller.content != content


@pytest.mark.parametrize("head", [b"GIF89a", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"RIFF\0\0\0\0WEBPVP8 "])
async def test_s56_what_only_begins_like_a_picture_is_none(person: MakePerson, run_jobs: RunJobs, head: bytes) -> None:
    """[ASVS 5.2.2]"""
    ada = await person()
    file = await uploaded(ada, head + b"=1;" + HTML, "view.gif")
    await run_jobs()
    file = await file_of(ada, file["id"])
    assert (file["contentType"], file["variants"]) == ("application/octet-stream", [])
    sent = await content_of(ada, file)
    _is_harmless(sent)
    assert sent.headers["Content-Disposition"].startswith("attachment")


def _is_harmless(answer: httpx2.Response) -> None:
    assert answer.status_code == 200
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'; sandbox" in answer.headers.get_list("Content-Security-Policy")
    kind = answer.headers["Content-Type"].partition(";")[0]
    inline = answer.headers["Content-Disposition"].startswith("inline")
    assert not (inline and kind in {"text/html", "image/svg+xml", "application/xml", "application/xhtml+xml"})


FLOODS = {
    "PNG": drawing.png_flood(50_000, 50_000),
    "GIF": drawing.gif_flood(),
    "WebP": drawing.webp_flood(),
    "JPEG": drawing.jpeg_flood(),
}


@pytest.mark.parametrize("kind", FLOODS)
async def test_s57_a_flood_of_pixels_is_refused_before_it_is_decoded(
    person: MakePerson, runtime: Runtime, kind: str
) -> None:
    """By its header; the memory does not grow, nothing is kept. [ASVS 5.2.6]"""
    ada = await person()
    await upload(ada, b"warm")
    before = await snapshot(runtime)
    memory = psutil.Process().memory_info().rss
    answer = await upload(ada, FLOODS[kind], "view.png")
    assert code_of(answer) == (413, "PAYLOAD_TOO_LARGE")
    assert psutil.Process().memory_info().rss - memory < 32 * 1024 * 1024
    assert await snapshot(runtime) == before
    kept = {found.path.split("/")[1] async for found in runtime.storage.below("files")}
    rows = {str(row.id) for row in await fetch(runtime, "SELECT id FROM files WHERE owner_id = :id", id=ada.id)}
    assert len(rows & kept) == 1


def _bombs() -> dict[str, tuple[bytes, str]]:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(4):
            archive.writestr(f"{number}.xml", bytes(32 * 1024 * 1024))
    return {
        "ZIP": (written.getvalue(), "a.zip"),
        "office document": (written.getvalue(), "a.docx"),
        "gzip": (gzip.compress(bytes(128 * 1024 * 1024), 9), "a.gz"),
    }


async def test_s57_archives_are_not_opened(person: MakePerson, runtime: Runtime, run_jobs: RunJobs) -> None:
    """128 MB in 128 kB stay 128 kB, in memory, in the storage and in the quota; a coded body is not decoded. [5.2.3]"""
    ada = await person()
    for kind, (content, name) in _bombs().items():
        memory = psutil.Process().memory_info().rss
        file = await uploaded(ada, content, name)
        await run_jobs()
        assert file["size"] == len(content) < 1024 * 1024, kind
        assert (await content_of(ada, file)).content == content
        assert psutil.Process().memory_info().rss - memory < 32 * 1024 * 1024, kind
    coded: dict[str, Any] = {"files": {"file": ("a", b"1")}, "headers": {"Content-Encoding": "gzip"}}
    answer = await ada.call("POST", "/files", **coded)
    assert answer.status_code == 201
    assert answer.json()["data"]["size"] == 1

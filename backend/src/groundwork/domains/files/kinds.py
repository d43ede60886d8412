"""What a file is, told by its content: by the first bytes, never by its name or what the client says.

The name only tells apart what has the same content: a table and a letter are both text, an office document is a ZIP.
"""

import codecs
import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath

from groundwork.kernel import pictures

HEAD = 256 * 1024
"""How many of the first bytes are looked at."""

UNKNOWN = "application/octet-stream"


class Kind(StrEnum):
    """What lists are filtered by."""

    IMAGE = "image"
    DOCUMENT = "document"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Recognized:
    """A content type, and the upright size in pixels of a picture, as far as its first bytes tell."""

    content_type: str
    kind: Kind = Kind.OTHER
    width: int | None = None
    height: int | None = None


_SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"%PDF-", "application/pdf"),
    (0, b"PK\x03\x04", "application/zip"),
    (0, b"PK\x05\x06", "application/zip"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (0, b"{\\rtf", "application/rtf"),
    (0, b"\x1f\x8b", "application/gzip"),
    (0, b"BZh", "application/x-bzip2"),
    (0, b"\xfd7zXZ\x00", "application/x-xz"),
    (0, b"\x28\xb5\x2f\xfd", "application/zstd"),
    (0, b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (0, b"Rar!\x1a\x07", "application/vnd.rar"),
    (257, b"ustar", "application/x-tar"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"\xff\xfb", "audio/mpeg"),
    (0, b"\xff\xf3", "audio/mpeg"),
    (0, b"\xff\xf2", "audio/mpeg"),
    (0, b"fLaC", "audio/flac"),
    (0, b"OggS", "audio/ogg"),
    (0, b"\x1a\x45\xdf\xa3", "video/webm"),
    (0, b"II*\x00", "image/tiff"),
    (0, b"MM\x00*", "image/tiff"),
    (0, b"BM", "image/bmp"),
    (0, b"wOFF", "font/woff"),
    (0, b"wOF2", "font/woff2"),
    (0, b"SQLite format 3\x00", "application/vnd.sqlite3"),
    (0, b"GIF8", UNKNOWN),  # what only begins like a picture; those that are some have been recognized before
)
"""Offset, bytes, type."""

_RIFF: tuple[tuple[bytes, str], ...] = ((b"WAVE", "audio/wav"), (b"AVI ", "video/x-msvideo"))
"""The form that a RIFF file tells behind its mark and its length (Multimedia Programming Interface 1.0, chapter 2)."""

_BRANDS: tuple[tuple[bytes, str], ...] = (
    (b"avif", "image/avif"),
    (b"heic", "image/heic"),
    (b"mif1", "image/heif"),
    (b"M4A", "audio/mp4"),
    (b"qt", "video/quicktime"),
    (b"", "video/mp4"),
)
"""The brand in the first box of an ISO base media file (ISO/IEC 14496-12, 4.3). The more particular ones first."""

_LARGEST_FIRST_BOX = 4096
"""Bytes. A first box lists some brands of four bytes each; four letters in its place are a far longer one."""

_JPEG = b"\xff\xd8\xff"

_TEXTS = {
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".md": "text/markdown",
    ".json": "application/json",
    ".ics": "text/calendar",
    ".vcf": "text/vcard",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".svg": "image/svg+xml",
    ".xml": "application/xml",
    ".css": "text/css",
    ".js": "text/javascript",
}
_ZIPS = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".odp": "application/vnd.oasis.opendocument.presentation",
    ".epub": "application/epub+zip",
}
_OLES = {
    ".doc": "application/msword",
    ".xls": "application/vnd.ms-excel",
    ".ppt": "application/vnd.ms-powerpoint",
}
_MARKUP = re.compile(
    rb"<(?:!doctype|html|head|body|script|svg|iframe|img|a|p|div|h1|table|title|style|meta|link|br|!--|\?xml)",
    re.IGNORECASE,
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_DOCUMENTS = frozenset(
    {"application/pdf", "application/rtf", *_ZIPS.values(), *_OLES.values(), "text/plain", "text/csv"}
    | {"text/markdown", "text/tab-separated-values"}
)
INLINE = re.compile(
    r"image/(?:jpeg|png|webp|gif|avif)|audio/(?:mpeg|flac|ogg|wav|mp4)|video/(?:mp4|webm|quicktime)|text/plain|text/csv"
)
"""What is shown in the browser; everything else is saved. A page of somebody's own making is never shown as ours."""


def recognize(head: bytes, name: str) -> Recognized:
    """What begins with ``head`` (up to :data:`HEAD` bytes).

    Raises:
        PictureTooLarge: it is a picture whose pixels do not fit into memory.
    """
    picture = pictures.measure(head)
    if picture is not None:
        return Recognized(picture.content_type, Kind.IMAGE, picture.width, picture.height)
    if head.startswith(_JPEG) and len(head) >= HEAD:
        return Recognized("image/jpeg", Kind.IMAGE)  # with so much about it in front that its size comes later
    content_type = _type_of(head, PurePosixPath(name.lower()).suffix)
    return Recognized(content_type, Kind.DOCUMENT if content_type in _DOCUMENTS else Kind.OTHER)


def _type_of(head: bytes, suffix: str) -> str:
    """What begins with a text of somebody's choosing is a text, whatever stands behind it."""
    if head.startswith(b"RIFF"):
        return next((form for mark, form in _RIFF if head.startswith(mark, 8)), UNKNOWN)
    if head.startswith(b"ftyp", 4) and int.from_bytes(head[:4]) <= _LARGEST_FIRST_BOX:
        return next(kind for mark, kind in _BRANDS if head.startswith(mark, 8))
    for offset, mark, content_type in _SIGNATURES:
        if head.startswith(mark, offset):
            if content_type == "application/zip":
                return _ZIPS.get(suffix, content_type)
            if content_type == "application/x-ole-storage":
                return _OLES.get(suffix, content_type)
            return content_type
    return _text_type(head, suffix) if _is_text(head) else UNKNOWN


def _is_text(head: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head, final=len(head) < HEAD)
    except UnicodeDecodeError:
        return False
    return not _CONTROL.search(head)


def _text_type(head: bytes, suffix: str) -> str:
    """Text that a browser could take for a page is none of the harmless kinds, whatever it is called."""
    named = _TEXTS.get(suffix, "text/plain")
    if not _MARKUP.search(head[:4096]):
        return named
    beginning = head[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if beginning.startswith(b"<svg") or (beginning.startswith(b"<?xml") and b"<svg" in head[:4096].lower()):
        return "image/svg+xml"
    if beginning.startswith(b"<?xml"):
        return "application/xml"
    if beginning.startswith(b"<"):
        return "text/html"
    return named

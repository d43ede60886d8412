"""Names of files as people see them: what a name could do to a path, a terminal or a header is taken out of it."""

import re
import unicodedata
from urllib.parse import quote

LONGEST = 255
"""Characters."""

_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]")
"""Controls, and what turns the direction of writing around or is not seen: ``photo[RLO]gpj.exe`` reads photoexe.jpg."""

_NOT_IN_NAMES = re.compile(r'[<>:"|?*]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?:\.|$)", re.IGNORECASE)
"""Names that Windows takes for devices."""


def clean(name: str) -> str:
    """A name that is good on every system: the last segment of a path, seen as it is, at most 255 characters.

    >>> clean("../../etc/passwd")
    'passwd'
    """
    name = unicodedata.normalize("NFC", name)
    name = re.split(r"[/\\]", name)[-1]
    name = _NOT_IN_NAMES.sub("_", _UNSEEN.sub("", name))
    name = " ".join(name.split()).strip(". ")
    if not name:
        return "file"
    if _RESERVED.match(name):
        name = f"_{name}"
    return _shortened(name)


def _shortened(name: str) -> str:
    """At most 255 characters and as many bytes in UTF-8, which is what file systems have room for."""
    stem, dot, suffix = name.rpartition(".")
    if not dot or len(suffix) > 20 or not stem:
        stem, dot, suffix = name, "", ""
    room = LONGEST - len((dot + suffix).encode())
    return stem.encode()[:room].decode(errors="ignore").rstrip() + dot + suffix


def disposition(name: str, *, inline: bool) -> str:
    """The header Content-Disposition (RFC 6266): the name in ASCII for old clients, and whole by RFC 8187."""
    kind = "inline" if inline else "attachment"
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = re.sub(r'[^ -~]|["\\%]', "_", plain).strip() or "file"
    header = f'{kind}; filename="{plain}"'
    return header if plain == name else f"{header}; filename*=UTF-8''{quote(name, safe='')}"

"""Where the browser goes afterwards: to a page of our own, whatever it was asked for (ASVS 3.7.2)."""

import re
from urllib.parse import quote, urlencode, urlsplit

from groundwork.kernel.settings import Settings

HOME = "/"
SIGN_IN_PAGE = "/login"
_LONGEST = 2000
_LOCAL = re.compile(r"/(?![/\\])[^\\\s\x00-\x1f\x7f-\x9f]*")


def safe_path(value: str | None) -> str:
    """``value`` when it is a path of our own, else home.

    A browser reads ``//host`` and ``/\\host`` as another site, and drops control characters before it looks.
    """
    if value is None or len(value) > _LONGEST or not _LOCAL.fullmatch(value):
        return HOME
    return value


def page(settings: Settings, path: str, fragment: str = "", **parameters: str) -> str:
    """The whole address of a page of the interface. ``path`` is a safe one; parameters are added to those it has."""
    parts = urlsplit(path)
    query = "&".join(part for part in (parts.query, urlencode(parameters)) if part)
    # Not urlunsplit(): it would make "//evil" of an empty host and this path again.
    address = settings.public_app_url + parts.path + (f"?{query}" if query else "")
    anchor = fragment or parts.fragment
    return quote(f"{address}#{anchor}" if anchor else address, safe=":/?#[]@!$&'()*+,;=%-._~")

"""Slugs: names as they stand in addresses."""

import re
import secrets
import unicodedata

from groundwork.domains.catalog.schemas import LONGEST_SLUG


def slug_of(name: str, *, otherwise: str) -> str:
    """``Café Nº 1`` becomes ``cafe-no-1``; a name without Latin letters or digits, ``otherwise``."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_SLUG].rstrip("-") or otherwise


def another(slug: str) -> str:
    """A slug that looks like it and that nobody has."""
    return f"{slug}-{secrets.token_hex(3)}"

"""Slugs: the part of an address that people read."""

import re
import unicodedata

_SPELLED = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "&": " and "}
)
"""Letters that do not come apart into a Latin one and a mark."""


def slug_of(name: str, *, otherwise: str, longest: int = 50) -> str:
    """A slug for a name, in lower-case letters, digits and hyphens: ``Café Nº 1`` becomes ``cafe-no-1``.

    A name that has not two Latin letters or digits gives ``otherwise``.
    """
    spelled = name.lower().translate(_SPELLED)
    plain = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:longest].rstrip("-")
    return slug if len(slug) >= 2 else otherwise

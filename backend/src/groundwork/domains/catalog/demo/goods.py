"""The categories and products of the shop, read from the files beside this module."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Category:
    """A shelf of the shop; `parent` is a slug."""

    slug: str
    name: str
    description: str
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn, and what it tells those who do not see it."""

    alt: str
    drawing: Mapping[str, str | float]


@dataclass(frozen=True, slots=True)
class Product:
    """A thing on the shelf; the price is in major units of US dollars."""

    sku: str
    name: str
    category: str
    price: str
    stock: int
    description: str
    attributes: Mapping[str, str]
    pictures: tuple[Picture, ...]

    @property
    def slug(self) -> str:
        """Where the shop shows it; articles link to it by this."""
        return self.name.lower().replace(",", "").replace(" ", "-")


def categories() -> list[Category]:
    """All categories, parents before their children."""
    return [Category(**one) for one in _read(_HERE / "categories.toml")["categories"]]


def products() -> list[Product]:
    """All products, neighbors on the page from different shelves."""
    files = sorted((_HERE / "products").glob("*.toml"))
    shelves = [[_product(one) for one in _read(file)["products"]] for file in files]
    spread = [(place / len(shelf), product.sku, product) for shelf in shelves for place, product in enumerate(shelf)]
    return [product for *_, product in sorted(spread, key=lambda one: one[:2])]


def _product(raw: dict[str, Any]) -> Product:
    pictures = tuple(Picture(one.pop("alt"), one) for one in raw.pop("pictures"))
    return Product(**{**raw, "description": raw["description"].strip()}, pictures=pictures)


def _read(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text("utf-8"))

"""Products, the tree of their categories, and transfers: imports and exports of many products at once."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    CHAR,
    BigInteger,
    CheckConstraint,
    Computed,
    ForeignKey,
    Index,
    Numeric,
    String,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB, TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from groundwork.kernel.counts import counts_of
from groundwork.kernel.database import Base, Record

DEEPEST = 8
"""How many categories may lie one in the other."""

TRANSFER_LIFE = timedelta(days=7)


class Category(Record):
    """A place in the tree. ``path`` holds the ids from the root down to its own."""

    __tablename__ = "categories"
    __table_args__ = (
        Index("idx_categories_parent_id", "parent_id"),
        CheckConstraint(f"cardinality(path) BETWEEN 1 AND {DEEPEST}", name="depth"),
    )

    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    description: Mapped[str | None] = mapped_column(Text)
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("categories.id", ondelete="RESTRICT"))
    position: Mapped[int] = mapped_column(server_default=text("0"))
    path: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid()))


class Product(Record):
    """Something for sale. The price is kept in minor units; ``price`` has it in major ones, exactly."""

    __tablename__ = "products"
    __table_args__ = (
        Index("idx_products_sku", text("lower(sku)"), unique=True),
        Index("idx_products_created_at", "created_at", "id", postgresql_include=["active"]),
        Index("idx_products_name", "name", "id", postgresql_include=["active"]),
        Index("idx_products_price", "price", "id", postgresql_include=["active"]),
        Index("idx_products_category_id", "category_id", "created_at", "id"),
        Index("idx_products_search", "search", postgresql_using="gin"),
        UniqueConstraint("slug", name="products_slug_key", deferrable=True, initially="IMMEDIATE"),
        CheckConstraint("price_minor >= 0", name="price"),
        CheckConstraint("stock >= 0", name="stock"),
    )

    sku: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(200))
    slug: Mapped[str] = mapped_column(String(120))
    description: Mapped[str] = mapped_column(Text, server_default="")
    price_minor: Mapped[int] = mapped_column(BigInteger)
    currency: Mapped[str] = mapped_column(CHAR(3))
    price: Mapped[Any] = mapped_column(Numeric, Computed("major_units(price_minor, currency::text)", persisted=True))
    category_id: Mapped[UUID | None] = mapped_column(ForeignKey("categories.id", ondelete="RESTRICT"))
    stock: Mapped[int] = mapped_column(server_default=text("0"))
    in_stock: Mapped[bool | None] = mapped_column(Computed("stock > 0", persisted=True))
    attributes: Mapped[dict[str, str]] = mapped_column(JSONB, server_default="{}")
    active: Mapped[bool] = mapped_column(server_default=text("true"))
    search: Mapped[Any] = mapped_column(
        TSVECTOR,
        Computed("search_vector('en', name || ' ' || sku, description, '')", persisted=True),
        deferred=True,
    )


product_counts = counts_of(Product, "category_id", "in_stock", "active")


class ProductImage(Base):
    """A picture of a product. Its size is the file's, which never changes."""

    __tablename__ = "product_images"
    __table_args__ = (Index("idx_product_images_file_id", "file_id"),)

    product_id: Mapped[UUID] = mapped_column(ForeignKey("products.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    file_id: Mapped[UUID] = mapped_column(ForeignKey("files.id", ondelete="RESTRICT"))
    alt: Mapped[str] = mapped_column(String(300), server_default="")
    width: Mapped[int]
    height: Mapped[int]


class TransferKind(StrEnum):
    """In which direction products go."""

    IMPORT = "import"
    EXPORT = "export"


class TransferStatus(StrEnum):
    """How far a transfer is."""

    QUEUED = "queued"
    RUNNING = "running"
    COMPLETED = "completed"
    FAILED = "failed"


class CatalogTransfer(Record):
    """An import or an export. Its row and its file are deleted a week after it was asked for."""

    __tablename__ = "catalog_transfers"
    __table_args__ = (
        Index("idx_catalog_transfers_kind", "kind", "created_at"),
        Index("idx_catalog_transfers_requested_by", "requested_by"),
        Index("idx_catalog_transfers_expires_at", "expires_at"),
        CheckConstraint("kind IN ('import', 'export')", name="kind"),
        CheckConstraint("status IN ('queued', 'running', 'completed', 'failed')", name="status"),
    )

    kind: Mapped[str] = mapped_column(String(10))
    status: Mapped[str] = mapped_column(String(20), default=TransferStatus.QUEUED, server_default="queued")
    requested_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    filters: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict, server_default="{}")
    total: Mapped[int | None]
    done: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    created: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    updated: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    error_count: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    errors: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, default=list, server_default="[]")
    interruptions: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    finished_at: Mapped[datetime | None]
    expires_at: Mapped[datetime]

    @property
    def path(self) -> str:
        """Where its file is in the storage."""
        return f"catalog/transfers/{self.id}.csv"

    @property
    def is_complete(self) -> bool:
        """Whether it has done what it was asked to."""
        return self.status == TransferStatus.COMPLETED

    def complete(self, moment: datetime, *, done: int, created: int = 0, updated: int = 0) -> None:
        """Everything is where it should be."""
        self.status, self.finished_at = TransferStatus.COMPLETED, moment
        self.total = self.done = done
        self.created, self.updated = created, updated

    def fail(self, moment: datetime, *, done: int, error_count: int, errors: list[dict[str, Any]]) -> None:
        """Nothing was changed, for these reasons."""
        self.status, self.finished_at, self.done = TransferStatus.FAILED, moment, done
        self.error_count, self.errors = error_count, errors

    def interrupt(self, moment: datetime, *, most: int) -> None:
        """An attempt was undone and another follows, unless this was the last of ``most``."""
        self.interruptions += 1
        self.status = TransferStatus.QUEUED
        if self.interruptions >= most:
            told = {"row": None, "field": None, "message": "It was interrupted too often. Please try again"}
            self.fail(moment, done=0, error_count=1, errors=[told])

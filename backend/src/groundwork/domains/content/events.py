"""News of articles."""

from dataclasses import dataclass
from uuid import UUID

from groundwork.kernel.events import Event


@dataclass(frozen=True, slots=True)
class ArticlePublished(Event):
    """The article can be read: by everybody, or by its team."""

    article_id: UUID


@dataclass(frozen=True, slots=True)
class ArticleChanged(Event):
    """An article is not as it was; it need not be published."""

    article_id: UUID


@dataclass(frozen=True, slots=True)
class ArticleWithdrawn(Event):
    """The article is a draft again: it was published or scheduled."""

    article_id: UUID


@dataclass(frozen=True, slots=True)
class ArticleDeleted(Event):
    """The article is gone."""

    article_id: UUID

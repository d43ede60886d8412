"""Content: articles in Markdown, their publication and their revisions.

Calls ``files``, ``teams``, ``accounts`` and ``audit``, hears ``TeamDeleted``; publishes ``ArticlePublished``,
``ArticleChanged``, ``ArticleWithdrawn`` and ``ArticleDeleted``.
"""

from groundwork.domains.content.jobs import jobs
from groundwork.domains.content.models import Article, ArticleSlug, Revision
from groundwork.domains.content.personal_data import personal_data
from groundwork.domains.content.policy import permissions
from groundwork.domains.content.queries import found_articles
from groundwork.domains.content.revision_routes import revision_routes
from groundwork.domains.content.routes import content
from groundwork.domains.content.seeds import seeds
from groundwork.domains.content.subscribers import subscribers
from groundwork.kernel.domain import Domain

domain = Domain(
    "content",
    routers=[content, revision_routes],
    models=[Article, ArticleSlug, Revision],
    permissions=permissions,
    jobs=jobs,
    seeds=seeds,
    subscribers=subscribers,
    searchables=[found_articles],
    personal_data=personal_data,
)

"""`POST /content`: an article, its first revision and its line of the audit trail, in one transaction."""

from functools import partial

import psycopg

from harness import http
from harness.bench import API, Bench, Served
from harness.errors import BenchmarkError
from harness.results import Result
from rows.side_by_side import Target, Work, measure

PATH = f"{API}/content"
TEXT = """# On shelves

A shelf is *a promise about weight*. Before the first board is cut, somebody has to say what it will carry: books, which
are heavier than they look, or plates, which come down all at once.

## What to measure

1. The wall, at **both** ends and in the middle.
2. The things, stacked as they will stand.
3. The hand that reaches for them.

> A board that bends a little tells you so for years. One that does not bend tells you nothing until it breaks.

| Wood  | Thickness | Carries |
| ----- | --------: | ------: |
| Oak   |     22 mm |   38 kg |
| Beech |     25 mm |   41 kg |
| Pine  |     28 mm |   26 kg |

## How to fix it

Use `M6` bolts in brick and *toggles* in plaster. Read [the table of loads](https://example.com/loads) first, and leave
the spirit level where it is until the last bolt is tight. Everything else is patience.
"""
ARTICLE = {"title": "On shelves NUMBER", "body": TEXT, "tags": ["shelves", "how to"], "language": "en"}
FIELDS = (
    "id title slug excerpt body bodyHtml status publishAt publishedAt tags language coverId cover teamId author"
    " readingMinutes revision createdAt updatedAt"
)
WRITTEN = """
    SELECT (SELECT count(*) FROM content WHERE id = %(id)s::uuid AND search @@ to_tsquery('simple', 'shelves')),
           (SELECT count(*) FROM content_revisions WHERE article_id = %(id)s::uuid AND number = 1),
           (SELECT count(*) FROM audit_logs WHERE resource_id = %(id)s::text AND action = 'article.created')"""


def run(bench: Bench) -> Result:
    """Measure writing."""
    return measure(
        bench,
        Work(
            name="create",
            title="POST /content, one transaction",
            path=PATH,
            check=partial(check, bench.database_url),
            contenders=("groundwork", "express", "conventional"),
            targets=(Target("express", "rate", 1.5),),
            notes=(
                "An article of some 150 words: its Markdown is rendered and cleaned, a free address is found, and "
                "article, first revision and a line of the audit trail are written in one transaction, into the same "
                "tables with the same triggers, committed durably. Groundwork also seals what the trail holds of "
                "people and publishes an event; the others do not.",
            ),
            bodies=(ARTICLE,),
        ),
    )


def check(database_url: str, served: Served, token: str | None) -> None:
    """Make sure that an article is answered whole, and that everything that belongs to it was written."""
    title = f"On shelves, by {served.contender.title}"
    status, body = http.call("POST", f"{served.url}{PATH}", ARTICLE | {"title": title}, token)
    if status != 201 or set(body["data"]) != set(FIELDS.split()):
        raise BenchmarkError(f"{served.contender.title}: POST {PATH} answers {status} {body}")
    article = body["data"]
    rendered = all(tag in article["bodyHtml"] for tag in ("<h2", "<ol>", "<blockquote>", "<td", "<code>", "<a "))
    if article["title"] != title or article["author"]["firstName"] != "Ada" or not rendered:
        raise BenchmarkError(f"{served.contender.title}: POST {PATH} answers with {article}")
    with psycopg.connect(database_url) as connection:
        written = connection.execute(WRITTEN, {"id": article["id"]}).fetchone()
    if written != (1, 1, 1):
        raise BenchmarkError(f"{served.contender.title}: of article, revision and audit line there are {written}")
    if (status := http.call("POST", f"{served.url}{PATH}", ARTICLE).status) not in {401, 403}:
        raise BenchmarkError(f"{served.contender.title} answers {status} to an article from a guest")

"""Markdown to HTML that can be shown: CommonMark with tables and strikethrough, then a strict list of what may stay.

Authors may write HTML, which is cleaned like all that comes out. Links leave without a trace and earn nothing; pictures
come from here or by https; nothing else is loaded, and nothing runs.
"""

import asyncio
import re
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from groundwork.domains.content.errors import TooIntricate
from groundwork.kernel.slugs import slug_of

LONGEST_BODY = 200_000
_AT_ONCE = 4_000
"""Characters that render in a few milliseconds; longer texts go to a thread."""
_WORDS_PER_MINUTE = 200
_MOST_SECONDS = 3.0
_MOST_TAGS = 2_000
"""Of HTML among the Markdown: mending unclosed tags takes time that grows with their square."""
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_TAG = re.compile(r"<[A-Za-z/!?]")
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_TAGS = _HEADINGS | {
    *("a", "abbr", "b", "blockquote", "br", "caption", "code", "dd", "del", "details", "div", "dl", "dt", "em"),
    *(
        "figcaption",
        "figure",
        "hr",
        "i",
        "img",
        "ins",
        "kbd",
        "li",
        "mark",
        "ol",
        "p",
        "pre",
        "q",
        "s",
        "samp",
        "small",
    ),
    *(
        "span",
        "strong",
        "sub",
        "summary",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "u",
        "ul",
        "var",
    ),
}
_ATTRIBUTES = {
    **{heading: {"id"} for heading in _HEADINGS},
    "a": {"href", "title"},
    "abbr": {"title"},
    "code": {"class"},
    "details": {"open"},
    "img": {"src", "alt", "title", "width", "height"},
    "li": {"value"},
    "ol": {"start"},
    "td": {"align", "colspan", "rowspan"},
    "th": {"align", "colspan", "rowspan", "scope"},
}
_ALLOWED_VALUES = {
    ("code", "class"): re.compile(r"language-[A-Za-z0-9+#._-]{1,40}"),
    ("img", "src"): re.compile(r"https://.+|/api/v1/files/[0-9a-f-]{36}/content(\?variant=[0-9]{1,5})?", re.DOTALL),
    ("td", "align"): re.compile("left|center|right"),
    ("th", "align"): re.compile("left|center|right"),
} | {(heading, "id"): re.compile(r"section-[a-z0-9-]{1,80}") for heading in _HEADINGS}
"""What the value of an attribute has to be; prefixed ids can name nothing that the page's scripts ask for."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """What is made of a text."""

    html: str
    words: int

    @property
    def reading_minutes(self) -> int:
        """How long reading takes, at least one minute."""
        return max(1, -(-self.words // _WORDS_PER_MINUTE))


async def render(body: str) -> Rendered:
    """Render a text; a long one in a thread, one at a time.

    Raises:
        TooIntricate: it is made to take long.
    """
    if len(body) <= _AT_ONCE:
        return render_now(body)
    return await asyncio.get_running_loop().run_in_executor(_one_at_a_time, render_now, body)


_one_at_a_time = ThreadPoolExecutor(1, "markdown")


def render_now(body: str) -> Rendered:
    """Render a text here and now.

    Raises:
        TooIntricate: it is made to take long.
    """
    environment: dict[str, Any] = {"deadline": time.thread_time() + _MOST_SECONDS}
    tokens = _parser.parse(body, environment)
    if sum(len(_TAG.findall(token.content)) for token in _all(tokens) if token.type.startswith("html_")) > _MOST_TAGS:
        raise TooIntricate("Has too much HTML: write it in Markdown")
    _name_headings(tokens)
    _align_cells(tokens)
    html = _parser.renderer.render(tokens, _parser.options, environment)
    return Rendered(clean(html), len(_WORD.findall(body)))


def clean(html: str) -> str:
    """Of HTML what can be shown. Cleaning it again changes nothing."""
    return _cleaner.clean(html)


def _all(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from token.children or ()


def _name_headings(tokens: Sequence[Token]) -> None:
    """Give each heading an id to link to, once in the text."""
    given: dict[str, int] = {}
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open":
            text = "".join(child.content for child in inline.children or () if child.type in {"text", "code_inline"})
            slug = slug_of(text, otherwise="part")
            given[slug] = given.get(slug, 0) + 1
            opening.attrSet("id", f"section-{slug}" if given[slug] == 1 else f"section-{slug}-{given[slug]}")


def _align_cells(tokens: Sequence[Token]) -> None:
    """Say by an attribute what the parser says by a style, since styles are cleaned away."""
    for token in tokens:
        if token.type in {"th_open", "td_open"} and "style" in token.attrs:
            token.attrs = {"align": str(token.attrs["style"]).removeprefix("text-align:")}


def _watch_block(state: StateBlock, _first: int, _last: int, _silent: bool) -> bool:
    return _watch(state.env)


def _watch_inline(state: StateInline, _silent: bool) -> bool:
    return _watch(state.env)


def _watch(environment: Any) -> bool:
    """A rule that never matches: it only looks at the clock."""
    if time.thread_time() > environment["deadline"]:
        raise TooIntricate("Takes too long to render: make it shorter or simpler")
    return False


def _attribute(tag: str, name: str, value: str) -> str | None:
    """The value of an attribute, if it may have it."""
    allowed = _ALLOWED_VALUES.get((tag, name))
    return value if allowed is None or allowed.fullmatch(value) else None


def _make_parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    parser.block.ruler.before("table", "watch", _watch_block)
    parser.inline.ruler.before("text", "watch", _watch_inline)
    return parser


_parser = _make_parser()
_cleaner = nh3.Cleaner(
    tags=_TAGS,
    attributes=_ATTRIBUTES,
    attribute_filter=_attribute,
    clean_content_tags={"script", "style", "title", "textarea", "iframe", "noscript", "template", "svg", "math"},
    link_rel="noopener nofollow ugc",
    url_schemes={"http", "https", "mailto"},
    set_tag_attribute_values={"img": {"loading": "lazy"}},
    strip_comments=True,
)

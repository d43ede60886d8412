"""Markdown to HTML that can be shown: CommonMark with tables and strikethrough, then a strict list of what may stay.

Authors may write HTML, which is cleaned like all that comes out. Links leave without a trace and earn nothing; pictures
come from here or by https; nothing else is loaded, and nothing runs.
"""

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from html import unescape

import nh3
import pyromark

from groundwork.domains.content.errors import TooIntricate
from groundwork.kernel.slugs import slug_of

LONGEST_BODY = 200_000
_AT_ONCE = 20_000
"""Characters that render in a millisecond; longer texts go to a thread."""
_WORDS_PER_MINUTE = 200
_MOST_TAGS = 2_000
"""Of HTML among the Markdown: mending unclosed tags takes time that grows with their square."""
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_DEEPEST = 100
_OPTIONS = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_STRIKETHROUGH
_TAG = re.compile(r"<[A-Za-z/!?]")
_ELEMENT = re.compile(r"<(/?)([a-z][a-z0-9]*)")
_ALONE = {"br", "hr", "img", "input", "wbr"}
_HEADING = re.compile(r"<h([1-6])>(.*?)</h\1>", re.DOTALL)
_MARKUP = re.compile(r"<[^>]*>")
_ALIGNED = re.compile(r'<(t[hd]) style="text-align: (left|center|right)">')
"""How the parser says where the text of a cell goes. An attribute says it too, and styles are cleaned away."""
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
    if len(_TAG.findall(body)) > _MOST_TAGS:
        raise TooIntricate("Has too much HTML: write it in Markdown")
    html = pyromark.html(body, options=_OPTIONS)
    if _depth(html) > _DEEPEST:
        raise TooIntricate("Has too much in each other: make it simpler")
    return Rendered(_with_named_headings(clean(_ALIGNED.sub(r'<\1 align="\2">', html))), count_words(body))


def count_words(body: str) -> int:
    """How many words a text has."""
    return len(_WORD.findall(body))


def clean(html: str) -> str:
    """Of HTML what can be shown. Cleaning it again changes nothing."""
    return _cleaner.clean(html)


def _depth(html: str) -> int:
    """How many elements lie in each other at most."""
    deepest = depth = 0
    for closing, name in _ELEMENT.findall(html):
        if name not in _ALONE:
            depth = max(0, depth - 1) if closing else depth + 1
            deepest = max(deepest, depth)
    return deepest


def _with_named_headings(html: str) -> str:
    """Give each heading an id to link to, once in the text."""
    given: dict[str, int] = {}

    def name(heading: re.Match[str]) -> str:
        slug = slug_of(unescape(_MARKUP.sub("", heading[2])), otherwise="part")
        given[slug] = given.get(slug, 0) + 1
        number = "" if given[slug] == 1 else f"-{given[slug]}"
        return f'<h{heading[1]} id="section-{slug}{number}">{heading[2]}</h{heading[1]}>'

    return _HEADING.sub(name, html)


def _attribute(tag: str, name: str, value: str) -> str | None:
    """The value of an attribute, if it may have it."""
    allowed = _ALLOWED_VALUES.get((tag, name))
    return value if allowed is None or allowed.fullmatch(value) else None


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

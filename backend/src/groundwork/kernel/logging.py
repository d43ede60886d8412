"""Logs: one JSON object a line on standard output, with the request id, without secrets."""

import logging
import re
import sys
from functools import lru_cache
from typing import Any

import orjson
import structlog
from structlog.types import EventDict, Processor

_SECRET_WORDS = ("password", "token", "secret", "authorization", "cookie", "api_key", "apikey")
_HIDDEN = "[hidden]"
_DETAIL = re.compile(r"^DETAIL: .*$", re.MULTILINE)


def set_up_logging(level: str) -> None:
    """Send structlog and the standard library's loggers to standard output as JSON lines.

    ``level``: the least that is written: debug, info, warning or error.
    """
    number = logging.getLevelNamesMapping()[level.upper()]
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        hide_secrets,
    ]
    structlog.configure(
        processors=[
            *shared,
            structlog.processors.format_exc_info,
            hide_rows,
            structlog.processors.JSONRenderer(_json),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.BytesLoggerFactory(sys.stdout.buffer),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*shared, structlog.stdlib.add_logger_name],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                hide_rows,
                structlog.processors.JSONRenderer(lambda event, **_: _json(event).decode()),
            ],
        )
    )
    logging.basicConfig(handlers=[handler], level=number, force=True)
    # A line for each request and job is written by this project itself; these would repeat it.
    for chatty in ("uvicorn.access", "procrastinate", "alembic.runtime.plugins"):
        logging.getLogger(chatty).setLevel(max(number, logging.WARNING))


def hide_secrets(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """Replace the values of keys that name a secret, however deep they are."""
    for key, value in event.items():
        if _names_a_secret(key):
            event[key] = _HIDDEN
        elif isinstance(value, (dict, list, tuple)):
            event[key] = _without_secrets(value)
    return event


def hide_rows(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """Leave out of traces what PostgreSQL tells of a row: its DETAIL names values, as an address that is taken."""
    if "exception" in event:
        event["exception"] = _DETAIL.sub(f"DETAIL:  {_HIDDEN}", event["exception"])
    return event


def _without_secrets(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _HIDDEN if _names_a_secret(str(key)) else _without_secrets(part) for key, part in value.items()}
    return [_without_secrets(part) for part in value] if isinstance(value, (list, tuple)) else value


@lru_cache(4096)
def _names_a_secret(key: str) -> bool:
    return any(word in key.lower() for word in _SECRET_WORDS)


def _json(event: EventDict, **_: Any) -> bytes:
    """JSON escapes CR and LF, so what a client sends cannot forge a line."""
    return orjson.dumps(event, default=str, option=orjson.OPT_NON_STR_KEYS)

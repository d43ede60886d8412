"""Logs: one JSON object a line, without secrets, and no line that a client wrote."""

import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO, TextIOWrapper

import pytest
import structlog

from groundwork.kernel.logging import hide_secrets, set_up_logging


class Output(TextIOWrapper):
    """Standard output that can be read back."""

    def __init__(self) -> None:
        super().__init__(BytesIO(), encoding="utf-8", write_through=True)

    @property
    def lines(self) -> list[dict[str, object]]:
        """What was written, line by line."""
        return [json.loads(line) for line in self.buffer.getvalue().decode().split("\n") if line]  # type: ignore[attr-defined]


@pytest.fixture
def output(monkeypatch: pytest.MonkeyPatch) -> Iterator[Output]:
    """Standard output, with logging set up on it at ``info``; all is put back afterwards."""
    before = structlog.get_config()
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    output = Output()
    monkeypatch.setattr(sys, "stdout", output)
    set_up_logging("info")
    yield output
    structlog.configure(**before)
    root.handlers[:], root.level = handlers, level


def test_a_line_is_one_object(output: Output) -> None:
    structlog.get_logger("test").info("it happened", times=3, when=None, who={"name": "Ada"}, kind=ValueError)
    [line] = output.lines
    assert line.pop("timestamp").endswith("Z")
    assert line == {
        "event": "it happened",
        "level": "info",
        "times": 3,
        "when": None,
        "who": {"name": "Ada"},
        "kind": "<class 'ValueError'>",
    }


@pytest.mark.parametrize(
    "name",
    ["password", "new_password", "accessToken", "JWT_SECRET", "Authorization", "Set-Cookie", "api_key", "apiKey"],
)
def test_secrets_are_hidden_by_their_names(output: Output, name: str) -> None:
    structlog.get_logger("test").warning("sign-in", **{name: "canary", "email": "ada@example.com"})
    [line] = output.lines
    assert line[name] == "[hidden]"
    assert line["email"] == "ada@example.com"


def test_secrets_are_hidden_however_deep(output: Output) -> None:
    structlog.get_logger("test").info("request", body={"user": [{"password": "canary", "name": "Ada"}]}, args=("a",))
    [line] = output.lines
    assert line["body"] == {"user": [{"password": "[hidden]", "name": "Ada"}]}
    assert line["args"] == ["a"]


def test_what_a_client_sends_cannot_forge_a_line(output: Output) -> None:
    evil = '/x\r\n{"event": "forged"}\u2028\x1b[31m'
    structlog.get_logger("test").info("request", path=evil)
    logging.getLogger("library").warning("odd path %s", evil)
    lines = output.lines
    assert len(lines) == 2
    assert lines[0]["path"] == evil
    assert lines[1]["event"] == f"odd path {evil}"


def test_libraries_log_in_the_same_form(output: Output) -> None:
    logging.getLogger("some.library").error("it broke: %s", "badly")
    [line] = output.lines
    assert (line["event"], line["level"], line["logger"]) == ("it broke: badly", "error", "some.library")


def test_a_trace_is_part_of_its_line(output: Output) -> None:
    try:
        raise LookupError("not there")
    except LookupError as error:
        structlog.get_logger("test").error("unexpected", exc_info=error)
        logging.getLogger("library").exception("unexpected")
    ours, theirs = output.lines
    for line in (ours, theirs):
        assert "LookupError: not there" in str(line["exception"])
        assert "test_logging.py" in str(line["exception"])


def test_a_trace_does_not_show_rows(output: Output) -> None:
    """PostgreSQL's DETAIL names the values of a row."""
    told = "duplicate key\nDETAIL:  Key (email)=(ada@example.com) already exists.\n[SQL: INSERT]"
    try:
        raise ValueError(told)
    except ValueError as error:
        structlog.get_logger("test").error("unexpected", exc_info=error)
        logging.getLogger("library").exception("unexpected")
    for line in output.lines:
        assert "ada@example.com" not in str(line)
        assert "[SQL: INSERT]" in str(line["exception"])


def test_what_is_less_than_the_level_is_not_written(output: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    structlog.get_logger("test").debug("detail")
    logging.getLogger("library").debug("detail")
    logging.getLogger("uvicorn.access").info("a line that the edge writes already")
    logging.getLogger("procrastinate.worker").info("a line that the worker writes already")
    assert output.lines == []
    monkeypatch.setattr(sys, "stdout", output)
    set_up_logging("debug")
    structlog.get_logger("test").debug("detail")
    assert [line["event"] for line in output.lines] == ["detail"]


def test_the_context_of_a_request_is_in_its_lines(output: Output) -> None:
    with structlog.contextvars.bound_contextvars(request_id="req_1", token="canary"):
        structlog.get_logger("test").info("inside")
    [line] = output.lines
    assert (line["request_id"], line["token"]) == ("req_1", "[hidden]")


def test_hiding_is_a_processor() -> None:
    assert hide_secrets(None, "info", {"event": "x", "token": "canary"}) == {"event": "x", "token": "[hidden]"}


def test_a_process_writes_lines_to_its_standard_output() -> None:
    program = (
        "from groundwork.kernel.logging import set_up_logging; import structlog; set_up_logging('info');"
        "structlog.get_logger().info('ready', port=1)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True)
    assert json.loads(done.stdout)["event"] == "ready"
    assert done.stderr == ""

"""``groundwork settings``"""

import json
import os
from typing import Annotated

import typer
from pydantic import SecretStr
from pydantic.fields import FieldInfo

from groundwork.entrypoints.cli.context import settings_or_exit
from groundwork.kernel.settings import Settings

_INTRODUCTION = """\
# Every setting, with its default. None has to be set to start; copy this file to .env for what you want to change.
# Outside development JWT_SECRET, REFRESH_TOKEN_SECRET, SESSION_SECRET and ENCRYPTION_KEYS must be set.
# Written by ./groundwork settings --env-example
"""


def settings(
    as_json: Annotated[bool, typer.Option("--json", help="For scripts.")] = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="The README's table.")] = False,
    env_example: Annotated[bool, typer.Option("--env-example", help="The text of .env.example.")] = False,
) -> None:
    """Every setting, its present value (secrets hidden) and what it is for."""
    if markdown:
        typer.echo(markdown_table(), nl=False)
    elif env_example:
        typer.echo(example_file(), nl=False)
    elif as_json:
        present = settings_or_exit()
        typer.echo(json.dumps({name.upper(): _shown(getattr(present, name)) for name in Settings.model_fields}))
    else:
        present = settings_or_exit()
        for name, field in Settings.model_fields.items():
            mark = "*" if name.upper() in os.environ else " "
            typer.echo(f"{mark} {name.upper():<26}{_shown(getattr(present, name)) or '-':<34}{field.description}")
        typer.echo("\n* from the environment")


def markdown_table() -> str:
    """A Markdown table of name, default and meaning."""
    rows = [
        f"| `{name.upper()}` | {f'`{default}`' if (default := _default(name, field)) else ''} | {field.description} |"
        for name, field in Settings.model_fields.items()
    ]
    return "\n".join(["| setting | default | meaning |", "|---|---|---|", *rows]) + "\n"


def example_file() -> str:
    """The text of ``.env.example``."""
    lines = [_INTRODUCTION]
    for name, field in Settings.model_fields.items():
        lines.append(f"# {field.description}\n# {name.upper()}={_default(name, field)}\n")
    return "\n".join(lines)


def _default(name: str, field: FieldInfo) -> str:
    return ".groundwork" if name == "groundwork_home" else _shown(field.default, revealed=True)


def _shown(value: object, *, revealed: bool = False) -> str:
    if isinstance(value, SecretStr):
        return "" if revealed or not value.get_secret_value() else "set, hidden"
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return ",".join(_shown(part, revealed=revealed) for part in value)
    if isinstance(value, float):
        return f"{value:g}"
    return "" if value is None else str(value)

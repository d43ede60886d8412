"""``groundwork permissions``"""

from collections.abc import Iterable
from typing import Annotated

import typer

from groundwork.entrypoints.cli.context import settings_or_exit
from groundwork.kernel.domain import load_domains
from groundwork.kernel.permissions import Matrix, Role


def permissions(
    markdown: Annotated[bool, typer.Option("--markdown", help="The table of docs/guide/permissions.md.")] = False,
) -> None:
    """Every permission, what it allows, and which roles hold it."""
    if markdown:
        typer.echo(markdown_table(matrix_of(())), nl=False)
        return
    for row in matrix_of(settings_or_exit().groundwork_domains).permissions:
        held = " ".join(f"{role if role in row.roles else '-':<8}" for role in Role)
        typer.echo(f"{row.name:<28}{held} {row.description}")


def matrix_of(packages: Iterable[str]) -> Matrix:
    """The rows of the built-in domains and of those in the named packages."""
    return Matrix(row for domain in load_domains(packages) for row in domain.permissions)


def markdown_table(matrix: Matrix) -> str:
    """A Markdown table: a line for each permission, a column for each role."""
    lines = [
        f"| permission | lets one | {' | '.join(Role)} | by API key |",
        f"|---|---|{':-:|' * (len(Role) + 1)}",
    ]
    for row in matrix.permissions:
        marks = [role in row.roles for role in Role] + [row.grantable]
        cells = " | ".join("✓" if mark else "" for mark in marks)
        lines.append(f"| `{row.name}` | {row.description} | {cells} |")
    return "\n".join(lines) + "\n"

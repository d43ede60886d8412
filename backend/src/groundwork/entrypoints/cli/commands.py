"""The list of commands: what `./groundwork NAME` runs, and what must be installed for it.

Standard library only and imported nothing else: the front door reads this file before anything is installed.
"""

from typing import NamedTuple


class Command(NamedTuple):
    """One command of the front door."""

    target: str
    """`module:attribute` below `groundwork.entrypoints.cli`: a function, or a `typer.Typer` with subcommands."""
    help: str
    """One line for the overview."""
    group: str = "Operate"
    """The heading of the overview under which the command stands."""
    requirements: str = "local"
    """The lock file in `backend/requirements` that must be installed: `local`, or `dev` for tools and tests."""
    interface: str = "none"
    """What of the interface must be ready: `none`, `packages` (npm packages installed) or `built`."""
    light: bool = False
    """The function takes its arguments as a list and returns the exit code; the command-line library is not loaded."""


START, CHECK, OPERATE = "Start", "Check", "Operate"

COMMANDS: dict[str, Command] = {
    "up": Command(
        "up:up", "start everything: PostgreSQL, API, interface, worker", START, interface="built", light=True
    ),
    "dev": Command("up:dev", "the same for developers: reloads on change", START, "local", "packages", light=True),
    "test": Command(
        "checks:test", "every check and test, the browser journeys included", CHECK, "dev", "built", light=True
    ),
    "test-unit": Command(
        "checks:test_unit", "tests that need no database, of both sides", CHECK, "dev", "packages", light=True
    ),
    "test-integration": Command("checks:test_integration", "tests on a real PostgreSQL", CHECK, "dev", light=True),
    "test-e2e": Command(
        "checks:test_e2e", "journeys in a real browser on the real application", CHECK, "dev", "built", light=True
    ),
    "test-coverage": Command("checks:test_coverage", "how much of the backend the tests run", CHECK, "dev", light=True),
    "check": Command(
        "checks:check", "formatting, lint, types and import contracts", CHECK, "dev", "packages", light=True
    ),
    "bench": Command("bench:bench", "measure, side by side with other stacks", CHECK, "dev", "built", light=True),
    "serve": Command("serve:serve", "the API and the interface, as one process"),
    "work": Command("work:work", "the worker, as one process"),
    "db": Command("db:app", "create, migrate, rollback, reset, status of the database"),
    "seed": Command("seed:seed", "fill the database with development or production data"),
    "user": Command("user:app", "create people from the command line"),
    "billing": Command("billing:app", "compare payments with the provider, and repair what differs"),
    "audit": Command("audit:app", "verify the audit trail"),
    "keys": Command("keys:app", "encrypt columns anew after a change of ENCRYPTION_KEYS"),
    "openapi": Command("openapi:openapi", "write openapi.json, the contract of the API"),
    "permissions": Command("permissions:permissions", "every permission and the roles that hold it"),
    "settings": Command("settings:settings", "every setting, its meaning and its present value"),
    "doctor": Command("doctor:doctor", "look for what is wrong with this installation"),
}


def overview() -> str:
    """The text of `./groundwork --help`: every command under its heading, one line each."""
    width = max(map(len, COMMANDS)) + 2
    lines = ["Usage: ./groundwork COMMAND [ARGUMENTS]"]
    for group in (START, CHECK, OPERATE):
        lines += ["", group]
        lines += [f"  {name:<{width}}{command.help}" for name, command in COMMANDS.items() if command.group == group]
    lines += ["", "./groundwork COMMAND --help tells more about one command."]
    return "\n".join(lines)

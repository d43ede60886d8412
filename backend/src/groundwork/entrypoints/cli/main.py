"""`python -m groundwork NAME ...`: find the command, import its module and nothing else, run it."""

import difflib
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

from groundwork.entrypoints.cli.commands import COMMANDS, Command, overview


def main(argv: Sequence[str] | None = None) -> NoReturn:
    """Run the command named by the first argument, and exit with its code.

    ``argv`` are the arguments without the program's name, by default those of this process. The exit code is the
    command's own, 0 for help, 2 when there is no such command.
    """
    sys.exit(dispatch(list(sys.argv[1:] if argv is None else argv)))


def dispatch(arguments: list[str]) -> int:
    """Find the command and run it. Returns the exit code."""
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        print(overview())
        return 0
    name, *rest = arguments
    command = COMMANDS.get(name)
    if command is None:
        print(unknown(name), file=sys.stderr)
        return 2
    return run(name, command, rest)


def unknown(name: str) -> str:
    """The message for a command that does not exist, with the nearest that does."""
    near = difflib.get_close_matches(name, COMMANDS, n=1)
    hint = f" Did you mean {near[0]}?" if near else ""
    return f"There is no command {name}.{hint} ./groundwork --help lists them."


def run(name: str, command: Command, arguments: list[str]) -> int:
    """Import the command's module and call it; the command-line library is loaded only for those that use it."""
    module, _, attribute = command.target.partition(":")
    target = getattr(import_module(f"groundwork.entrypoints.cli.{module}"), attribute)
    if command.light:
        return int(target(arguments))

    import typer

    from groundwork.kernel.settings import SettingsError

    app = target
    if not isinstance(app, typer.Typer):
        app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
        app.command(help=None if target.__doc__ else command.help)(target)
    try:
        code = app(args=arguments, prog_name=f"groundwork {name}")
    except SystemExit as stop:
        code = stop.code
    except SettingsError as error:
        code = str(error)
    if isinstance(code, str):
        print(code, file=sys.stderr)
        return 1
    return code if isinstance(code, int) else 0

"""``groundwork up`` and ``groundwork dev``."""

import sys
from pathlib import Path

from groundwork.entrypoints.cli.node import FRONTEND, node
from groundwork.entrypoints.up.home import CHECKOUT, home_folder
from groundwork.entrypoints.up.plan import Plan
from groundwork.entrypoints.up.supervisor import Supervisor, environment

_UP = """\
Usage: ./groundwork up

Start PostgreSQL, the API with the interface, and the worker, on this machine, until Ctrl-C.

PORT (3000), GROUNDWORK_HOME (.groundwork in the checkout), ADMIN_EMAIL and ADMIN_PASSWORD choose where and for whom.
With DATABASE_URL or DB_HOST set, that database is used instead of the embedded one.
./groundwork settings lists every setting."""

_DEV = """\
Usage: ./groundwork dev

Like up, for developers: API and worker start again when their code changes, and the interface comes from its own
development server on port 5173, which shows changes at once. Logs go to the terminal."""

_INTERFACE_PORT = 5173


def up(arguments: list[str]) -> int:
    """Run everything until asked to stop. Returns the exit code."""
    return _run("up", _UP, arguments, Plan())


def dev(arguments: list[str]) -> int:
    """Run everything so that changes of the code take effect at once. Returns the exit code."""
    address = f"http://localhost:{_INTERFACE_PORT}"
    plan = Plan(interface=_vite(), address=address, watched=(CHECKOUT / "backend" / "src",))
    return _run("dev", _DEV, arguments, plan, APP_URL=address)


def _run(name: str, usage: str, arguments: list[str], plan: Plan, **defaults: str) -> int:
    if arguments:
        print(usage)
        return 0 if arguments[0] in {"-h", "--help"} else 2
    environ = {**defaults, **environment(CHECKOUT)}
    if not (environ.get("PORT") or "3000").isdecimal():
        print(f"PORT must be a number, not {environ['PORT']!r}: PORT=3001 ./groundwork {name}", file=sys.stderr)
        return 2
    return Supervisor(home_folder(environ), environ, plan).run()


def _vite() -> list[str | Path]:
    """The command of the interface's development server: Node itself, since a wrapper would outlive its parent."""
    vite = FRONTEND / "node_modules" / "vite" / "bin" / "vite.js"
    return [node(), vite, FRONTEND, "--port", str(_INTERFACE_PORT), "--strictPort"]

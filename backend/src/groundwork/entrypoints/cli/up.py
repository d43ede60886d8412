"""``groundwork up`` and ``groundwork dev``."""

import gc
import sys
from importlib import import_module
from pathlib import Path

from groundwork.entrypoints.cli.main import dispatch
from groundwork.entrypoints.cli.node import FRONTEND, node
from groundwork.entrypoints.up.home import CHECKOUT, home_folder
from groundwork.entrypoints.up.plan import GROUNDWORK, Plan, Run
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
    return _run("up", _UP, arguments, Plan(load=_load))


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


def _load() -> Run:
    """Load all that ``serve`` and ``work`` are made of; not what each makes of it by its settings."""
    for name in ("cli.serve", "cli.work", "http", "worker"):
        import_module(f"groundwork.entrypoints.{name}")
    for name in import_module("groundwork.kernel.domain").BUILT_IN:
        import_module(f"groundwork.domains.{name}")
    # The collector of a copy would write to every page that it looks through, and so make it the copy's own.
    gc.collect()
    gc.freeze()
    return lambda command: dispatch([str(word) for word in command[len(GROUNDWORK) :]])


def _vite() -> list[str | Path]:
    """The command of the interface's development server: Node itself, since a wrapper would outlive its parent."""
    vite = FRONTEND / "node_modules" / "vite" / "bin" / "vite.js"
    return [node(), vite, FRONTEND, "--port", str(_INTERFACE_PORT), "--strictPort"]

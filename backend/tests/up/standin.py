"""Small stand-ins for the supervisor's children, which start at once and note what happens to them.

``standin.py supervisor HOME PORT`` is a supervisor with such children; the other roles are the children themselves.
"""

import http.server
import json
import os
import signal
import sys
import time
from dataclasses import replace
from pathlib import Path


def main(role: str, *arguments: str) -> None:
    """Play the role."""
    if role == "supervisor":
        supervisor(Path(arguments[0]), arguments[1])
    home = Path(os.environ["GROUNDWORK_HOME"])
    if role in {"api", "worker"}:
        keep_running(home, role)
    time.sleep(float(os.environ.get(f"SLOW_{role.upper()}", "0")))
    if role == "migrate":
        migrate(home)
    note(home, role)
    if os.environ.get("FAILING") == role:
        sys.exit(f"{role} has failed")


def supervisor(home: Path, port: str) -> None:
    """Run a supervisor whose children are the other roles."""
    from groundwork.entrypoints.up.plan import Plan, Run
    from groundwork.entrypoints.up.supervisor import Supervisor

    roles = {role: [sys.executable, __file__, role] for role in ("api", "worker", "migrate", "seed", "administrator")}
    environ = {**os.environ, "PORT": port, "HOST": "127.0.0.1"}
    migrations = home / "versions"
    migrations.mkdir(exist_ok=True)
    (migrations / "20260101000000_first.py").touch()
    plan = Plan(**roles, migrations=migrations, postgres={"fsync": "off"})
    if os.environ.get("LOADED"):

        def load() -> Run:
            note(home, "loaded")
            return lambda command: main(str(command[2])) or 0

        plan = replace(plan, load=load)
    sys.exit(Supervisor(home, environ, plan).run())


def keep_running(home: Path, role: str) -> None:
    """Note the start, answer requests if this is the API, and note the request to stop."""

    def stop(*_: object) -> None:
        note(home, f"{role} stops")
        time.sleep(float(os.environ.get("SLOW_STOP", "0")))
        sys.exit(0)

    signal.signal(signal.SIGTERM, stop)
    server = http.server.HTTPServer(("127.0.0.1", int(os.environ["PORT"]) if role == "api" else 0), Handler)
    note(home, f"{role} starts")
    server.serve_forever()


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers everything with 200."""

    def do_GET(self) -> None:
        """Answer."""
        self.send_response(200)
        self.end_headers()


def migrate(home: Path) -> None:
    """Bring the database to the only revision there is."""
    import psycopg

    path = home / "postgres.json"
    if not path.exists():
        return
    server = json.loads(path.read_text())
    names = {"host": "host", "port": "port", "user": "user", "password": "password", "database": "dbname"}
    with psycopg.connect(**{names[key]: value for key, value in server.items() if key in names}) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS alembic_version (version_num text PRIMARY KEY)")
        connection.execute("INSERT INTO alembic_version VALUES ('20260101000000') ON CONFLICT DO NOTHING")


def note(home: Path, word: str) -> None:
    """Append a line to ``events`` in the data folder."""
    with (home / "events").open("a") as events:
        events.write(f"{word}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])

"""The embedded PostgreSQL server of a data folder: made, started, watched and stopped."""

import json
import secrets
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import quote

from groundwork.entrypoints.up.account import server_account
from groundwork.entrypoints.up.binaries import programs
from groundwork.entrypoints.up.creation import NAME, Programs, administer, create, explain
from groundwork.entrypoints.up.errors import StartError
from groundwork.entrypoints.up.home import HomeLock, prepare, read_json, write_private
from groundwork.entrypoints.up.logs import last_lines, open_log
from groundwork.entrypoints.up.places import PORT, data_folder, socket_folder
from groundwork.entrypoints.up.postmaster import PATIENCE, PidFile, alive, exists, serves, stop_orphans
from groundwork.entrypoints.up.process import forget, spawn
from groundwork.entrypoints.up.terminal import Say, say

_RECOVERY = 30 * 60.0
"""Seconds that a server may take to replay its log after a crash."""


class Cluster:
    """The server of one data folder.

    Start it with :meth:`start`, or, where something else must go on meanwhile, with :meth:`launch` and :meth:`ready`.
    As a context manager it runs for the duration of the block. Whoever uses it directly sees to it that nobody else
    does; :func:`running` and the supervisor hold the data folder's lock.
    """

    def __init__(self, home: Path, settings: Mapping[str, str] | None = None, *, say: Say = say) -> None:
        """``home``: the data folder. ``settings``: added to the server's, as tests do to trade safety for speed."""
        self.home = home.resolve()
        self.settings = dict(settings or {})
        self.child: subprocess.Popen[bytes] | None = None
        self.log = self.home / "logs" / "postgres.log"
        self._say = say
        self._data = self.home / "postgres"
        self._socket = self.home / "run"
        self._earlier: PidFile | None = None
        self._log_start = 0
        self._launched = 0.0
        self._told = 0.0

    @property
    def url(self) -> str:
        """The libpq address of the application's database, with its password."""
        server = read_json(self.home / "postgres.json")
        host = quote(server["host"], safe="")
        return f"postgresql://{server['user']}:{server['password']}@/{server['database']}?host={host}&port={server['port']}"

    @property
    def identity(self) -> str:
        """A name that changes when the cluster is made anew."""
        return str(read_json(self.home / "postgres.json").get("cluster", ""))

    def start(self) -> None:
        """Make the cluster if there is none, start the server, and wait until it accepts connections.

        Raises:
            StartError: it cannot be made or started; the message says why.
        """
        self.launch()
        try:
            while not self.ready():
                time.sleep(0.02)
        except BaseException:
            self.stop()
            raise

    def launch(self) -> None:
        """Make the cluster if there is none, and start the server, without waiting for it.

        A server that lost its supervisor is stopped first.

        Raises:
            StartError: as :meth:`start`.
        """
        prepare(self.home)
        account = server_account(self.home / "postgres", self._say)
        self._data = data = data_folder(self.home, account, self._say)
        tools = Programs(programs(account), account)
        self._socket = socket_folder(self.home, account)
        self._ensure(tools)
        stop_orphans(data, self._say)
        self._earlier = PidFile.read(data)
        command: list[str | Path] = [tools.folder / "postgres", "-D", data, "-p", str(PORT)]
        quoted_socket = str(self._socket).replace('"', '""')
        fixed = {
            "listen_addresses": "",
            "unix_socket_directories": f'"{quoted_socket}"',
            "unix_socket_permissions": "0700",
            "logging_collector": "off",
            "log_destination": "stderr",
        }
        for name, value in {**self.settings, **fixed}.items():
            command += ["-c", f"{name}={value}"]
        with open_log(self.log) as log:
            self._log_start = self.log.stat().st_size
            self.child = spawn(
                command,
                output=log,
                dies_by=signal.SIGINT,  # a fast shutdown: everything is written, nothing has to be recovered
                environ={"LC_ALL": "C", "PATH": "/usr/bin:/bin", "TZ": "UTC", **self._number_reused()},
                folder=Path("/"),
                account=account,
            )
        self._launched = self._told = time.monotonic()

    def _ensure(self, tools: Programs) -> None:
        """Make the cluster if there is none; write down how to reach it."""
        path, data = self.home / "postgres.json", self._data
        described = read_json(path)
        password = described.get("password") or secrets.token_urlsafe(32)
        identity = described.get("cluster")
        if not data.exists():
            create(data, tools, self.settings, password)
            identity = None
        else:
            self._check_version(tools)
            if "password" not in described:
                stop_orphans(data, self._say)
                administer(data, tools, f"ALTER ROLE {NAME} PASSWORD '{password}'")
        wanted = {
            "host": str(self._socket),
            "port": PORT,
            "user": NAME,
            "password": password,
            "database": NAME,
            "cluster": identity or secrets.token_hex(8),
        }
        if described != wanted:
            write_private(path, json.dumps(wanted, indent=2))

    def _check_version(self, tools: Programs) -> None:
        found = (self._data / "PG_VERSION").read_text().strip()
        if found != tools.version:
            raise StartError(
                f"The database in {self._data} was made by PostgreSQL {found}, but this Groundwork brings "
                f"{tools.version}. Start it once more with the Groundwork that made it and save it with pg_dump; "
                f"then move {self._data} away and restore into the new one."
            )

    def _number_reused(self) -> dict[str, str]:
        """When a stranger has the process number of the dead server, tell PostgreSQL so, as its pg_ctl does.

        It would take the stranger for itself and refuse. Its other check, of shared memory still in use, stays.
        """
        earlier = self._earlier
        if earlier and exists(earlier.pid) and not serves(earlier.pid, self._data):
            return {"PG_GRANDPARENT_PID": str(earlier.pid)}
        return {}

    def ready(self) -> bool:
        """Whether the server accepts connections. It tells about a long recovery on the way.

        Raises:
            StartError: the server has ended, or recovery takes longer than half an hour.
        """
        assert self.child is not None, "launch() comes first"  # noqa: S101
        if self.child.poll() is not None:
            output = last_lines(self.log, start=self._log_start)
            raise StartError(explain(f"PostgreSQL ended while starting (its log: {self.log})", output, self._data))
        file = PidFile.read(self._data)
        if file and file.pid == self.child.pid and file.status == "ready" and file != self._earlier:
            return True
        self._tell_about_recovery()
        return False

    def _tell_about_recovery(self) -> None:
        now = time.monotonic()
        if now - self._launched > _RECOVERY:
            raise StartError(f"PostgreSQL did not become ready in {_RECOVERY / 60:.0f} minutes; its log: {self.log}")
        if now - self._told >= 5:
            self._told = now
            latest = last_lines(self.log, 1, start=self._log_start).partition("LOG:")[2].strip()
            self._say(
                f"  PostgreSQL is recovering what was not yet written, {now - self._launched:.0f} s so far: {latest}"
            )

    def stop(self, *, hurry: Callable[[], bool] = lambda: False) -> None:
        """End the server's connections, write everything, and stop. When ``hurry()``, leave the rest to recovery."""
        if self.child is None:
            return
        for number, seconds in PATIENCE:
            deadline = time.monotonic() + seconds
            if self.child.poll() is None:
                self.child.send_signal(number)
            while self.child.poll() is None and time.monotonic() < deadline:
                if number == signal.SIGINT and hurry():
                    break
                time.sleep(0.01)
        forget(self.child)
        self.child = None
        with suppress(OSError):
            self._socket.rmdir()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


@contextmanager
def running(home: Path) -> Iterator[str]:
    """The address of the data folder's database, on the server that runs already, else on one started for the block.

    Raises:
        StartError: the server cannot be started.
    """
    prepare(home)
    lock = HomeLock(home)
    cluster = Cluster(home)
    while not lock.acquire("command"):
        if lock.holder().get("purpose") == "up" and _serving(home):
            yield cluster.url
            return
        time.sleep(0.05)  # it is starting, or another command's server is about to stop
    try:
        with cluster:
            yield cluster.url
    finally:
        lock.release()


def _serving(home: Path) -> bool:
    file = PidFile.read((home / "postgres").resolve())
    return file is not None and file.status == "ready" and alive(file.pid)

"""The one-machine supervisor: starts PostgreSQL, the API and the worker, keeps them running, stops them in order."""

import hashlib
import os
import signal
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

from groundwork.entrypoints.up.banner import banner
from groundwork.entrypoints.up.binaries import programs
from groundwork.entrypoints.up.errors import StartError, StopRequested
from groundwork.entrypoints.up.forks import fork
from groundwork.entrypoints.up.home import HomeLock, Prepared, administrator, prepare
from groundwork.entrypoints.up.logs import bound, last_lines, open_log
from groundwork.entrypoints.up.network import answers, check_port
from groundwork.entrypoints.up.plan import Command, Plan, Run
from groundwork.entrypoints.up.postgres import Cluster
from groundwork.entrypoints.up.process import LINUX, Child, kill_group, spawn
from groundwork.entrypoints.up.schema import applied_revision, newest_revision
from groundwork.entrypoints.up.service import Service
from groundwork.entrypoints.up.signals import Signals
from groundwork.entrypoints.up.terminal import Say, faint, red, say, step
from groundwork.entrypoints.up.watch import SourceWatch

_START_WITHIN = 120.0
"""Seconds that the API may take to answer."""


class Supervisor:
    """Everything of one data folder, from the first child to the last."""

    def __init__(self, home: Path, environ: Mapping[str, str], plan: Plan, *, say: Say = say) -> None:
        """``environ``: the environment with what ``.env`` adds; the children get it."""
        self.home = home
        self.host = environ.get("HOST") or "localhost"
        self.port = int(environ.get("PORT") or 3000)
        self.environ = {
            **environ,
            "GROUNDWORK_HOME": str(home),
            "PORT": str(self.port),
            "PYTHONUNBUFFERED": "1",
        }
        self.plan = plan
        self.say = say
        external = environ.get("DATABASE_URL") or environ.get("DB_HOST")
        self.cluster = None if external else Cluster(home, plan.postgres, say=say)
        self.services: list[Service] = []
        self._signals = Signals()
        self._application: Run | None = None

    def run(self) -> int:
        """Start, keep running until asked to stop, stop. Returns the exit code."""
        lock = HomeLock(self.home)
        code = 0
        try:
            prepare(self.home)
            self._take(lock)
            check_port(self.host, self.port)
            self._start()
            self._watch()
        except StopRequested:
            self.say("")
        except StartError as error:
            self.say(f"\n{red('Groundwork could not start.')} {error}")
            code = 1
        finally:
            self._signals.stopping = True
            self._stop()
            lock.release()
        return code

    def _take(self, lock: HomeLock) -> None:
        while not lock.acquire("up"):
            holder = lock.holder()
            if holder.get("purpose") != "command":
                raise StartError(
                    f"It already runs on the data folder {self.home} (process {holder.get('pid', 'unknown')}). "
                    "Stop that one, or set GROUNDWORK_HOME and PORT to run a second one beside it."
                )
            self._signals.wait(0.1)

    def _start(self) -> None:
        api = Service("The API", lambda: self._spawn_loaded(self.plan.api, "api"))
        worker = Service("The worker", lambda: self._spawn_loaded(self.plan.worker, "worker"))
        email, password = administrator(self.home, self.environ)
        database = self._start_database()
        done = Prepared(self.home, database)
        newest = newest_revision(self.plan.migrations)
        current = newest != "" and done.get("revision") == newest
        if current:
            self._add(api, 0)  # it is loaded while the database starts, for which it waits by itself
        self._await_database()
        if not current or self._revision() != newest:
            self._run("Database schema", self.plan.migrate)
            done.note("revision", self._revision())
        if not current:
            self._add(api, 0)
        if self.cluster and not done.get("seeded"):
            self._run("First data", self.plan.seed)
            done.note("seeded", "yes")
        if done.get("administrator") != email:
            self._run("Administrator", [*self.plan.administrator, email], password)
            done.note("administrator", email)
        self._await_api(api)
        self._add(worker, 1)
        if self.plan.interface:
            command = self.plan.interface
            self._add(Service("The interface", lambda: self._spawn(command, "interface"), stop_within=5), 0)
        self.say(banner(self.home, self.environ, self.plan.address, email, password))

    def _add(self, service: Service, place: int) -> None:
        """Start a service and keep it running; its place among them is the order in which they stop."""
        self.services.insert(place, service)
        service.start()

    def _start_database(self) -> str:
        """Start the embedded server, if there is to be one. Returns the identity of the database."""
        if self.cluster is None:
            named = "\0".join(self.environ.get(name, "") for name in ("DATABASE_URL", "DB_HOST", "DB_PORT", "DB_NAME"))
            return hashlib.sha256(named.encode()).hexdigest()
        service = self._database_service(self.cluster)
        if (self.home / "postgres").exists():
            self._add(service, 0)
        else:
            with step("PostgreSQL: a new database"):
                self._add(service, 0)
        return self.cluster.identity

    def _database_service(self, cluster: Cluster) -> Service:
        def launch() -> subprocess.Popen[bytes]:
            cluster.launch()
            assert cluster.child is not None  # noqa: S101  (launched)
            return cluster.child

        return Service("PostgreSQL", launch)

    def _await_database(self) -> None:
        while self.cluster and not self.cluster.ready():
            self._signals.wait(0.02)

    def _revision(self) -> str:
        return applied_revision(self.home, programs(None)) if self.cluster else ""

    def _run(self, name: str, command: Command, text: str | None = None) -> None:
        """Run a command to its end.

        Raises:
            StartError: it failed; with the end of what it said.
        """
        path = self.home / "logs" / "setup.log"
        with step(name), open_log(path) as log:
            start = path.stat().st_size
            child = spawn(command, output=log, environ=self.environ, text=text)
            try:
                while child.poll() is None:
                    self._signals.wait(1.0)
            finally:
                kill_group(child)
                child.wait()
            if child.returncode != 0:
                raise StartError(f"{name} failed:\n{last_lines(path, 30, start)}")

    def _await_api(self, api: Service) -> None:
        path = self.home / "logs" / "api.log"
        deadline = time.monotonic() + _START_WITHIN
        while not answers(self.host, self.port, self.plan.health):
            if api.ended:
                raise StartError(f"The API ended while starting (its log: {path}):\n{last_lines(path, 30)}")
            if time.monotonic() > deadline:
                raise StartError(
                    f"The API does not answer after {_START_WITHIN:.0f} s; its log: {path}\n{last_lines(path)}"
                )
            self._signals.wait(0.03)

    def _spawn(self, command: Command, name: str) -> Child:
        if self.plan.watched:
            return spawn(command, output=None, environ=self.environ)
        with open_log(self.home / "logs" / f"{name}.log") as log:
            return spawn(command, output=log, environ=self.environ)

    def _spawn_loaded(self, command: Command, name: str) -> Child:
        """Start a child that need not load the application: this process does, for the first of them, and is copied."""
        if self.plan.load is None or not LINUX:
            return self._spawn(command, name)
        if self._application is None:
            self._application = self.plan.load()
        with open_log(self.home / "logs" / f"{name}.log") as log:
            return fork(self._application, command, output=log, environ=self.environ)

    def _watch(self) -> None:
        watch = SourceWatch(self.plan.watched) if self.plan.watched else None
        pause = 0.0
        while True:
            self._signals.wait(min(pause, 0.5) if watch else pause)
            pause = min(service.tend(self.say) for service in self.services)
            for log in (self.home / "logs").glob("*.log"):
                bound(log)
            if watch and (changed := watch.changed()):
                self.say(faint(f"  {time.strftime('%H:%M:%S')} {changed.name} changed"))
                for service in self.services:
                    if service.name in {"The API", "The worker"}:
                        service.restart(self._signals)

    def _stop(self) -> None:
        """The interface, the API, the worker, and last the database that they need."""
        for service in self.services:
            if service.child is None:
                continue
            started = time.monotonic()
            if service.name == "PostgreSQL" and self.cluster:
                self.cluster.stop(hurry=lambda: self._signals.hurried)
            else:
                service.stop(self._signals)
            self.say(f"  {service.name} stopped {faint(f'{time.monotonic() - started:.1f} s')}")
        signal.set_wakeup_fd(-1)


def environment(checkout: Path) -> dict[str, str]:
    """The environment of this process; what it lacks is taken from ``.env`` in the checkout, as the settings do."""
    path = checkout / ".env"
    if not path.is_file():
        return dict(os.environ)
    from dotenv import dotenv_values

    given = {name: value for name, value in dotenv_values(path).items() if value}
    return {**given, **{name: value for name, value in os.environ.items() if value or name not in given}}

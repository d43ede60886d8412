"""The supervisor: starting, keeping running, stopping, and what is left when it is killed."""

import os
import signal
import socket
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from groundwork.entrypoints.up.home import read_credentials, read_json
from groundwork.entrypoints.up.postgres import Cluster, running
from tests.up.support import STANDIN, Running, gone, wait_for

pytestmark = pytest.mark.integration

WAYS = [pytest.param("", id="commands"), pytest.param("1", id="copies")]
"""API and worker as processes of their own, and as copies of the supervisor."""

Start = Callable[..., Running]


def test_the_first_start_prepares_and_the_second_finds_everything_ready(home: Path, port: int, start: Start) -> None:
    first = start(home, port).until_it_runs()
    credentials = read_credentials(home / "credentials")
    assert credentials["email"] == "admin@example.com"
    assert credentials["password"] in first.output
    assert stat.S_IMODE((home / "credentials").stat().st_mode) == 0o600
    for address in ("/api/docs", "/api/health", "/studio/mails"):
        assert f"http://localhost:{port}{address}" in first.output
    assert first.stop() == 0
    assert first.events[0] == "migrate", "nothing runs on a schema of yesterday"
    assert first.events[-3:] == ["worker starts", "api stops", "worker stops"]
    assert sorted(first.events[1:-3]) == ["administrator", "api starts", "seed"]

    second = start(home, port).until_it_runs()
    assert second.events.count("migrate") == second.events.count("seed") == second.events.count("administrator") == 1
    assert credentials["password"] in second.output


@pytest.mark.parametrize("loaded", WAYS)
def test_they_stop_in_order_the_database_last(home: Path, port: int, start: Start, loaded: str) -> None:
    supervisor = start(home, port, LOADED=loaded).until_it_runs()
    assert supervisor.stop(signal.SIGINT) == 0
    assert supervisor.events[-2:] == ["api stops", "worker stops"]
    assert supervisor.output.index("The worker stopped") < supervisor.output.index("PostgreSQL stopped")
    assert "database system is shut down" in (home / "logs" / "postgres.log").read_text()


@pytest.mark.parametrize("loaded", WAYS)
@pytest.mark.parametrize("name", ["api", "worker", "postgres"])
def test_f5_a_killed_child_is_started_again(home: Path, port: int, start: Start, name: str, loaded: str) -> None:
    supervisor = start(home, port, LOADED=loaded).until_it_runs()
    before = supervisor.children()
    os.kill(before[name], signal.SIGKILL)
    wait_for(lambda: supervisor.children().get(name, before[name]) != before[name])
    if name == "postgres":
        cluster = Cluster(home)
        wait_for(lambda: _connects(cluster.url))
    after = supervisor.children()
    assert {other: after[other] for other in before if other != name} == {
        other: before[other] for other in before if other != name
    }
    assert "ended by SIGKILL" in supervisor.output
    assert supervisor.stop() == 0


def _connects(url: str) -> bool:
    try:
        psycopg.connect(url).close()
    except psycopg.OperationalError:
        return False
    return True


@pytest.mark.parametrize("loaded", WAYS)
def test_nothing_stays_behind_when_the_supervisor_is_killed_and_the_next_start_recovers(
    home: Path, port: int, start: Start, loaded: str
) -> None:
    killed = start(home, port, LOADED=loaded).until_it_runs()
    children = killed.children()
    assert set(children) == {"api", "worker", "postgres"}
    killed.stop(signal.SIGKILL)
    again = start(home, port).until_it_runs()
    wait_for(lambda: all(map(gone, children.values())))
    assert again.events.count("seed") == 1


def test_copies_of_the_supervisor_are_loaded_once_and_keep_nothing_of_it(home: Path, port: int, start: Start) -> None:
    supervisor = start(home, port, LOADED="1").until_it_runs()
    api = supervisor.children()["api"]
    assert supervisor.events.count("loaded") == 1
    files = [str(link.readlink()) for link in Path(f"/proc/{api}/fd").iterdir()]
    assert sorted(name for name in files if not name.startswith("socket:")) == sorted(
        [os.devnull, str(home / "logs" / "api.log"), str(home / "logs" / "api.log")]
    )
    assert os.getpgid(api) == api
    assert Path(f"/proc/{api}/cmdline").read_bytes().split(b"\0")[1:3] == [os.fsencode(STANDIN), b"api"]
    os.kill(api, signal.SIGKILL)
    wait_for(lambda: supervisor.children().get("api", api) != api)
    assert supervisor.events.count("loaded") == 1
    os.kill(supervisor.children()["worker"], signal.SIGINT)
    wait_for(lambda: "The worker ended with exit code 1" in supervisor.output)
    assert "KeyboardInterrupt" in (home / "logs" / "worker.log").read_text(), "a signal does what it always does"


def test_everything_killed_at_once_recovers(home: Path, port: int, start: Start) -> None:
    killed = start(home, port).until_it_runs()
    for pid in [*killed.children().values(), killed.process.pid]:
        os.kill(pid, signal.SIGKILL)
    killed.process.wait()
    start(home, port).until_it_runs()


def test_a_taken_port_is_told_before_anything_is_made(home: Path, port: int, start: Start) -> None:
    with socket.create_server(("127.0.0.1", port)):
        refused = start(home, port)
        assert refused.process.wait(timeout=60) == 1
    assert f"Port {port} is taken" in refused.output
    assert f"PORT={port + 1} ./groundwork up" in refused.output
    assert not (home / "postgres").exists()


def test_one_data_folder_has_one_supervisor_and_two_live_side_by_side(home: Path, port: int, start: Start) -> None:
    first = start(home, port).until_it_runs()
    refused = start(home, port + 1)
    refused.process.wait(timeout=60)
    assert refused.process.returncode == 1
    assert f"process {first.process.pid}" in refused.output
    (home / "beside").mkdir()
    second = start(home / "beside", port + 1).until_it_runs()
    with psycopg.connect(Cluster(home).url) as one, psycopg.connect(Cluster(home / "beside").url) as other:
        assert one.info.backend_pid != other.info.backend_pid
    assert second.stop() == 0
    assert first.process.poll() is None


def test_commands_use_its_database(home: Path, port: int, start: Start) -> None:
    supervisor = start(home, port).until_it_runs()
    with running(home) as url:
        assert _connects(url)
    assert _connects(url), "it still runs after the command"
    assert supervisor.process.poll() is None


def test_a_failing_migration_stops_the_start_and_shows_why(home: Path, port: int, start: Start) -> None:
    failed = start(home, port, FAILING="migrate")
    assert failed.process.wait(timeout=60) == 1
    assert "Database schema failed:\nmigrate has failed" in failed.output
    assert failed.children() == {}
    assert start(home, port).until_it_runs().events.count("seed") == 1


def test_two_signals_at_once_are_one_request_and_a_second_ctrl_c_hurries(home: Path, port: int, start: Start) -> None:
    supervisor = start(home, port, SLOW_STOP="60").until_it_runs()
    for _ in range(2):
        supervisor.process.send_signal(signal.SIGTERM)
    wait_for(lambda: "api stops" in supervisor.events)
    with pytest.raises(subprocess.TimeoutExpired):
        supervisor.process.wait(timeout=1)
    assert supervisor.stop(signal.SIGINT) == 0
    assert supervisor.children() == {}


def test_it_can_be_stopped_while_it_starts(home: Path, port: int, start: Start) -> None:
    starting = start(home, port, SLOW_MIGRATE="60")
    wait_for(lambda: "a new database" in starting.output)
    assert starting.stop() == 0
    assert starting.children() == {}


def test_a_database_of_ones_own_is_used_and_not_filled(home: Path, port: int, start: Start) -> None:
    supervisor = start(home, port, DATABASE_URL="postgresql://elsewhere/database").until_it_runs()
    assert not (home / "postgres").exists()
    assert supervisor.events[0] == "migrate"
    assert "administrator" in supervisor.events
    assert "seed" not in supervisor.events
    assert set(supervisor.children()) == {"api", "worker"}


def test_the_administrator_can_be_chosen(home: Path, port: int, start: Start) -> None:
    chosen = {"ADMIN_EMAIL": "root@example.org", "ADMIN_PASSWORD": "Chosen-by-1-person"}
    supervisor = start(home, port, **chosen).until_it_runs()
    assert "root@example.org" in supervisor.output
    assert chosen["ADMIN_PASSWORD"] not in supervisor.output
    assert read_json(home / "prepared.json")["administrator"] == "root@example.org"

"""The embedded PostgreSQL: made, found again, recovered, and private."""

import os
import pwd
import signal
import stat
import subprocess
import traceback
import warnings
from pathlib import Path
from typing import Any

import psycopg
import pytest

from groundwork.entrypoints.up import places
from groundwork.entrypoints.up.account import Account
from groundwork.entrypoints.up.errors import StartError
from groundwork.entrypoints.up.home import read_json
from groundwork.entrypoints.up.places import data_folder
from groundwork.entrypoints.up.postgres import Cluster, running
from groundwork.entrypoints.up.postmaster import PidFile, backends
from tests.up.support import wait_for

pytestmark = pytest.mark.integration

FAST = {"fsync": "off"}


def silent(_line: str) -> None:
    """Show nothing."""


def cluster_of(home: Path) -> Cluster:
    """A cluster as tests want it."""
    return Cluster(home, FAST, say=silent)


def write(cluster: Cluster) -> None:
    """Leave one row behind."""
    with psycopg.connect(cluster.url) as connection:
        connection.execute("CREATE TABLE kept (word text)")
        connection.execute("INSERT INTO kept VALUES ('here')")


def read(cluster: Cluster) -> str:
    """The row that :func:`write` left."""
    with psycopg.connect(cluster.url) as connection:
        row = connection.execute("SELECT word FROM kept").fetchone()
    assert row is not None
    return str(row[0])


def server_process(cluster: Cluster) -> int:
    """The number of the running server's process."""
    assert cluster.child is not None
    return cluster.child.pid


def test_what_was_written_is_there_after_a_stop_and_a_start(home: Path) -> None:
    with cluster_of(home) as cluster:
        write(cluster)
        first = cluster.identity
    with cluster_of(home) as cluster:
        assert read(cluster) == "here"
        assert cluster.identity == first


def test_the_application_is_no_superuser_and_the_database_sorts_and_counts_in_unicode(home: Path) -> None:
    with cluster_of(home) as cluster, psycopg.connect(cluster.url) as connection:
        row = connection.execute(
            "SELECT rolsuper, rolcreatedb, upper('žluť'), current_setting('server_encoding'), "
            "current_setting('data_checksums') FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
        for extension in ("pg_trgm", "unaccent", "citext"):
            connection.execute(f"CREATE EXTENSION {extension}")
    assert row == (False, True, "ŽLUŤ", "UTF8", "on")


def test_nobody_else_gets_in(home: Path) -> None:
    with cluster_of(home) as cluster:
        server = read_json(home / "postgres.json")
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(cluster.url.replace(server["password"], "wrong"))
        with pytest.raises(psycopg.OperationalError, match=r"no pg_hba\.conf entry"):
            psycopg.connect(cluster.url.replace("//groundwork:", "//postgres:"))
        assert stat.S_IMODE(Path(server["host"]).stat().st_mode) == 0o700
        assert stat.S_IMODE((home / "postgres").stat().st_mode) == 0o700
        assert stat.S_IMODE((home / "postgres.json").stat().st_mode) == 0o600
        listening = subprocess.run(["ss", "-tlnpH"], capture_output=True, text=True, check=False).stdout
        assert f"pid={server_process(cluster)}," not in listening


@pytest.mark.parametrize("name", ["with a space", "with,comma", "ünï", "long" * 30])
def test_any_name_of_the_folder_will_do(home: Path, name: str) -> None:
    inner = home / name
    with cluster_of(inner) as cluster:
        socket = Path(read_json(inner / "postgres.json")["host"])
        assert stat.S_ISSOCK((socket / ".s.PGSQL.5432").stat().st_mode)
        write(cluster)
        assert read(cluster) == "here"
    assert not socket.exists(), "nothing stays under /tmp"


def test_an_ordinary_user_needs_no_rights(home: Path) -> None:
    if os.geteuid() == 0:
        os.chown(home, pwd.getpwnam("nobody").pw_uid, -1)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # newer Pythons warn of forking beside threads; this one only runs a cluster
        child = os.fork()
    if child == 0:
        code = 1
        try:
            if os.geteuid() == 0:
                os.setgroups([])
                os.setuid(pwd.getpwnam("nobody").pw_uid)
            with cluster_of(home) as cluster:
                code = 0 if home.owner() == (home / "postgres").owner() and cluster.identity else 2
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert stat.S_IMODE(home.stat().st_mode) == (0o700)


def test_f4_what_was_acknowledged_survives_the_death_of_the_server_and_its_children_end(home: Path) -> None:
    killed = cluster_of(home)
    killed.start()
    write(killed)
    with psycopg.connect(killed.url):
        os.kill(server_process(killed), signal.SIGKILL)
        killed.child.wait()
        with cluster_of(home) as cluster:
            assert read(cluster) == "here"
            assert "database system was not properly shut down" in cluster.log.read_text()
    assert not backends(home / "postgres")


def test_a_server_without_its_supervisor_is_stopped_first(home: Path) -> None:
    orphan = cluster_of(home)
    orphan.start()
    write(orphan)
    with cluster_of(home) as cluster:
        assert read(cluster) == "here"
        assert orphan.child is not None
        assert orphan.child.wait(timeout=1) == 0
        assert "received fast shutdown request" in cluster.log.read_text()


def test_a_stranger_with_the_dead_servers_number_is_left_alone(home: Path) -> None:
    with cluster_of(home) as cluster:
        write(cluster)
        owner = (home / "postgres").stat()
        pid_file = home / "postgres" / "postmaster.pid"
        os.kill(server_process(cluster), signal.SIGKILL)
        wait_for(lambda: not backends(home / "postgres"))
    # Root's PostgreSQL runs under another account, and the stranger is to be of that one.
    account: dict[str, Any] = {"user": owner.st_uid, "group": owner.st_gid, "extra_groups": []}
    with subprocess.Popen(["sleep", "60"], **(account if os.geteuid() == 0 else {})) as stranger:
        lines = pid_file.read_text().splitlines()
        pid_file.write_text("\n".join([str(stranger.pid), *lines[1:]]) + "\n")
        with cluster_of(home) as cluster:
            assert read(cluster) == "here"
        assert stranger.poll() is None
        stranger.kill()


def test_a_lost_description_is_made_anew(home: Path) -> None:
    with cluster_of(home) as cluster:
        write(cluster)
    (home / "postgres.json").unlink()
    with cluster_of(home) as cluster:
        assert read(cluster) == "here"


def test_half_a_cluster_of_an_interrupted_start_is_thrown_away(home: Path) -> None:
    (home / "postgres.new").mkdir()
    (home / "postgres.new" / "PG_VERSION").write_text("18\n")
    with cluster_of(home) as cluster:
        write(cluster)
    assert not (home / "postgres.new").exists()


def test_another_version_is_refused_with_what_to_do(home: Path) -> None:
    with cluster_of(home):
        pass
    (home / "postgres" / "PG_VERSION").write_text("16\n")
    with pytest.raises(StartError, match=r"PostgreSQL 16, but .* 18.*pg_dump"):
        cluster_of(home).start()


def test_a_broken_setting_shows_what_postgresql_said(home: Path) -> None:
    with cluster_of(home):
        pass
    with pytest.raises(StartError, match="shared_buffers"):
        Cluster(home, {"shared_buffers": "nonsense"}, say=silent).start()


def test_commands_use_the_server_that_runs_and_start_one_otherwise(home: Path) -> None:
    with running(home) as url, psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE kept (word text)")
    file = PidFile.read(home / "postgres")
    assert file is None, "the command's server is stopped at its end"
    with running(home) as url, psycopg.connect(url) as connection:
        assert connection.execute("SELECT count(*) FROM kept").fetchone() == (0,)


def test_a_data_folder_that_only_root_can_reach_has_its_database_elsewhere(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "SHARED", home / "shared")
    closed = home / "closed" / "home"
    closed.mkdir(mode=0o700, parents=True)
    closed.parent.chmod(0o700)
    with cluster_of(closed) as cluster:
        write(cluster)
        assert (closed / "postgres").is_symlink() == (os.geteuid() == 0)
    with cluster_of(closed) as cluster:
        assert read(cluster) == "here"


def test_the_database_of_a_deleted_data_folder_is_kept_aside(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "SHARED", home / "shared")
    closed = home / "closed"
    closed.mkdir(mode=0o700)
    told: list[str] = []
    account = Account("somebody", 54321, 54321)
    target = data_folder(closed, account, told.append)
    assert (closed / "postgres").readlink() == target
    assert target.parent == home / "shared"
    target.mkdir()
    (closed / "postgres").unlink()
    assert data_folder(closed, account, told.append) == target
    assert not target.exists()
    aside = [str(folder) for folder in (home / "shared").iterdir()]
    assert len(aside) == 1
    assert aside[0] in told[0]

"""The small parts of the supervisor that need no server."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from groundwork.entrypoints.up import guardian
from groundwork.entrypoints.up.account import Account, reachable
from groundwork.entrypoints.up.errors import StartError
from groundwork.entrypoints.up.home import HomeLock, administrator, prepare
from groundwork.entrypoints.up.logs import bound, last_lines
from groundwork.entrypoints.up.watch import SourceWatch
from tests.up.support import gone, wait_for


def test_the_guardian_ends_what_its_dead_parent_leaves_and_spares_what_it_released() -> None:
    left, released = (subprocess.Popen(["sleep", "60"]) for _ in range(2))
    watcher = subprocess.Popen([sys.executable, guardian.__file__], stdin=subprocess.PIPE)
    assert watcher.stdin is not None
    watcher.stdin.write(f"+{left.pid} 9\n+{released.pid} 9\n-{released.pid}\n".encode())
    watcher.stdin.close()
    assert watcher.wait(timeout=10) == 0
    wait_for(lambda: gone(left.pid))
    assert left.wait() == -signal.SIGKILL
    assert released.poll() is None
    released.kill()
    released.wait()


def test_a_log_is_bounded_and_its_writer_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "api.log"
    with path.open("ab", buffering=0) as writer:
        writer.write(b"old\n" * 100)
        bound(path, largest=100)
        writer.write(b"new\n")
    assert path.read_text() == "new\n"
    assert (tmp_path / "api.log.1").read_text() == "old\n" * 100
    bound(tmp_path / "missing.log")


def test_the_last_lines_are_those_of_this_start(tmp_path: Path) -> None:
    path = tmp_path / "log"
    path.write_text("before\n")
    start = path.stat().st_size
    path.write_text("before\none\ntwo\nthree\n")
    assert last_lines(path, 2, start) == "two\nthree"
    assert last_lines(path, 9, start) == "one\ntwo\nthree"
    assert last_lines(tmp_path / "missing") == ""


def test_the_lock_is_free_again_when_its_holder_lets_go(tmp_path: Path) -> None:
    one, two = HomeLock(tmp_path), HomeLock(tmp_path)
    assert one.acquire("up")
    assert not two.acquire("command")
    assert two.holder() == {"pid": os.getpid(), "purpose": "up"}
    one.release()
    assert two.acquire("command")
    two.release()


def test_a_generated_password_is_kept_and_a_chosen_one_wins(tmp_path: Path) -> None:
    email, password = administrator(tmp_path, {})
    assert (email, password) == administrator(tmp_path, {})
    assert administrator(tmp_path, {"ADMIN_PASSWORD": "Chosen-1"}) == (email, "Chosen-1")
    other, generated = administrator(tmp_path, {"ADMIN_EMAIL": "other@example.com"})
    assert other == "other@example.com"
    assert generated not in {password, "Chosen-1"}


def test_a_folder_that_cannot_be_made_is_told_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StartError, match="Set GROUNDWORK_HOME"):
        prepare(tmp_path / "file" / "home")


def test_what_an_account_can_reach_is_judged_by_all_folders_above(tmp_path: Path) -> None:
    open_folder = tmp_path / "open"
    open_folder.mkdir()
    open_folder.chmod(0o755)
    owner = Account("owner", os.getuid(), os.getgid())
    stranger = Account("stranger", 54321, 54321)
    assert reachable(open_folder, owner)
    tmp_path.chmod(0o700)
    assert not reachable(open_folder, stranger)


def test_changed_added_and_removed_files_are_noticed_once(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("1")
    watch = SourceWatch([tmp_path])
    assert watch.changed() is None
    (tmp_path / "b.py").write_text("2")
    assert watch.changed() == tmp_path / "b.py"
    assert watch.changed() is None
    (tmp_path / "a.py").unlink()
    assert watch.changed() == tmp_path / "a.py"

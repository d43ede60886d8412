"""``./groundwork``: what it decides before anything is installed."""

import os
import shutil
import socket
import subprocess
import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest

from groundwork.entrypoints.cli.commands import COMMANDS
from groundwork.entrypoints.up.home import CHECKOUT


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A small checkout, in a path with a space, in which nothing has been prepared."""
    root = tmp_path / "a checkout"
    source = Path("backend", "src", "groundwork", "entrypoints", "cli", "commands.py")
    (root / source).parent.mkdir(parents=True)
    shutil.copy(CHECKOUT / "groundwork", root)
    shutil.copy(CHECKOUT / source, root / source)
    (root / "backend" / "requirements").mkdir()
    for name in ("local.txt", "dev.txt"):
        (root / "backend" / "requirements" / name).write_text("package==1 --hash=sha256:0\n")
    (root / "frontend" / "src").mkdir(parents=True)
    for name in ("package.json", "package-lock.json", "src/main.tsx"):
        (root / "frontend" / name).write_text("{}")
    return root


@pytest.fixture
def door(checkout: Path) -> ModuleType:
    """The script of that checkout, as a module."""
    loader = SourceFileLoader("front_door", str(checkout / "groundwork"))
    spec = spec_from_loader(loader.name, loader)
    assert spec is not None
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module


def run(script: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the script with this Python."""
    return subprocess.run([sys.executable, script, *arguments], capture_output=True, text=True, check=False)


def test_help_needs_nothing_installed_and_lists_every_command(checkout: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(checkout / "groundwork")
    shown = run(tmp_path / "link", "--help")
    assert shown.returncode == 0
    assert all(f"  {name} " in shown.stdout and command.help in shown.stdout for name, command in COMMANDS.items())
    assert not (checkout / ".venv").exists()


def test_an_unknown_command_installs_nothing(checkout: Path) -> None:
    shown = run(checkout / "groundwork", "upp")
    assert shown.returncode == 2
    assert "Usage" in shown.stdout
    assert not (checkout / ".venv").exists()


def test_every_command_names_a_function_that_exists() -> None:
    for command in COMMANDS.values():
        module, _, attribute = command.target.partition(":")
        path = CHECKOUT / "backend" / "src" / "groundwork" / "entrypoints" / "cli" / f"{module}.py"
        assert f"def {attribute}(" in path.read_text() or f"{attribute} = typer.Typer(" in path.read_text()


def test_an_old_python_is_told_what_to_install(door: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or newer.*apt-get install"):
        door.newer_python()


def test_a_checkout_of_somebody_else_is_told(door: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(SystemExit, match="which you cannot write"):
        door.prepare("up", COMMANDS["up"])


def test_a_taken_port_is_told_before_anything_is_installed(
    door: ModuleType, checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        monkeypatch.setenv("PORT", str(port))
        with pytest.raises(SystemExit, match=rf"Port {port} is taken.*PORT={port + 1} \./groundwork up"):
            door.prepare("up", COMMANDS["up"])
    assert not (checkout / ".venv").exists()


def test_the_environment_is_ready_only_for_this_checkout_and_these_locks(door: ModuleType, checkout: Path) -> None:
    door.PYTHON.parent.mkdir(parents=True)
    door.PYTHON.touch()
    assert not door.python_is_ready("local"), "an interrupted start has left no stamp"
    local = door.digest([door.LOCKS["local"]])
    door.set_stamp("python", root=str(checkout), local=local)
    assert door.python_is_ready("local")
    assert not door.python_is_ready("dev")
    door.LOCKS["local"].write_text("package==2 --hash=sha256:1\n")
    assert not door.python_is_ready("local")
    door.set_stamp("python", root="/elsewhere", local=door.digest([door.LOCKS["local"]]))
    assert not door.python_is_ready("local"), "the checkout was moved, and scripts name the old place"


def test_the_interface_is_built_again_when_its_sources_change_and_not_for_its_tests(
    door: ModuleType, checkout: Path
) -> None:
    before = door.interface_digest()
    for ignored in ("src/main.test.tsx", "e2e/journey.ts", "node_modules/package/index.js", "dist/index.html"):
        path = checkout / "frontend" / ignored
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text("changed")
    assert door.interface_digest() == before
    (checkout / "frontend" / "src" / "main.tsx").write_text("changed")
    assert door.interface_digest() != before


def test_packages_are_ready_when_npm_has_finished_with_this_lock(door: ModuleType, checkout: Path) -> None:
    door.STAMPS.mkdir(parents=True)
    door.set_stamp("packages", made=door.packages_digest())
    assert not door.packages_are_ready(), "npm removes its own file first and writes it last"
    (checkout / "frontend" / "node_modules").mkdir()
    (checkout / "frontend" / "node_modules" / ".package-lock.json").touch()
    assert door.packages_are_ready()
    (checkout / "frontend" / "package-lock.json").write_text('{"changed": true}')
    assert not door.packages_are_ready()


def test_a_failing_step_shows_what_it_said_and_what_to_do(door: ModuleType) -> None:
    with pytest.raises(SystemExit, match=r"(?s)No space left on device.*failed after.*free some space"):
        door.step("Packages", [sys.executable, "-c", "import sys; sys.exit('No space left on device')"])


def test_a_second_start_waits_for_the_first(door: ModuleType, checkout: Path) -> None:
    program = (
        f"import runpy; door = runpy.run_path({str(checkout / 'groundwork')!r})\nwith door['alone'](): print('in')"
    )
    with door.alone():
        second = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
        assert second.stdout is not None
        assert "waiting for it" in second.stdout.readline()
        assert second.poll() is None
    assert second.communicate(timeout=20)[0] == "in\n"


@pytest.mark.parametrize("program", ["apt-get", "dnf", ""])
def test_a_missing_venv_module_is_named_with_what_installs_it(
    door: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    folder = tmp_path / "bin"
    folder.mkdir()
    if program:
        (folder / program).touch(mode=0o755)
    monkeypatch.setenv("PATH", str(folder))
    assert (program or "https://docs.python.org") in door.venv_command()

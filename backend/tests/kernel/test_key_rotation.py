"""Encrypting columns anew under the newest key."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from cryptography.fernet import InvalidToken

import groundwork
from groundwork.entrypoints import migrations
from groundwork.entrypoints.composition import open_runtime
from groundwork.kernel import crypto, key_rotation
from groundwork.kernel.crypto import FieldCipher
from groundwork.kernel.key_rotation import Rotation, rotate_keys
from tests.conftest import make_settings
from tests.kernel.conftest import EXTERNAL

pytestmark = pytest.mark.anyio

OLD, NEW, LOST = "the-old-key-" * 4, "the-new-key-" * 4, "the-lost-key-" * 4
_MAIL = """INSERT INTO mails (recipient, subject, template, html, text, secrets, status, attempts, updated_at)
           VALUES ('ada@example.com', 'Hello', 'x/y', %s, %s, %s, 'sent', 1, '2020-01-01Z')"""


@pytest.fixture
def cipher_afterwards() -> Iterator[None]:
    """The process's cipher is put back."""
    before = list(crypto._in_use)
    yield
    crypto._in_use[:] = before


@pytest.fixture
def old_mails(empty_database: str, home: Path) -> str:
    """A database with seven mails from before, each with two encrypted values and an empty column."""
    migrations.migrate(make_settings(empty_database, home, groundwork_domains=EXTERNAL))
    old = FieldCipher([OLD])
    with psycopg.connect(empty_database) as connection:
        for number in range(7):
            connection.execute(_MAIL, [old.encrypt(f"html {number}"), old.encrypt(f"text {number}"), None])
    return empty_database


def _kept(url: str) -> list[tuple[str, str, str | None, str]]:
    with psycopg.connect(url) as connection:
        rows = connection.execute("SELECT html, text, secrets, updated_at::text FROM mails ORDER BY id").fetchall()
    return [(row[0], row[1], row[2], row[3]) for row in rows]


async def _rotate(url: str, home: Path, *keys: str) -> Rotation:
    settings = make_settings(url, home, encryption_keys=keys, groundwork_domains=EXTERNAL)
    async with open_runtime(settings).running(serving=False) as runtime:
        done = {table.table: table for table in await rotate_keys(runtime, FieldCipher(keys))}
    assert set(done) >= {"mails", "oauth_accounts", "oauth_attempts", "notes"}
    return done["mails"]


@pytest.mark.usefixtures("cipher_afterwards")
async def test_every_value_is_encrypted_under_the_newest_key(
    old_mails: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(key_rotation, "_BATCH", 3)
    before = _kept(old_mails)
    assert await _rotate(old_mails, home, NEW, OLD) == Rotation("mails", rotated=14)
    after, newest, old = _kept(old_mails), FieldCipher([NEW]), FieldCipher([OLD])
    assert sorted(newest.decrypt(row[0]) for row in after) == [f"html {number}" for number in range(7)]
    assert sorted(newest.decrypt(row[1]) for row in after) == [f"text {number}" for number in range(7)]
    with pytest.raises(InvalidToken):
        old.decrypt(after[0][0])
    assert [row[2:] for row in after] == [row[2:] for row in before], "what was empty is, and no version has changed"


@pytest.mark.usefixtures("cipher_afterwards")
async def test_what_is_newest_already_is_left_alone(old_mails: str, home: Path) -> None:
    await _rotate(old_mails, home, NEW, OLD)
    between = _kept(old_mails)
    assert await _rotate(old_mails, home, NEW, OLD) == Rotation("mails", newest=14)
    assert _kept(old_mails) == between


@pytest.mark.usefixtures("cipher_afterwards")
async def test_what_has_lost_its_key_is_told_and_kept(old_mails: str, home: Path) -> None:
    lost = FieldCipher([LOST])
    with psycopg.connect(old_mails) as connection:
        connection.execute(_MAIL, [lost.encrypt("html"), FieldCipher([OLD]).encrypt("text"), None])
    before = _kept(old_mails)
    assert await _rotate(old_mails, home, NEW, OLD) == Rotation("mails", rotated=15, unreadable=1)
    [same] = {row[0] for row in before} & {row[0] for row in _kept(old_mails)}
    assert lost.decrypt(same) == "html"


def test_the_command_does_it(old_mails: str, home: Path) -> None:
    environ = {
        "DATABASE_URL": old_mails,
        "GROUNDWORK_HOME": str(home),
        "ENCRYPTION_KEYS": f"{NEW},{OLD}",
        "PYTHONPATH": str(Path(groundwork.__file__).parents[1]),
        "NODE_ENV": "test",
    }
    command = [sys.executable, "-m", "groundwork", "keys", "rotate"]
    done = subprocess.run(command, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "mails                   14 encrypted anew, 0 were already\n" in done.stdout
    alone = subprocess.run(
        command, env={**environ, "ENCRYPTION_KEYS": OLD}, capture_output=True, text=True, check=False
    )
    assert alone.returncode == 1
    assert "0 encrypted anew, 0 were already, 14 unreadable: their key is not among ENCRYPTION_KEYS" in alone.stdout

"""Personal data: all of it leaves in the export, none of it is left after the erasure."""

import io
import json
import re
import secrets
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from PIL import Image
from starlette.types import ASGIApp

from groundwork.domains.accounts import erasure
from groundwork.kernel.database import transaction
from groundwork.kernel.runtime import Runtime
from groundwork.kernel.settings import ROOT
from tests.conftest import PASSWORD, MakePerson, Outbox, Person, client_of
from tests.security.support import V1, RunJobs, Travel, as_user, fetch

pytestmark = pytest.mark.anyio

_NAMES_A_PERSON = re.compile(
    r"(user|actor|person|owner|author|member|customer|sender|recipient|impersonator|creator|inviter)_id"
    r"|\w+_by(_id)?|(\w+_)?emails?|recipient"
)
_COLUMNS = """
    SELECT kind.relname, field.attname,
           EXISTS (SELECT 1 FROM pg_constraint
                   WHERE contype = 'f' AND conrelid = kind.oid AND confrelid = 'users'::regclass
                     AND field.attnum = ANY (conkey))
    FROM pg_class kind JOIN pg_attribute field ON field.attrelid = kind.oid
    WHERE kind.relnamespace = 'public'::regnamespace AND kind.relkind IN ('r', 'p') AND NOT kind.relispartition
      AND field.attnum > 0 AND NOT field.attisdropped"""


def about_people(url: str) -> dict[str, list[str]]:
    """The tables that have something of a person, and the columns that say of whom."""
    found: dict[str, list[str]] = {"users": ["id"]}
    with psycopg.connect(url) as connection:
        for table, column, refers in connection.execute(_COLUMNS).fetchall():
            if table != "users" and (refers or _NAMES_A_PERSON.fullmatch(column)):
                found.setdefault(table, []).append(column)
    return found


def declared(runtime: Runtime) -> Counter[str]:
    """How often each table is declared."""
    return Counter(part.table for domain in runtime.domains for part in domain.personal_data)


def test_s62_every_table_about_people_is_declared_once(runtime: Runtime) -> None:
    """By the domain that knows it: a new table that nobody exports and erases fails here. [GDPR 15, 17]"""
    assert sorted(about_people(runtime.database.url).keys() - declared(runtime).keys()) == []
    assert [table for table, count in declared(runtime).items() if count != 1] == []


def test_s62_a_new_table_is_noticed(empty_database: str) -> None:
    """By its foreign key, or by the name of a column."""
    before = about_people(empty_database)
    with psycopg.connect(empty_database, autocommit=True) as connection:
        connection.execute("CREATE TABLE one (x UUID REFERENCES users (id))")
        connection.execute("CREATE TABLE two (actor_id UUID)")
        connection.execute("CREATE TABLE three (invited_email TEXT)")
        connection.execute("CREATE TABLE four (opened_by UUID)")
        connection.execute("CREATE TABLE five (title TEXT)")
    new = about_people(empty_database).keys() - before.keys()
    assert new == {"one", "two", "three", "four"}


def _canaries() -> dict[str, str]:
    """Words that stand nowhere else."""
    letters = "".join(secrets.choice("bcdfghjklmnpqrstvwxz") for _ in range(9))
    return {
        "first": f"Quil{letters}",
        "last": f"Vex{letters}",
        "renamed": f"Zephyr{letters}",
        "address": f"vex-{letters}@example.com",
        "new address": f"zephyr-{letters}@example.com",
        "unconfirmed address": f"unconfirmed-{letters}@example.com",
        "agent": f"Browser{letters}/77",
        "network": f"2001:db8:{secrets.randbelow(60000) + 4096:x}::{secrets.randbelow(60000) + 4096:x}",
        "bio": f"Collects {letters} xylographs",
        "phone": f"+49 30 {secrets.randbelow(9000) + 1000} {secrets.randbelow(9000) + 1000}",
        "birth": f"19{secrets.randbelow(80) + 10}-07-{secrets.randbelow(18) + 10}",
        "letters": letters,
    }


async def _live(app: ASGIApp, run_jobs: RunJobs, outbox: Outbox, words: dict[str, str]) -> Person:
    """Somebody leaves a trace wherever one can be left."""
    email, new = words["address"], words["new address"]
    form = {"email": email, "password": PASSWORD, "firstName": words["first"], "lastName": words["last"]}
    headers = {"X-Client": "api", "User-Agent": words["agent"]}
    calling = client_of(app, address=words["network"], headers=headers)
    answer = await calling.post(f"{V1}/auth/register", json=form)
    assert answer.status_code == 201, answer.text
    data = answer.json()["data"]
    someone = Person(data["user"]["id"], email, PASSWORD, data["accessToken"], data["refreshToken"], calling)
    path = f"/users/{someone.id}"
    for wrong in ("Wr0ng-password!", PASSWORD):
        await calling.post(f"{V1}/auth/login", json={"email": email, "password": wrong})
    assert (await someone.call("PATCH", path, json={"firstName": words["renamed"]})).status_code == 200
    profile = {"bio": words["bio"], "phone": words["phone"], "dateOfBirth": words["birth"]}
    assert (await someone.call("PATCH", f"{path}/profile", json=profile)).status_code == 200
    written = io.BytesIO()
    Image.new("RGB", (70, 70), (9, 80, 60)).save(written, "PNG")
    picture = {"content": written.getvalue(), "headers": {"Content-Type": "image/png"}}
    assert (await someone.call("PUT", f"{path}/avatar", **picture)).status_code == 200
    await calling.post(f"{V1}/auth/forgot-password", json={"email": email})
    await run_jobs()
    assert (await someone.call("PATCH", path, json={"email": new})).status_code == 200
    await run_jobs()
    token = {"token": outbox.token(new, "verify-email")}
    assert (await calling.post(f"{V1}/auth/verify-email", json=token)).status_code == 200
    team = {"name": f"House of {words['last']}", "description": words["bio"]}
    assert (await someone.post("/teams", team)).status_code == 201
    draft = {"title": f"Memoir of {words['first']}", "body": f"{words['bio']}, by {words['last']}", "tags": ["wool"]}
    assert (await someone.post("/content", draft)).status_code == 201
    key = {"name": f"Key of {words['first']}", "scopes": ["account:use"]}
    assert (await someone.post("/api-keys", key)).status_code == 201
    # Asked for and never confirmed.
    unconfirmed = {"email": words["unconfirmed address"]}
    assert (await someone.call("PATCH", path, json=unconfirmed)).status_code == 200
    await calling.post(f"{V1}/auth/forgot-password", json={"email": new})
    await run_jobs()
    someone.email = new
    return someone


async def _archive(someone: Person, run_jobs: RunJobs) -> zipfile.ZipFile:
    assert (await someone.post(f"/users/{someone.id}/export")).status_code == 202
    await run_jobs()
    [export] = (await someone.get(f"/users/{someone.id}/exports")).json()["data"]
    answer = await someone.client.get(export["downloadUrl"])
    return zipfile.ZipFile(io.BytesIO(answer.content))


_TEXTS = """
    SELECT table_name, column_name FROM information_schema.columns
    JOIN information_schema.tables USING (table_schema, table_name)
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
      AND (data_type IN ('text', 'character varying', 'character', 'jsonb', 'json', 'inet', 'cidr', 'ARRAY', 'date',
                         'bytea', 'xml', 'tsvector', 'USER-DEFINED'))"""


async def _in_database(runtime: Runtime, words: list[str]) -> list[str]:
    """Where one of the words stands, in any column of any table that can hold words; also as JSON writes them."""
    found = []
    for table, column in await fetch(runtime, _TEXTS):
        rows = await fetch(
            runtime,
            f"""SELECT planted.canary FROM unnest(CAST(:words AS text[])) AS planted(canary)
                WHERE EXISTS (SELECT 1 FROM "{table}" kept
                    WHERE position(lower(planted.canary) IN lower(kept."{column}"::text)) > 0
                    OR position(encode(convert_to(planted.canary, 'UTF8'), 'hex') IN kept."{column}"::text) > 0)""",
            words=words,
        )
        found += [f"{table}.{column}: {row[0]}" for row in rows]
    return found


def _in_files(folder: Path, words: list[str]) -> Iterator[str]:
    """Where one of the words stands, in the name or the content of a file; archives are opened."""
    for path in folder.rglob("*"):
        if not path.is_file():
            continue
        texts = [str(path).encode(), path.read_bytes()]
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                texts += [archive.read(name) for name in archive.namelist()]
        for word in words:
            if any(word.lower().encode() in text.lower() for text in texts):
                yield f"{path.relative_to(folder)}: {word}"


async def test_s62_the_export_has_every_row_about_the_person(
    app: ASGIApp, runtime: Runtime, run_jobs: RunJobs, outbox: Outbox
) -> None:
    """Of every table that has one; the files too; no hash and no token. [GDPR 15, 20]"""
    words = _canaries()
    someone = await _live(app, run_jobs, outbox, words)
    # The jobs of the export itself come after its rows were read.
    archive = await _archive(someone, run_jobs)
    exported = {
        name.removeprefix("data/").removesuffix(".json"): json.loads(archive.read(name))
        for name in archive.namelist()
        if name.startswith("data/")
    }
    for table, columns in about_people(runtime.database.url).items():
        by_id = [column for column in columns if column == "id" or column.endswith("user_id")]
        for column in by_id:
            [row] = await fetch(runtime, f'SELECT count(*) FROM "{table}" WHERE "{column}" = :id', id=someone.id)
            assert len(exported[table]) >= row[0], table
    everything = b"".join(archive.read(name) for name in archive.namelist()).decode("utf-8", "replace")
    for name, word in words.items():
        assert word in everything, name
    assert sum(name.startswith("files/avatars/") for name in archive.namelist()) == 3
    kept = "SELECT unnest(ARRAY[token, refresh_token, previous_refresh_token]) FROM sessions WHERE user_id = :id"
    for row in await fetch(runtime, f"{kept} UNION SELECT password_hash FROM users WHERE id = :id", id=someone.id):
        assert row[0] is None or row[0] not in everything
    await _erase(runtime, someone, run_jobs)


async def _erase(runtime: Runtime, someone: Person, run_jobs: RunJobs) -> None:
    """Ask for it, and let two weeks pass for the row."""
    login = await someone.client.post(f"{V1}/auth/login", json={"email": someone.email, "password": PASSWORD})
    headers = as_user(login.json()["data"]["accessToken"])
    answer = await someone.client.post(f"{V1}/users/{someone.id}/erasure", headers=headers)
    assert answer.status_code == 202, answer.text
    await run_jobs()
    await fetch(runtime, "UPDATE erasures SET due_at = now() - interval '1 minute' WHERE user_id = :id", id=someone.id)
    async with transaction(runtime) as db:
        await erasure.erase_due(db)
    await run_jobs()
    await someone.client.aclose()


async def test_s62_after_the_erasure_nothing_personal_is_left(
    app: ASGIApp,
    runtime: Runtime,
    run_jobs: RunJobs,
    outbox: Outbox,
    home: Path,
    person: MakePerson,
    travel: Travel,
) -> None:
    """In no text, no JSON, no address of any table, and in no file: everything is looked through. [GDPR 17]"""
    planted, bystander = _canaries(), await person()
    words = list(planted.values())
    someone = await _live(app, run_jobs, outbox, planted)
    team = (await bystander.post("/teams", {"name": "The others"})).json()["data"]["id"]
    for address in ("address", "new address"):
        answer = await bystander.post(f"/teams/{team}/invitations", {"email": planted[address]})
        assert answer.status_code == 201, answer.text
    await _archive(someone, run_jobs)
    [row] = await fetch(runtime, "SELECT profile_picture_url FROM users WHERE id = :id", id=someone.id)
    picture = home / "files" / "avatars" / row[0].split("/")[2]
    before = await _in_database(runtime, words)
    assert {place.split(":")[0] for place in before} >= {
        "users.email",
        "users.first_name",
        "user_profiles.bio",
        "user_profiles.date_of_birth",
        "sessions.user_agent",
        "sessions.ip_address",
        "mails.recipient",
        "procrastinate_jobs.args",
        "teams.name",
        "team_invitations.email",
        "api_keys.name",
        "content.title",
        "content.body_html",
        "content.search",
        "content_revisions.body",
        "search_words.word",
    }, "the search does not find what is there"
    assert list(_in_files(home / "files", words))
    assert picture.exists()
    travel(timedelta(seconds=1))

    await _erase(runtime, someone, run_jobs)

    assert await _in_database(runtime, words) == []
    assert list(_in_files(home / "files", words)) == []
    assert not picture.exists()
    # Their own mailbox, which the outbox stands for, has the last mail: it names nobody but its address.
    [last] = outbox.to(someone.email)
    assert last["Subject"] == "Your account was erased"
    texts = " ".join(part.get_content() for part in last.walk() if not part.is_multipart())
    assert not [name for name, word in planted.items() if word.lower() in texts.lower()]
    remaining = list(_in_files(home / "outbox", words))
    assert {place.split(":")[0] for place in remaining} <= {f"{_id_of(last)}.eml"}
    assert (await bystander.get("/auth/me")).status_code == 200


def _id_of(message: Any) -> str:
    return str(message["Message-ID"]).strip("<>").partition("@")[0]


_PAGE = ROOT / "docs" / "guide" / "personal-data.md"


def test_the_guide_names_every_table_and_only_tests_that_exist(runtime: Runtime) -> None:
    page = _PAGE.read_text()
    named = set(re.findall(r"`([a-z_]+)`", page.partition("## Leaving")[0]))
    assert sorted(declared(runtime).keys() - named) == []
    tests = Path(__file__).parents[1]
    written = {name for path in tests.rglob("test_*.py") for name in re.findall(r"def (test_\w+)\(", path.read_text())}
    claimed = set(re.findall(r"`(test_\w+)`", page))
    assert len(claimed) > 20
    assert sorted(claimed - written) == []

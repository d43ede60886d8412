"""What is generated from the settings, and what must not be in the repository, does not drift."""

import re

import pytest

from groundwork.entrypoints.cli.checks import addresses_in_locks
from groundwork.entrypoints.cli.settings import example_file, markdown_table
from groundwork.kernel.runtime import Runtime
from groundwork.kernel.settings import ROOT, Settings


def test_the_example_of_the_environment_is_current() -> None:
    assert (ROOT / ".env.example").read_text() == example_file(), (
        "run ./groundwork settings --env-example > .env.example"
    )


def test_the_example_sets_nothing_and_names_everything() -> None:
    lines = example_file().splitlines()
    assert all(line.startswith("#") or not line for line in lines)
    named = {match[1] for line in lines if (match := re.fullmatch(r"# ([A-Z0-9_]+)=.*", line))}
    assert named == {name.upper() for name in Settings.model_fields}


def test_the_readmes_table_of_settings_is_current() -> None:
    table = re.search(r"<!-- settings -->\n(.*)<!-- /settings -->", (ROOT / "README.md").read_text(), re.DOTALL)
    assert table is not None
    assert table[1].strip() == markdown_table().strip(), "put the output of ./groundwork settings --markdown there"


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_says_what_it_is_for(name: str) -> None:
    assert Settings.model_fields[name].description


def test_lock_files_name_no_registry() -> None:
    assert list(addresses_in_locks()) == []


@pytest.mark.anyio
async def test_the_guides_table_of_schedules_is_current(runtime: Runtime) -> None:
    rows = re.findall(r"^\| `([a-z_.]+)` \| ([^|]+) \|", (ROOT / "docs/guide/operating.md").read_text(), re.MULTILINE)
    assert sorted(rows) == sorted((job.name, _when(job.schedule)) for job in runtime.queue.jobs if job.schedule)


def _when(schedule: str) -> str:
    minute, hour = schedule.split()[:2]
    if minute == "*":
        return "every minute"
    if minute.startswith("*/"):
        return f"every {minute[2:]} minutes"
    return f"at :{minute:0>2}" if hour == "*" else f"{hour:0>2}:{minute:0>2}"

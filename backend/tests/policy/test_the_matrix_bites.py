"""A check that is taken out of the application is seen by the walk over the matrix."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from groundwork.domains.accounts import queries as account_queries
from groundwork.domains.accounts import service as accounts
from groundwork.domains.accounts.models import User
from groundwork.domains.api_keys import authenticator
from groundwork.domains.api_keys import queries as key_queries
from groundwork.domains.api_keys.models import ApiKey
from groundwork.domains.auth import sessions
from groundwork.kernel.http import routing
from groundwork.kernel.permissions import Matrix
from groundwork.kernel.runtime import Runtime
from tests.policy.stage import Stage
from tests.policy.walk import Cell, walk
from tests.security.contract import Contract

pytestmark = pytest.mark.anyio

Patch = Callable[[pytest.MonkeyPatch], None]


def the_gate(patch: pytest.MonkeyPatch) -> None:
    """Who asks need not hold any of the operation's permissions."""
    patch.setattr(routing, "admit", lambda _scope, _permissions: None)


def whom_one_may_change(patch: pytest.MonkeyPatch) -> None:
    """Whoever sees a user may change them."""

    async def anybody(*_: Any) -> None:
        """No check."""

    patch.setattr(accounts, "require_update", anybody)


def whom_one_may_see(patch: pytest.MonkeyPatch) -> None:
    """Users are fetched without asking who wants to see them."""
    patch.setattr(account_queries, "visible_to", lambda _actor: select(User))


def whose_session_it_is(patch: pytest.MonkeyPatch) -> None:
    """Anybody's session can be ended."""
    end = sessions._end

    async def end_of_anybody(db: Any, session_ids: Any, **_: Any) -> bool:
        return await end(db, session_ids)

    patch.setattr(sessions, "_end", end_of_anybody)


def whose_key_it_is(patch: pytest.MonkeyPatch) -> None:
    """Anybody's key can be revoked."""
    patch.setattr(key_queries, "visible_to", lambda _actor: select(ApiKey))


def what_a_key_is_for(patch: pytest.MonkeyPatch) -> None:
    """A key may do what its owner may, whatever its scopes."""
    patch.setattr(authenticator, "reach", lambda matrix, role, _scopes: matrix.of(role))


def what_is_for_people_in_person(patch: pytest.MonkeyPatch) -> None:
    """An impersonator may do all that the user may."""
    patch.setattr(Matrix, "in_person_only", lambda _matrix: frozenset())


def whom_one_manages(patch: pytest.MonkeyPatch) -> None:
    """Every manager manages everybody."""

    async def everybody(*_: Any) -> bool:
        return True

    patch.setattr(Runtime, "manages", everybody)


CHECKS: dict[Patch, tuple[str, set[str]]] = {
    the_gate: ("list_mails", {"guest", "member", "outsider", "manager", "other manager"}),
    whom_one_may_change: ("update_user", {"other manager"}),
    whom_one_may_see: ("get_user", {"outsider"}),
    whose_session_it_is: ("end_session", {"outsider", "member", "manager", "admin"}),
    whose_key_it_is: ("revoke_api_key", {"outsider", "member", "manager", "admin"}),
    whom_one_manages: ("update_profile", {"other manager"}),
    what_a_key_is_for: ("list_sessions", {"a key of the member for account:use"}),
    what_is_for_people_in_person: ("list_sessions", {"an impersonator of the member"}),
}


async def _differing(stage: Stage, name: str) -> list[Cell]:
    operations = [operation for operation in Contract(stage.runtime).operations() if operation.name == name]
    return [cell for cell in await walk(stage, operations) if cell.differs]


@pytest.mark.parametrize("remove", CHECKS, ids=lambda remove: remove.__name__)
async def test_s41_a_check_that_is_taken_out_is_seen(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, remove: Patch
) -> None:
    """By those cells that it guards; with the check in place there is no difference. [ASVS 8.2.1, 8.2.2]"""
    name, guarded = CHECKS[remove]
    assert await _differing(stage, name) == []
    with monkeypatch.context() as patch:
        remove(patch)
        await stage.reset()
        seen = await _differing(stage, name)
    await stage.reset()
    assert guarded <= {cell.performer for cell in seen}
    assert {cell.found for cell in seen} == {"allowed"}
    assert await _differing(stage, name) == []

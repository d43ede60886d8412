"""The matrix of roles and permissions, and the actor who holds them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundwork.kernel.actor import Actor
from groundwork.kernel.errors import Forbidden, Unauthorized
from groundwork.kernel.ids import uuid7
from groundwork.kernel.permissions import Matrix, Permission, Role
from groundwork.kernel.runtime import Runtime

ROWS = [
    Permission("notes:read", "Read notes", frozenset(Role)),
    Permission("notes:write", "Write notes", frozenset({Role.ADMIN, Role.MANAGER})),
    Permission("notes:burn", "Burn notes", frozenset({Role.ADMIN})),
]


@pytest.mark.parametrize(
    ("role", "permissions"),
    [
        ("admin", {"notes:read", "notes:write", "notes:burn"}),
        ("manager", {"notes:read", "notes:write"}),
        ("user", {"notes:read"}),
        ("guest", {"notes:read"}),
        ("emperor", {"notes:read"}),
        ("ADMIN", {"notes:read"}),
        ("", {"notes:read"}),
    ],
)
def test_a_role_holds_its_rows_and_an_unknown_one_those_of_a_guest(role: str, permissions: set[str]) -> None:
    assert Matrix(ROWS).of(role) == permissions


def test_a_role_without_rows_holds_nothing_and_not_what_a_guest_holds() -> None:
    matrix = Matrix([Permission("notes:read", "Read notes", frozenset({Role.GUEST}))])
    assert matrix.of("user") == frozenset()
    assert matrix.of("guest") == {"notes:read"}


def test_a_row_is_declared_once() -> None:
    with pytest.raises(ValueError, match="Permissions declared twice: notes:burn"):
        Matrix([*ROWS, ROWS[2]])


@given(st.text(max_size=20))
def test_no_name_of_a_role_gives_more_than_that_role_has(role: str) -> None:
    held = Matrix(ROWS).of(role)
    assert held == ({"notes:read"} if role not in {"admin", "manager"} else held)


def test_a_guest_is_asked_to_sign_in_and_a_user_is_refused() -> None:
    guest = Actor(permissions=frozenset({"notes:read"}))
    user = Actor(user_id=uuid7(), role="user", permissions=frozenset({"notes:read"}))
    for actor in (guest, user):
        actor.require("notes:read")
        assert actor.may("notes:read")
        assert not actor.may("notes:write")
    with pytest.raises(Unauthorized):
        guest.require("notes:write")
    with pytest.raises(Forbidden):
        user.require("notes:write")


def test_a_signed_in_user_has_an_id() -> None:
    user_id = uuid7()
    assert Actor(user_id=user_id).signed_in_user() == user_id
    assert Actor(user_id=user_id).is_signed_in
    assert not Actor().is_signed_in
    with pytest.raises(Unauthorized):
        Actor().signed_in_user()


@pytest.mark.anyio
async def test_the_rows_of_the_house_are_one_vocabulary(workshop: Runtime) -> None:
    """``resource:action``, with ``:own`` or ``:team`` behind where it is less than all, and a sentence for people."""
    for row in workshop.matrix.permissions:
        assert row.name.replace(":", "").replace("-", "").isalpha(), row.name
        assert row.name.count(":") in {1, 2}
        assert row.roles
        assert row.description[0].isupper()
    assert "notes:write" in workshop.matrix.of("manager")
    assert "notes:write" not in workshop.matrix.of("user")

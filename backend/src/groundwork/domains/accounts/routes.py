"""/users"""

from typing import Annotated
from uuid import UUID

from fastapi import Query

from groundwork.domains.accounts import administration, queries, service
from groundwork.domains.accounts.errors import EmailTaken, LastAdministrator, OwnAccount
from groundwork.domains.accounts.policy import (
    ASSIGN_ROLE,
    CREATE,
    DEACTIVATE,
    DELETE,
    READ,
    READ_OWN,
    UPDATE,
    UPDATE_OWN,
    UPDATE_TEAM,
)
from groundwork.domains.accounts.schemas import (
    ProfileOut,
    ProfileUpdate,
    RoleAssignment,
    UserCreate,
    UserItem,
    UserOut,
    UserQuery,
    UserUpdate,
)
from groundwork.kernel.errors import Forbidden, ReauthenticationRequired
from groundwork.kernel.http.authorization import requires
from groundwork.kernel.http.dependencies import Db, Running, SignedIn
from groundwork.kernel.http.envelope import Done, Envelope, Success
from groundwork.kernel.http.lists import Page
from groundwork.kernel.http.openapi import VERSIONED, refusals
from groundwork.kernel.http.preconditions import ExpectedVersion
from groundwork.kernel.http.routing import router

users = router("/users", "users")


@users.get("", response_model=Page[UserItem])
@requires(READ)
async def list_users(_actor: SignedIn, query: Annotated[UserQuery, Query()], runtime: Running) -> Envelope:
    """List users, the newest first."""
    return await queries.users.answer(runtime, query)


@users.post("", status_code=201, response_model=Success[UserOut], responses=refusals(EmailTaken))
@requires(CREATE)
async def create_user(actor: SignedIn, form: UserCreate, db: Db) -> Envelope:
    """Create a user, who gets a mail to choose a password."""
    user = await service.invite_user(
        db, actor, email=form.email, first_name=form.first_name, last_name=form.last_name, role=form.role
    )
    return _answer(user, status=201)


@users.get("/{id}", response_model=Success[UserOut], responses=VERSIONED)
@requires(READ, READ_OWN)
async def get_user(actor: SignedIn, id: UUID, db: Db) -> Envelope:  # noqa: A002  (the name on the wire)
    """Get a user."""
    user = await service.get_visible(db, actor, id)
    return _answer(user)


@users.patch(
    "/{id}",
    response_model=Success[UserOut],
    responses=refusals(EmailTaken, Forbidden, ReauthenticationRequired),
)
@requires(UPDATE, UPDATE_TEAM, UPDATE_OWN)
async def update_user(
    actor: SignedIn,
    id: UUID,  # noqa: A002  (the name on the wire)
    changes: UserUpdate,
    expected: ExpectedVersion,
    db: Db,
) -> Envelope:
    """Change a user. A new address counts once the mail that is sent there was answered."""
    user = await service.update_user(db, actor, id, changes.changes(), expected)
    return _answer(user)


@users.delete("/{id}", response_model=Done, responses=refusals(OwnAccount, LastAdministrator))
@requires(DELETE)
async def delete_user(actor: SignedIn, id: UUID, expected: ExpectedVersion, db: Db) -> Envelope:  # noqa: A002
    """Delete a user. They are signed out everywhere; their address stays taken."""
    await administration.delete_user(db, actor, id, expected)
    return Envelope(message="User deleted")


@users.post("/{id}/role", response_model=Success[UserOut], responses=refusals(OwnAccount, LastAdministrator))
@requires(ASSIGN_ROLE)
async def assign_role(actor: SignedIn, id: UUID, form: RoleAssignment, db: Db) -> Envelope:  # noqa: A002
    """Give a user another role. It counts from their next request on."""
    return _answer(await administration.assign_role(db, actor, id, form.role))


@users.post("/{id}/deactivation", response_model=Success[UserOut], responses=refusals(OwnAccount, LastAdministrator))
@requires(DEACTIVATE)
async def deactivate_user(actor: SignedIn, id: UUID, db: Db) -> Envelope:  # noqa: A002  (the name on the wire)
    """Close a user's account. They are signed out everywhere within a second."""
    return _answer(await administration.deactivate(db, actor, id))


@users.delete("/{id}/deactivation", response_model=Success[UserOut])
@requires(DEACTIVATE)
async def reactivate_user(actor: SignedIn, id: UUID, db: Db) -> Envelope:  # noqa: A002  (the name on the wire)
    """Open a user's account again."""
    return _answer(await administration.reactivate(db, actor, id))


@users.get("/{id}/profile", response_model=Success[ProfileOut], responses=VERSIONED)
@requires(READ, READ_OWN)
async def get_profile(actor: SignedIn, id: UUID, db: Db) -> Envelope:  # noqa: A002  (the name on the wire)
    """Get a user's profile."""
    profile = await service.get_profile(db, actor, id)
    return Envelope(ProfileOut.model_validate(profile), etag=service.version_of(profile))


@users.patch("/{id}/profile", response_model=Success[ProfileOut])
@requires(UPDATE, UPDATE_TEAM, UPDATE_OWN)
async def update_profile(
    actor: SignedIn,
    id: UUID,  # noqa: A002  (the name on the wire)
    changes: ProfileUpdate,
    expected: ExpectedVersion,
    db: Db,
) -> Envelope:
    """Change a user's profile."""
    profile = await service.update_profile(db, actor, id, changes.changes(), expected)
    return Envelope(ProfileOut.model_validate(profile), etag=service.version_of(profile))


def _answer(user: service.User, *, status: int = 200) -> Envelope:
    return Envelope(UserOut.model_validate(user), etag=service.version_of(user), status=status)

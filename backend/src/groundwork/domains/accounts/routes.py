"""/users"""

from uuid import UUID

from groundwork.domains.accounts import service
from groundwork.domains.accounts.policy import READ, READ_OWN, UPDATE, UPDATE_OWN, UPDATE_TEAM
from groundwork.domains.accounts.schemas import ProfileOut, ProfileUpdate, UserOut, UserUpdate
from groundwork.kernel.http.authorization import requires
from groundwork.kernel.http.dependencies import Db, SignedIn
from groundwork.kernel.http.envelope import Envelope, Success
from groundwork.kernel.http.preconditions import ExpectedVersion
from groundwork.kernel.http.routing import router

users = router("/users", "users")


@users.get("/{id}", response_model=Success[UserOut])
@requires(READ, READ_OWN)
async def get_user(actor: SignedIn, id: UUID, db: Db) -> Envelope:  # noqa: A002  (the name on the wire)
    """Get a user."""
    user = await service.get_visible(db, actor, id)
    return Envelope(UserOut.model_validate(user), etag=service.version_of(user))


@users.patch("/{id}", response_model=Success[UserOut])
@requires(UPDATE, UPDATE_TEAM, UPDATE_OWN)
async def update_user(
    actor: SignedIn,
    id: UUID,  # noqa: A002  (the name on the wire)
    changes: UserUpdate,
    expected: ExpectedVersion,
    db: Db,
) -> Envelope:
    """Change a user."""
    user = await service.update_user(db, actor, id, changes.changes(), expected)
    return Envelope(UserOut.model_validate(user), etag=service.version_of(user))


@users.get("/{id}/profile", response_model=Success[ProfileOut])
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

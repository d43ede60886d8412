"""Reads of users."""

from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import Select, Text, bindparam, cast, func, literal, literal_column, select

from groundwork.domains.accounts.models import SEARCHED, DataExport, Erasure, ExportStatus, User, UserProfile
from groundwork.domains.accounts.policy import READ, READ_OWN
from groundwork.kernel.actor import Actor
from groundwork.kernel.http.lists import Listing
from groundwork.kernel.permissions import Role
from groundwork.kernel.reads import Read
from groundwork.kernel.search import names

_present = User.deleted_at.is_(None)

credentials_by_email = Read(
    select(User.id, User.email, User.first_name, User.last_name, User.password_hash, User.is_active).where(
        User.email == bindparam("email"), _present
    )
)

identity_by_id = Read(
    select(
        User.id,
        User.email,
        User.first_name.label("firstName"),
        User.last_name.label("lastName"),
        User.role,
        User.profile_picture_url.label("profilePicture"),
        User.email_verified.label("emailVerified"),
        User.last_login_at.label("lastLoginAt"),
        User.created_at.label("createdAt"),
        User.updated_at.label("updatedAt"),
        User.is_active,
        User.premium,
    ).where(User.id == bindparam("user_id"), _present)
)

_NEVER = literal(datetime(1970, 1, 1, tzinfo=UTC), User.last_login_at.type)

users = Listing(
    source=select(User).where(_present),
    columns={
        "id": User.id,
        "email": User.email,
        "firstName": User.first_name,
        "lastName": User.last_name,
        "role": User.role,
        "profilePicture": User.profile_picture_url,
        "emailVerified": User.email_verified,
        "isActive": User.is_active,
        "lastLoginAt": User.last_login_at,
        "createdAt": User.created_at,
        "updatedAt": User.updated_at,
    },
    sorts={
        "createdAt": User.created_at,
        "lastLoginAt": func.coalesce(User.last_login_at, _NEVER),
        "email": User.email,
        "firstName": func.coalesce(User.first_name, ""),
        "lastName": func.coalesce(User.last_name, ""),
        "role": User.role,
    },
    identity=User.id,
    filters={"role": User.role, "is_active": User.is_active, "email_verified": User.email_verified},
    search=(literal_column(f"({SEARCHED})", User.email.type),),
    created_at=User.created_at,
)

_name = func.coalesce(func.nullif(func.concat_ws(" ", User.first_name, User.last_name), ""), User.email)

found_users = names(
    "user",
    select(User).where(_present),
    identity=User.id,
    title=_name,
    beside=User.email,
    searched=literal_column(f"({SEARCHED})", User.email.type),
    path=literal("/studio/users/").concat(cast(User.id, Text)),
    scope=lambda actor: {} if actor.may(READ) else None,
)
"""People, for those who may see all."""

names_by_ids = Read(
    select(User.id, User.first_name, User.last_name, User.email).where(
        User.id == func.any(bindparam("user_ids")), _present
    )
)


def visible_to(actor: Actor) -> Select[User]:
    """The users whom the actor may see."""
    if actor.may(READ):
        return select(User).where(_present)
    own = actor.user_id if actor.may(READ_OWN) else None
    return select(User).where(User.id == own, _present)


def with_email(email: str) -> Select[User]:
    """The user with an address."""
    return select(User).where(User.email == email, _present)


def profile_of(user_id: UUID) -> Select[UserProfile]:
    """The profile of a user."""
    return select(UserProfile).where(UserProfile.user_id == user_id)


def other_administrators(user_id: UUID) -> Select[UUID]:
    """The administrators who can sign in, but for this one."""
    return select(User.id).where(User.role == Role.ADMIN, User.is_active, _present, User.id != user_id)


def active_with_role(role: Role) -> Select[User]:
    """The people with a role who can sign in."""
    return select(User).where(User.role == role, User.is_active, _present).order_by(User.email)


def exports_of(user_id: UUID) -> Select[DataExport]:
    """The exports of a person's data, the newest first."""
    return select(DataExport).where(DataExport.user_id == user_id).order_by(DataExport.id.desc())


def queued_export_of(user_id: UUID) -> Select[DataExport]:
    """The export that is being made."""
    return exports_of(user_id).where(DataExport.status == ExportStatus.QUEUED)


def expired_exports(moment: datetime) -> Select[DataExport]:
    """Exports whose time is over."""
    return select(DataExport).where(DataExport.expires_at <= moment)


def erasure_of(user_id: UUID) -> Select[Erasure]:
    """The wish of a person to be forgotten, fulfilled or not."""
    return select(Erasure).where(Erasure.user_id == user_id)


def due_erasures(moment: datetime) -> Select[UUID]:
    """Whom to forget now."""
    return select(Erasure.user_id).where(Erasure.due_at <= moment, Erasure.completed_at.is_(None))


def pictures_in_use() -> Select[str | None]:
    """The addresses of all pictures that are shown."""
    return select(User.profile_picture_url).where(User.profile_picture_url.is_not(None))


def not_erased(user_id: UUID) -> Select[User]:
    """The user, deleted or not, of whom something personal is left."""
    forgotten = select(Erasure.id).where(Erasure.user_id == User.id, Erasure.completed_at.is_not(None))
    return select(User).where(User.id == user_id, ~forgotten.exists())

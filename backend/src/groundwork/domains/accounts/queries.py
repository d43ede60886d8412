"""Reads of users."""

from uuid import UUID

from sqlalchemy import Select, bindparam, select

from groundwork.domains.accounts.models import User, UserProfile
from groundwork.domains.accounts.policy import READ, READ_OWN
from groundwork.kernel.actor import Actor
from groundwork.kernel.reads import Read

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
    ).where(User.id == bindparam("user_id"), _present)
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

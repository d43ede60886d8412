"""Second factors, and the challenges that ask for them."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, String, UniqueConstraint, false
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from groundwork.kernel.clock import now
from groundwork.kernel.crypto import EncryptedText
from groundwork.kernel.database import Record


class TotpFactor(Record):
    """An authenticator app (RFC 6238). It counts from its activation on, with a first code."""

    __tablename__ = "totp_factors"

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), unique=True)
    secret: Mapped[str] = mapped_column(EncryptedText)
    activated_at: Mapped[datetime | None]
    last_step: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")
    """The newest time step whose code was used; neither it nor an older one is accepted again (RFC 6238, 5.2)."""

    @property
    def is_active(self) -> bool:
        """Whether sign-in asks for it."""
        return self.activated_at is not None

    def activate(self, step: int) -> None:
        """The app has shown a right code, that of ``step``."""
        self.activated_at, self.last_step = now(), step


class RecoveryCode(Record):
    """A code that stands in for another second factor, once. Kept as a digest; using it deletes the row."""

    __tablename__ = "recovery_codes"
    __table_args__ = (UniqueConstraint("user_id", "digest", name="recovery_codes_user_id_digest_key"),)

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    digest: Mapped[str] = mapped_column(String(64))


class Passkey(Record):
    """A WebAuthn credential; ``credential_id`` is its id in base64url, ``public_key`` its COSE key (RFC 9052)."""

    __tablename__ = "passkeys"
    __table_args__ = (Index("idx_passkeys_user_id", "user_id"),)

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(100))
    credential_id: Mapped[str] = mapped_column(String(1400), unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")
    transports: Mapped[list[str]] = mapped_column(JSONB, default=list, server_default="[]")
    backed_up: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether it lives in more places than one device."""
    last_used_at: Mapped[datetime | None]

    def is_repeated_by(self, sign_count: int) -> bool:
        """Whether a counter that has not gone on tells of a copy (WebAuthn, section 6.1.1); some never count."""
        return (sign_count or self.sign_count) > 0 and sign_count <= self.sign_count

    def note_use(self, sign_count: int, *, backed_up: bool) -> None:
        """It has just signed a challenge."""
        self.sign_count, self.backed_up, self.last_used_at = sign_count, backed_up, now()


class SignInChallenge(Record):
    """A sign-in that has passed its first factor and waits for the second. Its token is kept as a digest."""

    __tablename__ = "sign_in_challenges"
    __table_args__ = (
        Index("idx_sign_in_challenges_user_id", "user_id"),
        Index("idx_sign_in_challenges_expires_at", "expires_at"),
    )

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    first_factor: Mapped[str] = mapped_column(String(50))
    attempts: Mapped[int] = mapped_column(default=0, server_default="0")
    expires_at: Mapped[datetime]


class Purpose(StrEnum):
    """What a passkey signs a challenge for; a signature for one opens no other."""

    REGISTRATION = "registration"
    SIGN_IN = "sign_in"
    SECOND_FACTOR = "second_factor"
    REAUTHENTICATION = "reauthentication"


class PasskeyChallenge(Record):
    """Random bytes for a passkey to sign, once, kept as a digest.

    ``bound_to``: the session, or the sign-in that waits for its second factor, which asked for it. Nobody has signed in
    yet where a passkey is all that is asked for; user and binding are then empty.
    """

    __tablename__ = "passkey_challenges"
    __table_args__ = (
        Index("idx_passkey_challenges_user_id", "user_id"),
        Index("idx_passkey_challenges_expires_at", "expires_at"),
    )

    user_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    purpose: Mapped[str] = mapped_column(String(50))
    bound_to: Mapped[UUID | None]
    expires_at: Mapped[datetime]

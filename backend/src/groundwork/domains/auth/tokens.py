"""Access and refresh tokens: JWT (RFC 7519) signed with HS256, checked as RFC 8725 and RFC 9068 ask."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import jwt

from groundwork.kernel.clock import now
from groundwork.kernel.crypto import sign
from groundwork.kernel.errors import InvalidToken
from groundwork.kernel.settings import Settings

_ALGORITHM = "HS256"
_ACCESS, _REFRESH = "at+jwt", "rt+jwt"
_LONGEST = 2048
_CLOCK_SKEW = 30.0
"""Seconds by which the clocks of two nodes may differ."""
_AUDIENCE = "groundwork"
_REQUIRED = ["userId", "sid", "iss", "aud", "iat", "exp", "jti"]


@dataclass(frozen=True, slots=True)
class Claims:
    """What a good token says."""

    user_id: UUID
    session_id: UUID
    expires_at: float
    """Unix seconds."""


class Tokens:
    """Makes and reads the tokens of this installation."""

    def __init__(self, settings: Settings) -> None:
        self._issuer = settings.public_api_url
        self._access_secret = settings.jwt_secret.get_secret_value()
        self._refresh_secret = settings.refresh_token_secret.get_secret_value()
        self.access_life = timedelta(seconds=settings.access_token_expiration)
        self.idle_life = timedelta(seconds=settings.jwt_expiration)
        self.whole_life = timedelta(seconds=settings.session_lifetime)

    def access(self, *, user_id: UUID, session_id: UUID, email: str, role: str, token_id: str) -> str:
        """A new access token: the payload of chapter 9.2, and what says whose, for whom and which it is."""
        issued = now()
        payload = {"userId": str(user_id), "email": email, "role": role}
        claims = {**payload, "sid": str(session_id), "jti": token_id}
        return self._encode(claims, (_ACCESS, self._access_secret), issued, issued + self.access_life)

    def refresh(self, *, user_id: UUID, session_id: UUID, generation: int, issued: datetime, expires: datetime) -> str:
        """The refresh token of a generation. The same arguments give the same token, so that it need not be kept."""
        token_id = sign(self._refresh_secret, "refresh generation", str(session_id), str(generation))
        claims = {"userId": str(user_id), "sid": str(session_id), "jti": token_id}
        return self._encode(claims, (_REFRESH, self._refresh_secret), issued, expires)

    def read_access(self, token: str) -> Claims:
        """The claims of an access token.

        Raises:
            InvalidToken: whatever is wrong with it.
        """
        return self._decode(token, _ACCESS, self._access_secret)

    def read_refresh(self, token: str) -> Claims:
        """The claims of a refresh token; whether it is the newest is for the session to say.

        Raises:
            InvalidToken: whatever is wrong with it.
        """
        return self._decode(token, _REFRESH, self._refresh_secret)

    def _encode(self, claims: dict[str, str], key: tuple[str, str], issued: datetime, expires: datetime) -> str:
        kind, secret = key
        whole = {
            **claims,
            "iss": self._issuer,
            "aud": _AUDIENCE,
            "iat": int(issued.timestamp()),
            "exp": int(expires.timestamp()),
        }
        return jwt.encode(whole, secret, _ALGORITHM, headers={"typ": kind})

    def _decode(self, token: str, kind: str, secret: str) -> Claims:
        # A longer one is not ours, and would only cost time (CVE-2025-61920).
        if len(token) > _LONGEST:
            raise InvalidToken
        try:
            # Exactly the header that we write: no kid, jku, jwk, x5u or crit is ever looked at (RFC 8725, section
            # 3.10).
            if jwt.get_unverified_header(token) != {"alg": _ALGORITHM, "typ": kind}:
                raise InvalidToken
            claims = jwt.decode(
                token,
                secret,
                algorithms=[_ALGORITHM],
                audience=_AUDIENCE,
                issuer=self._issuer,
                options={"require": _REQUIRED, "verify_iat": False},
            )
            if claims["iat"] > now().timestamp() + _CLOCK_SKEW:
                raise InvalidToken
            return Claims(UUID(claims["userId"]), UUID(claims["sid"]), float(claims["exp"]))
        except (jwt.InvalidTokenError, ValueError, TypeError, AttributeError):
            raise InvalidToken from None

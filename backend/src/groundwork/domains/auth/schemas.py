"""What comes in and goes out when signing in."""

import re
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from groundwork.domains.accounts.schemas import Email, Name, RegisteredUser, SignInAddress, UserSummary
from groundwork.domains.auth import passwords
from groundwork.domains.auth.factors.schemas import CodeText, Credential, Method
from groundwork.kernel.http.envelope import Output
from groundwork.kernel.http.schemas import Input
from groundwork.kernel.permissions import Role


def _strong(password: str) -> str:
    broken = passwords.violations(password)
    if broken:
        raise PydanticCustomError("password", "Breaks the rules for passwords", {"sentences": broken})
    return password


NewPassword = Annotated[
    str,
    AfterValidator(_strong),
    Field(
        description="8 to 128 characters, upper and lower case, a number and a special character; not a common one",
        examples=["SecureP@ss123"],
        json_schema_extra={"format": "password", "minLength": 8, "maxLength": 128},
    ),
]
PresentPassword = Annotated[
    str, StringConstraints(min_length=1, max_length=1000), Field(json_schema_extra={"format": "password"})
]
TokenText = Annotated[str, StringConstraints(min_length=1, max_length=2048)]


class Registration(Input):
    """A new account."""

    email: Email
    password: NewPassword
    first_name: Name = Field(examples=["John"])
    last_name: Name = Field(examples=["Doe"])
    invitation_token: TokenText | None = Field(
        None, description="Of the mail that invited this address; registering then accepts the invitation"
    )


class Credentials(Input):
    """Address and password."""

    email: SignInAddress
    password: PresentPassword


class RefreshRequest(Input):
    """The refresh token; a browser sends it as a cookie instead."""

    refresh_token: TokenText | None = None


class ForgotPassword(Input):
    """Whose password is forgotten."""

    email: Email


class ResetPassword(Input):
    """A new password, with the token from the mail."""

    token: TokenText
    new_password: NewPassword


class VerifyEmail(Input):
    """The token from the mail."""

    token: TokenText


class ChangePassword(Input):
    """The present password and the next."""

    current_password: PresentPassword
    new_password: NewPassword


class TokensOut(Output):
    """Tokens; the refresh token only for programs, a browser has it as a cookie."""

    access_token: str
    refresh_token: str | None = None
    expires_in: int = Field(description="Seconds", examples=[3600])


class RegistrationOut(TokensOut):
    """A new user, signed in."""

    user: RegisteredUser


class SignInOut(TokensOut):
    """A user, signed in."""

    user: UserSummary


class ImpersonationOut(Output):
    """A token to act in a user's name with; there is none to refresh it."""

    user: UserSummary
    access_token: str
    expires_in: int = Field(description="Seconds; at most an hour", examples=[3600])


class MfaRequiredOut(Output):
    """A second factor is asked for: `POST /auth/mfa/verify` takes the challenge token and an answer."""

    mfa_required: Literal[True] = True
    challenge_token: str
    methods: list[Method]


class MfaChallengeToken(Input):
    """The challenge token of a sign-in."""

    challenge_token: TokenText


class MfaVerification(MfaChallengeToken):
    """A second factor: `code` for an authenticator app or a recovery code, `credential` for a passkey."""

    method: Method
    code: CodeText | None = None
    credential: Credential | None = None


class PasskeySignIn(Input):
    """The answer of `navigator.credentials.get()` in JSON."""

    credential: Credential


class Reauthentication(Input):
    """The password, or a second factor, which is needed where there is one: a code or a passkey."""

    password: PresentPassword | None = None
    code: CodeText | None = None
    credential: Credential | None = None

    @property
    def code_is_of_app(self) -> bool:
        """Whether the code has the form of an authenticator app's, and not of a recovery code."""
        return self.code is not None and re.fullmatch(r"[0-9\s]{6,10}", self.code) is not None


class ReauthenticationOptionsOut(Output):
    """With what one can show who one is."""

    methods: list[Literal["password"] | Method]
    public_key: dict[str, Any] | None = Field(
        description="For `PublicKeyCredential.parseRequestOptionsFromJSON()`, where there is a passkey"
    )


class MeOut(Output):
    """The signed-in user."""

    id: UUID
    email: str
    first_name: str | None
    last_name: str | None
    role: Role
    profile_picture: str | None
    email_verified: bool
    created_at: datetime


class SessionOut(Output):
    """A sign-in on a device."""

    id: UUID
    ip_address: str | None
    user_agent: str | None
    current: bool = Field(description="Whether this is the session that asks")
    created_at: datetime
    last_used_at: datetime
    expires_at: datetime

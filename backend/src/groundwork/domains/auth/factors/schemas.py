"""What comes in and goes out about second factors."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from groundwork.kernel.http.envelope import Output
from groundwork.kernel.http.schemas import Input, printable

Method = Literal["totp", "recoveryCode", "passkey"]

CodeText = Annotated[str, StringConstraints(min_length=1, max_length=100), Field(examples=["123456"])]
PasskeyName = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=50), AfterValidator(printable)
]
Base64Url = Annotated[str, StringConstraints(min_length=1, max_length=64_000, pattern=r"^[A-Za-z0-9_-]+$")]
CredentialId = Annotated[str, StringConstraints(min_length=1, max_length=1400, pattern=r"^[A-Za-z0-9_-]+$")]


class _FromBrowser(BaseModel):
    """What ``PublicKeyCredential.toJSON()`` gives (WebAuthn Level 3, section 5.1); browsers may add to it."""

    model_config = ConfigDict(extra="ignore")


class Attestation(_FromBrowser):
    """The new credential's part of a registration."""

    client_data: Base64Url = Field(alias="clientDataJSON")
    attestation_object: Base64Url = Field(alias="attestationObject")
    transports: list[Annotated[str, StringConstraints(pattern=r"^[a-z-]{1,20}$")]] = Field([], max_length=10)


class NewCredential(_FromBrowser):
    """The answer of `navigator.credentials.create()` in JSON."""

    id: CredentialId
    raw_id: CredentialId = Field(alias="rawId")
    type: Literal["public-key"]
    response: Attestation


class Assertion(_FromBrowser):
    """The signature and what was signed."""

    client_data: Base64Url = Field(alias="clientDataJSON")
    authenticator_data: Base64Url = Field(alias="authenticatorData")
    signature: Base64Url
    user_handle: Base64Url | None = Field(None, alias="userHandle")


class Credential(_FromBrowser):
    """The answer of `navigator.credentials.get()` in JSON."""

    id: CredentialId
    raw_id: CredentialId = Field(alias="rawId")
    type: Literal["public-key"]
    response: Assertion


class TotpActivation(Input):
    """A code of the new authenticator app."""

    code: CodeText


class PasskeyRegistration(Input):
    """A new passkey."""

    name: PasskeyName = Field("Passkey", examples=["MacBook"])
    credential: NewCredential


class PasskeyUpdate(Input):
    """Another name."""

    name: PasskeyName


class FactorsOut(Output):
    """Which second factors there are."""

    totp: bool = Field(description="Whether an authenticator app is set up")
    recovery_codes_left: int
    passkeys: int = Field(description="How many")


class TotpEnrollmentOut(Output):
    """What an authenticator app needs to know; shown this once."""

    secret: str = Field(description="Base 32, for typing", examples=["JBSWY3DPEHPK3PXP"])
    otpauth_uri: str = Field(examples=["otpauth://totp/Groundwork:ada%40example.com?secret=…&issuer=Groundwork"])
    qr_svg: str = Field(description="The URI as a QR code, an SVG element")


class RecoveryCodesOut(Output):
    """Ten codes, each good once; shown this once."""

    recovery_codes: list[str] = Field(examples=[["k7qx2-m4p9t-zcw3h-d8fgn-5rjv1"]])


class PasskeyOut(Output):
    """A passkey."""

    id: UUID
    name: str
    backed_up: bool = Field(description="Whether it lives in more places than one device")
    transports: list[str]
    created_at: datetime
    last_used_at: datetime | None


class NewPasskeyOut(PasskeyOut):
    """A passkey that was just added."""

    recovery_codes: list[str] | None = Field(
        description="With the first second factor come ten recovery codes, shown this once"
    )


class PasskeyOptionsOut(Output):
    """What the browser needs to ask a passkey."""

    public_key: dict[str, Any] = Field(
        description="For `PublicKeyCredential.parseCreationOptionsFromJSON()` or `parseRequestOptionsFromJSON()`"
    )

"""The two ceremonies of WebAuthn Level 3, by the library webauthn: what a passkey is asked, and whether it was met."""

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import webauthn
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url, parse_client_data_json
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    AuthenticatorTransport,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from groundwork.domains.auth.factors.errors import BadPasskey
from groundwork.domains.auth.factors.models import Passkey
from groundwork.domains.auth.factors.schemas import Credential, NewCredential
from groundwork.kernel.settings import Settings

_NAME = "Groundwork"
_TIMEOUT = 300_000
_TRANSPORTS = {str(transport.value) for transport in AuthenticatorTransport}


@dataclass(frozen=True, slots=True)
class Registered:
    """A new credential, as its authenticator tells of it."""

    credential_id: str
    public_key: bytes
    sign_count: int
    backed_up: bool


@dataclass(frozen=True, slots=True)
class Signed:
    """A good signature."""

    sign_count: int
    backed_up: bool


class RelyingParty:
    """This installation, as passkeys know it: by the host of the interface, and the origins of its pages."""

    def __init__(self, settings: Settings) -> None:
        self.id = urlsplit(settings.public_app_url).hostname or ""
        pages = (settings.public_app_url, settings.public_api_url)
        self.origins = sorted({"{0.scheme}://{0.netloc}".format(urlsplit(page)) for page in pages})

    def creation_options(
        self, challenge: bytes, *, user_id: UUID, email: str, name: str, known: list[Passkey]
    ) -> dict[str, Any]:
        """What the browser needs to make a new passkey, on a device that has none of ``known``."""
        options = webauthn.generate_registration_options(
            rp_id=self.id,
            rp_name=_NAME,
            user_id=user_id.bytes,
            user_name=email,
            user_display_name=name,
            challenge=challenge,
            timeout=_TIMEOUT,
            exclude_credentials=_descriptors(known),
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.PREFERRED,
                user_verification=UserVerificationRequirement.PREFERRED,
            ),
        )
        return _as_json(options)

    def request_options(self, challenge: bytes, *, known: list[Passkey] | None = None) -> dict[str, Any]:
        """What the browser needs to have one of ``known`` sign; without any, whichever the person chooses.

        A passkey that is the only factor must have made sure who uses it.
        """
        options = webauthn.generate_authentication_options(
            rp_id=self.id,
            challenge=challenge,
            timeout=_TIMEOUT,
            allow_credentials=_descriptors(known or []),
            user_verification=(
                UserVerificationRequirement.REQUIRED if known is None else UserVerificationRequirement.PREFERRED
            ),
        )
        return _as_json(options)

    def verify_registration(self, credential: NewCredential, challenge: bytes) -> Registered:
        """The new credential.

        Raises:
            BadPasskey: it is not the answer to ``challenge`` by a page of ours.
        """
        try:
            made = webauthn.verify_registration_response(
                credential=_plain(credential),
                expected_challenge=challenge,
                expected_rp_id=self.id,
                expected_origin=self.origins,
                require_user_verification=False,
            )
        except Exception:  # bytes of a stranger's making: whatever is wrong with them is wrong with the passkey
            raise BadPasskey from None
        return Registered(
            bytes_to_base64url(made.credential_id),
            made.credential_public_key,
            made.sign_count,
            made.credential_backed_up,
        )

    def verify_signature(
        self, credential: Credential, challenge: bytes, public_key: bytes, *, user_verified: bool
    ) -> Signed:
        """What the passkey tells of itself; its counter is for the caller to compare.

        Raises:
            BadPasskey: it is not the answer to ``challenge``, by a page of ours, signed with the key; or nobody made
                sure who used it where ``user_verified`` asks for that.
        """
        try:
            met = webauthn.verify_authentication_response(
                credential=_plain(credential),
                expected_challenge=challenge,
                expected_rp_id=self.id,
                expected_origin=self.origins,
                credential_public_key=public_key,
                credential_current_sign_count=0,
                require_user_verification=user_verified,
            )
        except Exception:
            raise BadPasskey from None
        return Signed(met.new_sign_count, met.credential_backed_up)


def challenge_in(credential: Credential | NewCredential) -> bytes:
    """The challenge that the browser says was signed; the signature covers it.

    Raises:
        BadPasskey: there is none.
    """
    try:
        told = parse_client_data_json(base64url_to_bytes(credential.response.client_data))
    except Exception:
        raise BadPasskey from None
    if told.cross_origin:
        raise BadPasskey
    return told.challenge


def user_handle_of(credential: Credential) -> UUID | None:
    """The user whom the passkey names, if it names one.

    Raises:
        BadPasskey: it names something else.
    """
    if credential.response.user_handle is None:
        return None
    try:
        return UUID(bytes=base64url_to_bytes(credential.response.user_handle))
    except ValueError:
        raise BadPasskey from None


def _descriptors(passkeys: list[Passkey]) -> list[PublicKeyCredentialDescriptor]:
    return [
        PublicKeyCredentialDescriptor(
            id=base64url_to_bytes(passkey.credential_id),
            transports=[AuthenticatorTransport(name) for name in passkey.transports if name in _TRANSPORTS] or None,
        )
        for passkey in passkeys
    ]


def _plain(credential: Credential | NewCredential) -> dict[str, Any]:
    return credential.model_dump(mode="json", by_alias=True, exclude_none=True)


def _as_json(options: Any) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(webauthn.options_to_json(options))
    return plain

"""An authenticator in software, with the browser around it: honest unless told otherwise.

Written from WebAuthn Level 3 (sections 5.8.1, 6.1, 6.5) and not from the code that it tests; keys are ES256.
"""

import hashlib
import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

PRESENT, VERIFIED, BACKUP_ELIGIBLE, BACKED_UP, ATTESTED = 0x01, 0x04, 0x08, 0x10, 0x40
ORIGIN = "http://localhost:3000"
Json = dict[str, Any]


def packed(content: bytes) -> str:
    """Base64url without padding."""
    return urlsafe_b64encode(content).decode().rstrip("=")


def unpacked(text: str) -> bytes:
    """The bytes of base64url."""
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass
class SoftPasskey:
    """One credential. Fields are what it tells; set them to have it lie."""

    origin: str = ORIGIN
    rp_id: str | None = None
    """Another relying party than the one that asks."""
    flags: int = PRESENT | VERIFIED
    counts: bool = True
    sign_count: int = 0
    type_told: str | None = None
    challenge: str | None = None
    """Another challenge than the one that was asked."""
    cross_origin: bool | None = None
    signature: bytes | None = None
    user_handle: str | None = None
    names_user: bool = True
    credential_id: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def create(self, options: Json) -> Json:
        """What ``navigator.credentials.create()`` would give, in JSON."""
        self.user_handle = options["user"]["id"]
        numbers = self.key.public_key().public_numbers()
        public_key = {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}
        attested = bytes(16) + len(self.credential_id).to_bytes(2, "big") + self.credential_id + cbor2.dumps(public_key)
        data = self._authenticator_data(options["rp"]["id"], self.flags | ATTESTED) + attested
        statement = {"fmt": "none", "attStmt": {}, "authData": data}
        return self._credential(
            {
                "clientDataJSON": packed(self._client_data("webauthn.create", options["challenge"])),
                "attestationObject": packed(cbor2.dumps(statement)),
                "authenticatorData": packed(data),
                "publicKeyAlgorithm": -7,
                "transports": ["internal", "hybrid"],
            }
        )

    def get(self, options: Json) -> Json:
        """What ``navigator.credentials.get()`` would give, in JSON."""
        if self.counts:
            self.sign_count += 1
        client_data = self._client_data("webauthn.get", options["challenge"])
        data = self._authenticator_data(options["rpId"], self.flags)
        signed = data + hashlib.sha256(client_data).digest()
        signature = self.key.sign(signed, ec.ECDSA(SHA256())) if self.signature is None else self.signature
        answer = {
            "clientDataJSON": packed(client_data),
            "authenticatorData": packed(data),
            "signature": packed(signature),
        }
        return self._credential({**answer, "userHandle": self.user_handle} if self.names_user else answer)

    def _authenticator_data(self, rp_id: str, flags: int) -> bytes:
        rp = hashlib.sha256((self.rp_id or rp_id).encode()).digest()
        return rp + bytes([flags]) + self.sign_count.to_bytes(4, "big")

    def _client_data(self, kind: str, challenge: str) -> bytes:
        told: Json = {
            "type": self.type_told or kind,
            "challenge": challenge if self.challenge is None else self.challenge,
            "origin": self.origin,
        }
        if self.cross_origin is not None:
            told["crossOrigin"] = self.cross_origin
        return json.dumps(told).encode()

    def _credential(self, response: Json) -> Json:
        identity = packed(self.credential_id)
        return {
            "id": identity,
            "rawId": identity,
            "type": "public-key",
            "response": response,
            "authenticatorAttachment": "platform",
            "clientExtensionResults": {},
        }

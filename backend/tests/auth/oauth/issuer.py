"""An OpenID Connect issuer that says what a test wants it to: honest unless it is told to lie."""

import base64
import hashlib
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from jwt.algorithms import ECAlgorithm, OKPAlgorithm, RSAAlgorithm

from groundwork.kernel.clock import now
from tests.auth.oauth.loopback import Asked, Loopback, Told

CLIENT_ID, CLIENT_SECRET = "groundwork", "a secret: of loopback & tests"

RSA_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_RSA_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
EC_KEY = ec.generate_private_key(ec.SECP256R1())
ED_KEY = ed25519.Ed25519PrivateKey.generate()

Json = dict[str, Any]


def public(key: Any, kid: str, **more: str) -> Json:
    """The public half as a JWK."""
    algorithm = {
        rsa.RSAPrivateKey: RSAAlgorithm,
        ec.EllipticCurvePrivateKey: ECAlgorithm,
        ed25519.Ed25519PrivateKey: OKPAlgorithm,
    }
    kind = next(made for base, made in algorithm.items() if isinstance(key, base))
    return {**json.loads(kind.to_jwk(key.public_key())), "kid": kid, **more}


def signed_by_hand(header: Json, claims: Json, key: rsa.RSAPrivateKey) -> str:
    """A JWT that PyJWT would not make, or not without a warning; signed with RS256."""
    parts = [json.dumps(part).encode() for part in (header, claims)]
    message = ".".join(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts)
    signature = key.sign(message.encode(), PKCS1v15(), SHA256())
    return f"{message}.{base64.urlsafe_b64encode(signature).decode().rstrip('=')}"


class Issuer:
    """Discovery, keys, tokens and user info on loopback."""

    def __init__(self) -> None:
        self.server = Loopback()
        self.url = self.server.address
        self.keys: list[Json] = [public(RSA_KEY, "rsa", use="sig", alg="RS256")]
        self.metadata: Json = {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/keys",
            "userinfo_endpoint": f"{self.url}/me",
        }
        self.userinfo: Json = {}
        self.answer: Json = {}
        """What the token endpoint says beside, or instead of, what it should."""
        self.sign: Callable[[Json], str] = lambda claims: jwt.encode(claims, RSA_KEY, "RS256", headers={"kid": "rsa"})
        self._codes: dict[str, tuple[str, Json]] = {}
        self.server.routes = {
            "/.well-known/openid-configuration": lambda _: Told(self.metadata),
            "/keys": lambda _: Told({"keys": self.keys}),
            "/token": self._token,
            "/me": lambda _: Told(self.userinfo),
        }

    def authorize(self, url: str, **claims: Any) -> str:
        """The code for a browser that was sent here by ``url``; its ID token will have these claims."""
        query = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        assert query["code_challenge_method"] == "S256"
        moment = int(now().timestamp())
        honest = {"iss": self.url, "aud": query["client_id"], "iat": moment, "exp": moment + 300}
        code = f"code-{len(self._codes)}"
        whole = {**honest, "nonce": query["nonce"], **claims}
        self._codes[code] = query["code_challenge"], {name: value for name, value in whole.items() if value is not ...}
        return code

    def _token(self, asked: Asked) -> Told:
        """Tokens for a code, as RFC 6749 and RFC 7636 ask."""
        challenge, claims = self._codes.pop(asked.form.get("code", ""), ("", {}))
        digest = hashlib.sha256(asked.form.get("code_verifier", "").encode()).digest()
        if base64.urlsafe_b64encode(digest).decode().rstrip("=") != challenge:
            return Told({"error": "invalid_grant"}, 400)
        honest = {"access_token": "at", "token_type": "Bearer", "expires_in": 3600, "id_token": self.sign(claims)}
        whole = {**honest, **self.answer}
        return Told({name: value for name, value in whole.items() if value is not ...})

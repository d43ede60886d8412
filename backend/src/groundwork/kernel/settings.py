"""Typed settings: every name, its default and what it is for, in one place.

Names are those of chapter 4.2 of the specification and this project's own. They are read from the environment, then
from ``.env`` in the checkout. The README's table and ``.env.example`` are generated from here.
"""

import json
import secrets
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote, urlsplit

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from groundwork.kernel.durations import Seconds
from groundwork.kernel.oauth_settings import GitHubAddress, Issuer, OidcProviderSettings, no_name_twice, requires_tls
from groundwork.kernel.rates import Rate

ROOT = Path(__file__).resolve().parents[4]
"""The checkout, when the package runs from one."""

_SECRETS = ("JWT_SECRET", "REFRESH_TOKEN_SECRET", "SESSION_SECRET", "ENCRYPTION_KEYS")
_PLACEHOLDER_WORDS = ("your-", "change-this", "changeme", "secret-key", "example")


class SettingsError(Exception):
    """The configuration cannot be used. The message says which setting, why, and how to mend it."""


class Environment(StrEnum):
    """``NODE_ENV``: where this process runs."""

    DEVELOPMENT = "development"
    TEST = "test"
    STAGING = "staging"
    PRODUCTION = "production"


class Registration(StrEnum):
    """``REGISTRATION``: who may register, and whether a taken address is told."""

    OPEN = "open"
    DISCREET = "discreet"
    INVITE = "invite"


def _split(value: object) -> object:
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value


def _origin(value: str) -> str:
    parts = urlsplit(value)
    if value == "*" or parts.scheme not in {"http", "https"} or not parts.netloc or parts.path not in {"", "/"}:
        raise ValueError(f"{value!r} is not an origin such as https://app.example.com")
    return f"{parts.scheme}://{parts.netloc}"


def _base_url(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise ValueError(f"{value!r} is not an address such as https://api.example.com")
    return value.rstrip("/")


def _network(value: object) -> object:
    try:
        return ip_network(value) if isinstance(value, str) else value
    except ValueError:
        raise ValueError(f"{value!r} is not a network such as 10.0.0.0/8") from None


CommaSeparated = NoDecode, BeforeValidator(_split)
Origin = Annotated[str, AfterValidator(_origin)]
BaseUrl = Annotated[str, AfterValidator(_base_url)]
Network = Annotated[IPv4Network | IPv6Network, BeforeValidator(_network)]


class Settings(BaseSettings):
    """All settings. Attribute names are the environment's, in lower case."""

    model_config = SettingsConfigDict(
        env_file=ROOT / ".env", env_ignore_empty=True, extra="ignore", frozen=True, case_sensitive=False
    )

    # Server
    node_env: Environment = Field(Environment.DEVELOPMENT, description="development, test, staging or production")
    port: int = Field(3000, ge=1, le=65535, description="port of the API and the interface")
    host: str = Field("localhost", description="address to listen on; 0.0.0.0 behind a load balancer")
    api_url: BaseUrl | None = Field(None, description="public address of the API; http://localhost:PORT when empty")
    app_url: BaseUrl | None = Field(
        None, description="public address of the interface, used in mails; API_URL when empty"
    )
    allowed_origins: Annotated[tuple[Origin, ...], *CommaSeparated] = Field(
        (), description="other origins whose pages may call the API, separated by commas"
    )
    trusted_proxies: Annotated[tuple[Network, ...], *CommaSeparated] = Field(
        (), description="networks of the proxies whose X-Forwarded-For is believed, separated by commas"
    )
    max_body_size: int = Field(10 * 1024 * 1024, ge=1024, description="largest request body, bytes")
    request_timeout: Seconds = Field(30.0, description="how long a client may take to send a request")
    shutdown_timeout: Seconds = Field(
        20.0, description="how long running requests and jobs may take to finish at a stop"
    )
    log_level: str = Field("info", pattern="^(debug|info|warning|error)$", description="debug, info, warning or error")
    groundwork_home: Path = Field(ROOT / ".groundwork", description="data folder: database, outbox, logs, secrets")
    groundwork_domains: Annotated[tuple[str, ...], *CommaSeparated] = Field(
        (), description="packages of your own domains, separated by commas"
    )
    metrics_token: SecretStr | None = Field(
        None,
        description="bearer token for /metrics; without it, /metrics answers on loopback and outside production only",
    )

    # Database
    database_url: SecretStr | None = Field(None, description="PostgreSQL; the embedded server when empty")
    db_host: str | None = Field(None, description="PostgreSQL host, when DATABASE_URL is empty")
    db_port: int = Field(5432, description="PostgreSQL port")
    db_name: str = Field("groundwork", description="PostgreSQL database")
    db_user: str = Field("groundwork", description="PostgreSQL user")
    db_password: SecretStr | None = Field(None, description="PostgreSQL password")
    db_pool_size: int = Field(10, ge=2, le=200, description="database connections of one process")
    db_pool_timeout: Seconds = Field(5.0, description="how long a request waits for a connection before 503")

    # Redis
    redis_url: SecretStr | None = Field(
        None, description="Redis for cache and limits on several nodes; memory when empty"
    )
    redis_host: str | None = Field(None, description="Redis host, when REDIS_URL is empty")
    redis_port: int = Field(6379, description="Redis port")

    # Authentication
    jwt_secret: SecretStr = Field(SecretStr(""), description="signs access tokens; at least 32 characters")
    refresh_token_secret: SecretStr = Field(SecretStr(""), description="signs refresh tokens; at least 32 characters")
    session_secret: SecretStr = Field(SecretStr(""), description="signs device cookies; at least 32 characters")
    encryption_keys: Annotated[tuple[SecretStr, ...], *CommaSeparated] = Field(
        (), description="keys for encrypted columns, separated by commas: the first encrypts, all decrypt"
    )
    access_token_expiration: Seconds = Field(3600.0, description="life of an access token")
    jwt_expiration: Seconds = Field(7 * 86400.0, description="how long a sign-in lasts without use (refresh token)")
    session_lifetime: Seconds = Field(30 * 86400.0, description="how long a sign-in lasts at most")
    registration: Registration = Field(
        Registration.OPEN, description="open, discreet (never tells a taken address) or invite"
    )
    password_rounds: int = Field(12, ge=4, le=16, description="bcrypt rounds; below 12 in tests only")
    admin_email: str | None = Field(None, description="the first administrator; admin@example.com when empty")
    admin_password: SecretStr | None = Field(None, description="his password; generated when empty")

    # Audit trail
    audit_retention_days: int = Field(
        400, ge=31, description="days for which the audit trail is kept; it goes by whole months"
    )

    # Rate limits
    rate_limit_anonymous: Annotated[Rate, NoDecode] = Field(
        Rate(100, 3600), description="requests of an address, as 100/hour"
    )
    rate_limit_authenticated: Annotated[Rate, NoDecode] = Field(
        Rate(1000, 3600), description="requests of a signed-in user"
    )
    rate_limit_premium: Annotated[Rate, NoDecode] = Field(Rate(5000, 3600), description="requests of a premium user")

    # OAuth
    google_client_id: str | None = Field(None, description="Google sign-in")
    google_client_secret: SecretStr | None = Field(None, description="Google sign-in")
    google_callback_url: BaseUrl | None = Field(
        None, description="Google sign-in; API_URL/auth/google/callback when empty"
    )
    github_client_id: str | None = Field(None, description="GitHub sign-in")
    github_client_secret: SecretStr | None = Field(None, description="GitHub sign-in")
    github_callback_url: BaseUrl | None = Field(
        None, description="GitHub sign-in; API_URL/auth/github/callback when empty"
    )
    github_url: GitHubAddress = Field("https://github.com", description="another for GitHub Enterprise Server")
    oidc_issuer: Issuer | None = Field(None, description="any OpenID Connect provider: its issuer, as it writes it")
    oidc_client_id: str | None = Field(None, description="OpenID Connect sign-in")
    oidc_client_secret: SecretStr | None = Field(None, description="OpenID Connect sign-in; empty for a public client")
    oidc_callback_url: BaseUrl | None = Field(
        None, description="OpenID Connect sign-in; API_URL/auth/oidc/callback when empty"
    )
    oidc_name: str = Field("OpenID Connect", description="name on the button of the sign-in page")
    oidc_providers: Annotated[tuple[OidcProviderSettings, ...], AfterValidator(no_name_twice)] = Field(
        (),
        description="more of them, as JSON: "
        '[{"id": "acme", "name": "Acme", "issuer": "https://…", "clientId": "…", "clientSecret": "…"}]',
    )

    # Storage
    aws_region: str = Field("us-east-1", description="region of the S3 bucket")
    aws_access_key_id: str | None = Field(None, description="S3")
    aws_secret_access_key: SecretStr | None = Field(None, description="S3")
    s3_bucket_name: str | None = Field(None, description="S3 bucket for files; the data folder when empty")

    files_max_bytes: int = Field(1024**3, ge=1024, description="largest file that is uploaded, bytes")
    files_quota_bytes: int = Field(1024**3, ge=1024, description="what all files of a user may take together, bytes")

    # Mail
    sendgrid_api_key: SecretStr | None = Field(None, description="sends mail through SendGrid")
    smtp_url: SecretStr | None = Field(
        None,
        description="sends mail by SMTP: smtp://user:password@host:587 (STARTTLS) or smtps://…; the outbox when empty",
    )
    from_email: str = Field("noreply@example.com", description="sender of mails")

    # Payments
    stripe_secret_key: SecretStr | None = Field(None, description="Stripe; the sandbox when empty")
    stripe_webhook_secret: SecretStr | None = Field(
        None, description="checks the events of Stripe, or of the sandbox, which has one of its own when this is empty"
    )
    stripe_publishable_key: str | None = Field(None, description="Stripe's card form in the browser")
    stripe_api_base: BaseUrl = Field("https://api.stripe.com", description="address of Stripe's API")
    tax_rate: Decimal = Field(
        Decimal(8), ge=0, le=100, decimal_places=4, description="percent of tax that is added to prices"
    )
    order_reservation: Seconds = Field(1800.0, description="how long stock is kept for an order that is not paid")
    order_unpaid_limit: int | None = Field(
        None,
        ge=0,
        description="orders that a person may have waiting for their payment at once, 0 for any number; "
        "a fifth of what RATE_LIMIT_AUTHENTICATED allows in an hour when empty",
    )

    # Monitoring
    sentry_dsn: SecretStr | None = Field(None, description="reports unexpected errors to Sentry")

    @field_validator("jwt_secret", "refresh_token_secret", "session_secret", "encryption_keys", "password_rounds")
    @classmethod
    def _refuse_weak_protection(cls, value: Any, field: ValidationInfo) -> Any:
        """Checked for each field by itself, so that everything that is wrong is told at once."""
        if field.data.get("node_env") in {Environment.STAGING, Environment.PRODUCTION}:
            problem = _weakness(str(field.field_name).upper(), value)
            if problem:
                raise ValueError(problem)
        return value

    @field_validator("oidc_issuer", "github_url", "oidc_providers", "stripe_api_base")
    @classmethod
    def _refuse_plain_providers(cls, value: Any, field: ValidationInfo) -> Any:
        """Without TLS anybody on the way could say who signs in, or who paid; on this machine is for development."""
        if field.data.get("node_env") in {Environment.STAGING, Environment.PRODUCTION}:
            requires_tls(value)
        return value

    @property
    def public_api_url(self) -> str:
        """Where the API is reached from outside, without a trailing slash."""
        return self.api_url or f"http://localhost:{self.port}"

    @property
    def public_app_url(self) -> str:
        """Where the interface is reached from outside, without a trailing slash."""
        return self.app_url or self.public_api_url

    @property
    def unpaid_orders_at_once(self) -> int | None:
        """How many orders of a person may wait for their payment: as set, else by how much they may ask for."""
        if self.order_unpaid_limit is not None:
            return self.order_unpaid_limit or None
        rate = self.rate_limit_authenticated
        return max(1, rate.amount * 3600 // rate.period // 5)

    @property
    def is_production(self) -> bool:
        """Staging and production: cookies are ``Secure``, operators' pages are closed."""
        return self.node_env in {Environment.STAGING, Environment.PRODUCTION}

    @cached_property
    def postgres_url(self) -> str:
        """The libpq address of the database: DATABASE_URL, else DB_HOST and its kin, else the embedded server's.

        Raises:
            SettingsError: neither is set and the data folder has no embedded server yet.
        """
        if self.database_url:
            return self.database_url.get_secret_value()
        if self.db_host:
            password = self.db_password.get_secret_value() if self.db_password else ""
            return _postgres_url(self.db_user, password, self.db_host, self.db_port, self.db_name)
        described = self.groundwork_home / "postgres.json"
        if not described.is_file():
            raise SettingsError(
                "There is no database: set DATABASE_URL, or start the embedded PostgreSQL with './groundwork up'."
            )
        server = json.loads(described.read_text())
        return _postgres_url(server["user"], server["password"], server["host"], server["port"], server["database"])

    @property
    def redis_address(self) -> str | None:
        """The address of Redis, or none: cache and limits then live in this process."""
        if self.redis_url:
            return self.redis_url.get_secret_value()
        return f"redis://{self.redis_host}:{self.redis_port}" if self.redis_host else None


def _postgres_url(user: str, password: str, host: str, port: int, database: str) -> str:
    credentials = f"{quote(user, safe='')}:{quote(password, safe='')}"
    return f"postgresql://{credentials}@/{quote(database, safe='')}?host={quote(host, safe='')}&port={port}"


def _weakness(name: str, value: SecretStr | tuple[SecretStr, ...] | int) -> str | None:
    """What is wrong with a secret, or the hashing of passwords, outside development, with the fix; or nothing."""
    if isinstance(value, int):
        return None if value >= 12 else "must be at least 12 outside tests"
    keys = [value] if isinstance(value, SecretStr) else list(value)
    texts = [key.get_secret_value() for key in keys]
    if texts and all(
        len(text) >= 32 and not any(word in text.lower() for word in _PLACEHOLDER_WORDS) for text in texts
    ):
        return None
    problem = "is too short or a placeholder" if any(texts) else "is not set"
    return f"{problem}. Set it to a secret of your own, for example: {name}={secrets.token_urlsafe(48)}"


def load_settings() -> Settings:
    """Read the settings from the environment and ``.env``; in development, make what secrets are missing.

    Development secrets are random, kept in the data folder (mode 0600), and so survive a restart.

    Raises:
        SettingsError: with the name of each setting that is wrong, and the fix.
    """
    try:
        settings = Settings()
        if settings.node_env in {Environment.DEVELOPMENT, Environment.TEST}:
            missing = [name for name in _SECRETS if not _revealed(getattr(settings, name.lower()))]
            if missing:
                made = _development_secrets(settings.groundwork_home)
                settings = Settings.model_validate({name.lower(): made[name] for name in missing})
    except ValidationError as error:
        raise SettingsError("\n".join(_explain(problem) for problem in error.errors())) from None
    return settings


def _revealed(value: SecretStr | tuple[SecretStr, ...]) -> str:
    return (
        value.get_secret_value() if isinstance(value, SecretStr) else "".join(part.get_secret_value() for part in value)
    )


def _development_secrets(home: Path) -> dict[str, str]:
    """The secrets in ``secrets.json`` of the data folder, made if need be; two processes may start at once."""
    path = home / "secrets.json"
    if not path.is_file():
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = home / f"secrets.{secrets.token_hex(8)}"
        draft.touch(mode=0o600)
        draft.write_text(json.dumps({name: secrets.token_urlsafe(48) for name in _SECRETS}, indent=2))
        try:
            path.hardlink_to(draft)
        except FileExistsError:
            pass  # another process was first, and its secrets count
        finally:
            draft.unlink()
    kept: dict[str, str] = json.loads(path.read_text())
    return kept


def _explain(problem: Any) -> str:
    message = problem["msg"].removeprefix("Value error, ")
    return f"{'.'.join(str(part) for part in problem['loc']).upper()}: {message}"

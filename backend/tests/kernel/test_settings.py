"""Settings: every name of chapter 4.2 counts, and what is wrong is told with its fix."""

import json
import re
import stat
import subprocess
import sys
from ipaddress import IPv4Network
from pathlib import Path

import pytest
from pydantic import SecretStr

from groundwork.kernel.rates import Rate
from groundwork.kernel.settings import Environment, Registration, Settings, SettingsError, load_settings

SECRETS = {
    "JWT_SECRET": "kX" * 24,
    "REFRESH_TOKEN_SECRET": "wQ" * 24,
    "SESSION_SECRET": "zP" * 24,
    "ENCRYPTION_KEYS": "vN" * 24,
}

OF_THE_GUIDE = {
    "NODE_ENV": ("staging", Environment.STAGING),
    "PORT": ("3470", 3470),
    "API_URL": ("https://api.shop.test/", "https://api.shop.test"),
    "DATABASE_URL": ("postgresql://user:password@db/name", "postgresql://user:password@db/name"),
    "DB_HOST": ("db.internal", "db.internal"),
    "DB_PORT": ("6543", 6543),
    "DB_NAME": ("shop", "shop"),
    "DB_USER": ("clerk", "clerk"),
    "DB_PASSWORD": ("hunter2", "hunter2"),
    "REDIS_URL": ("redis://cache:6379", "redis://cache:6379"),
    "REDIS_HOST": ("cache", "cache"),
    "REDIS_PORT": ("6380", 6380),
    "JWT_SECRET": (SECRETS["JWT_SECRET"], SECRETS["JWT_SECRET"]),
    "JWT_EXPIRATION": ("14d", 14 * 86400.0),
    "REFRESH_TOKEN_SECRET": (SECRETS["REFRESH_TOKEN_SECRET"], SECRETS["REFRESH_TOKEN_SECRET"]),
    "SESSION_SECRET": (SECRETS["SESSION_SECRET"], SECRETS["SESSION_SECRET"]),
    "GOOGLE_CLIENT_ID": ("id", "id"),
    "GOOGLE_CLIENT_SECRET": ("hush", "hush"),
    "GOOGLE_CALLBACK_URL": ("https://shop.test/auth/google/callback", "https://shop.test/auth/google/callback"),
    "AWS_REGION": ("eu-north-1", "eu-north-1"),
    "AWS_ACCESS_KEY_ID": ("AKIA", "AKIA"),
    "AWS_SECRET_ACCESS_KEY": ("hush", "hush"),
    "S3_BUCKET_NAME": ("bucket", "bucket"),
    "SENDGRID_API_KEY": ("SG.x", "SG.x"),
    "FROM_EMAIL": ("shop@shop.test", "shop@shop.test"),
    "STRIPE_SECRET_KEY": ("sk_test", "sk_test"),
    "STRIPE_WEBHOOK_SECRET": ("whsec", "whsec"),
    "SENTRY_DSN": ("https://key@sentry.test/1", "https://key@sentry.test/1"),
}


@pytest.fixture(autouse=True)
def _away_from_the_checkout(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Neither the checkout's .env nor its data folder plays a part."""
    monkeypatch.setitem(Settings.model_config, "env_file", tmp_path / ".env")
    monkeypatch.setenv("GROUNDWORK_HOME", str(tmp_path / "home"))


@pytest.fixture
def production(monkeypatch: pytest.MonkeyPatch) -> None:
    """An environment in which production starts."""
    for name, value in {**SECRETS, "NODE_ENV": "production"}.items():
        monkeypatch.setenv(name, value)


def refusal() -> str:
    """What is told when the settings cannot be used."""
    with pytest.raises(SettingsError) as caught:
        load_settings()
    return str(caught.value)


def _plain(value: object) -> object:
    return value.get_secret_value() if isinstance(value, SecretStr) else value


def test_every_name_of_the_guide_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, (text, _) in OF_THE_GUIDE.items():
        monkeypatch.setenv(name, text)
    monkeypatch.setenv("ENCRYPTION_KEYS", SECRETS["ENCRYPTION_KEYS"])
    settings = load_settings()
    read = {name: _plain(getattr(settings, name.lower())) for name in OF_THE_GUIDE}
    assert read == {name: value for name, (_, value) in OF_THE_GUIDE.items()}


def test_lists_rates_and_networks_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLOWED_ORIGINS", "https://a.test, https://b.test:8443/ ,")
    monkeypatch.setenv("TRUSTED_PROXIES", "10.0.0.0/8,192.0.2.1")
    monkeypatch.setenv("RATE_LIMIT_ANONYMOUS", "7/15 minutes")
    monkeypatch.setenv("REGISTRATION", "discreet")
    settings = load_settings()
    assert settings.allowed_origins == ("https://a.test", "https://b.test:8443")
    assert settings.trusted_proxies == (IPv4Network("10.0.0.0/8"), IPv4Network("192.0.2.1/32"))
    assert settings.rate_limit_anonymous == Rate(7, 900)
    assert settings.registration is Registration.DISCREET


def test_the_file_counts_less_than_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("PORT=3471\nHOST=0.0.0.0\nSOMETHING_ELSE=ignored\nAPP_URL=\n")
    monkeypatch.setenv("PORT", "3472")
    settings = load_settings()
    assert (settings.port, settings.host, settings.app_url) == (3472, "0.0.0.0", None)


def test_addresses_follow_from_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "3473")
    assert load_settings().public_app_url == load_settings().public_api_url == "http://localhost:3473"
    monkeypatch.setenv("API_URL", "https://api.test/")
    assert load_settings().public_app_url == "https://api.test"
    monkeypatch.setenv("APP_URL", "https://shop.test")
    assert load_settings().public_app_url == "https://shop.test"


@pytest.mark.parametrize("environment", ["production", "staging"])
def test_nothing_starts_outside_development_without_secrets(monkeypatch: pytest.MonkeyPatch, environment: str) -> None:
    monkeypatch.setenv("NODE_ENV", environment)
    told = refusal()
    for name in SECRETS:
        fix = re.search(rf"{name}: is not set\. Set it to a secret of your own, for example: {name}=(\S+)", told)
        assert fix is not None, told
        monkeypatch.setenv(name, fix[1])
    assert load_settings().is_production


@pytest.mark.usefixtures("production")
@pytest.mark.parametrize(
    "weak",
    [
        "short",
        "x" * 31,
        "your-super-secret-jwt-key-change-this",
        "CHANGEME-changeme-CHANGEME-changeme-CHANGEME",
        "my-secret-key-which-is-long-enough-but-known",
        "an-example-of-a-secret-that-is-long-enough-1234",
    ],
)
@pytest.mark.parametrize("name", SECRETS)
def test_placeholders_are_no_secrets(monkeypatch: pytest.MonkeyPatch, name: str, weak: str) -> None:
    monkeypatch.setenv(name, weak)
    assert f"{name}: is too short or a placeholder. Set it to" in refusal()


@pytest.mark.usefixtures("production")
def test_one_weak_key_among_good_ones_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENCRYPTION_KEYS", f"{'vN' * 24},short")
    assert "ENCRYPTION_KEYS: is too short" in refusal()


def test_everything_that_is_wrong_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = {
        "NODE_ENV": "production",
        "PORT": "70000",
        "JWT_EXPIRATION": "a week",
        "PASSWORD_ROUNDS": "4",
        "ALLOWED_ORIGINS": "*",
        "API_URL": "api.test",
        "RATE_LIMIT_PREMIUM": "often",
        "LOG_LEVEL": "loud",
        "TRUSTED_PROXIES": "proxy",
    }
    for name, value in wrong.items():
        monkeypatch.setenv(name, value)
    told = refusal()
    for name in (*wrong, *SECRETS):
        assert (name in told) == (name != "NODE_ENV"), told
    assert "PASSWORD_ROUNDS: must be at least 12 outside tests" in told
    assert "'*' is not an origin such as https://app.example.com" in told
    assert "'proxy' is not a network such as 10.0.0.0/8" in told
    assert "'often' is not a rate such as 100/hour" in told


def test_a_wrong_value_is_not_repeated_when_it_is_a_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NODE_ENV", "production")
    monkeypatch.setenv("JWT_SECRET", "correct-horse")
    assert "correct-horse" not in refusal()


def test_development_makes_its_secrets_once(tmp_path: Path) -> None:
    first = load_settings()
    kept = tmp_path / "home" / "secrets.json"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700
    assert load_settings() == first
    made = json.loads(kept.read_text())
    assert len(set(made.values())) == len(SECRETS)
    assert first.jwt_secret.get_secret_value() == made["JWT_SECRET"]
    assert [path.name for path in kept.parent.iterdir()] == ["secrets.json"]


def test_processes_that_start_at_once_share_their_secrets() -> None:
    told = (
        "from groundwork.kernel.settings import load_settings; print(load_settings().session_secret.get_secret_value())"
    )
    started = [subprocess.Popen([sys.executable, "-c", told], stdout=subprocess.PIPE, text=True) for _ in range(4)]
    secrets = {process.communicate()[0] for process in started}
    assert len(secrets) == 1
    assert len(secrets.pop()) > 32


def test_a_secret_that_is_set_is_used_in_development_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JWT_SECRET", "short but mine")
    settings = load_settings()
    assert settings.jwt_secret.get_secret_value() == "short but mine"
    assert len(settings.session_secret.get_secret_value()) >= 32


def test_the_database_is_where_the_settings_say(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"set DATABASE_URL, or start the embedded PostgreSQL"):
        _ = load_settings().postgres_url
    (tmp_path / "home" / "postgres.json").write_text(
        json.dumps({"user": "g", "password": "p/w", "host": "/run/x y", "port": 5432, "database": "d"})
    )
    assert load_settings().postgres_url == "postgresql://g:p%2Fw@/d?host=%2Frun%2Fx%20y&port=5432"
    monkeypatch.setenv("DB_HOST", "db.internal")
    assert load_settings().postgres_url == "postgresql://groundwork:@/groundwork?host=db.internal&port=5432"
    monkeypatch.setenv("DB_PASSWORD", "a b")
    assert "groundwork:a%20b@" in load_settings().postgres_url
    monkeypatch.setenv("DATABASE_URL", "postgresql://elsewhere/shop")
    assert load_settings().postgres_url == "postgresql://elsewhere/shop"


def test_redis_is_where_the_settings_say(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_settings().redis_address is None
    monkeypatch.setenv("REDIS_HOST", "cache")
    assert load_settings().redis_address == "redis://cache:6379"
    monkeypatch.setenv("REDIS_URL", "rediss://:hush@cache:6390/2")
    assert load_settings().redis_address == "rediss://:hush@cache:6390/2"


def test_secrets_do_not_show_when_the_settings_are_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in SECRETS.items():
        monkeypatch.setenv(name, value)
    shown = repr(load_settings())
    assert all(value not in shown for value in SECRETS.values())

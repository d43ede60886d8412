"""The settings of other providers: mistakes are told at the start."""

import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from groundwork.kernel.settings import Settings, SettingsError, load_settings
from tests.conftest import make_settings

ACME = {"id": "acme", "name": "Acme", "issuer": "https://login.acme.example/tenant/", "clientId": "x"}


def test_providers_are_read_from_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GROUNDWORK_HOME", str(tmp_path))
    monkeypatch.setenv("OIDC_PROVIDERS", json.dumps([{**ACME, "clientSecret": "hidden"}]))
    monkeypatch.setenv("OIDC_ISSUER", "https://accounts.example.com")
    monkeypatch.setenv("GITHUB_URL", "https://github.acme.example/")
    settings = load_settings()
    [acme] = settings.oidc_providers
    assert (acme.id, acme.issuer, acme.client_id) == ("acme", "https://login.acme.example/tenant/", "x")
    assert "hidden" not in repr(settings)
    assert (settings.oidc_issuer, settings.github_url) == (
        "https://accounts.example.com",
        "https://github.acme.example",
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("OIDC_ISSUER", "accounts.example.com"),
        ("OIDC_ISSUER", "http://accounts.example.com"),
        ("OIDC_ISSUER", "https://accounts.example.com/?x=1"),
        ("OIDC_ISSUER", "https://accounts.example.com/#x"),
        ("OIDC_ISSUER", "https://me:secret@accounts.example.com"),
        ("GITHUB_URL", "github.example.com"),
        ("OIDC_PROVIDERS", json.dumps([{**ACME, "id": "google"}])),
        ("OIDC_PROVIDERS", json.dumps([{**ACME, "id": "A b"}])),
        ("OIDC_PROVIDERS", json.dumps([{**ACME, "issuer": "http://acme.example"}])),
        ("OIDC_PROVIDERS", json.dumps([{**ACME, "surprise": 1}])),
        ("OIDC_PROVIDERS", json.dumps([ACME, ACME])),
    ],
)
def test_a_mistake_is_told_with_the_name_of_the_setting(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, value: str
) -> None:
    monkeypatch.setenv("GROUNDWORK_HOME", str(tmp_path))
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=name):
        load_settings()


@pytest.mark.parametrize(
    "change",
    [
        {"oidc_issuer": "http://127.0.0.1:4000"},
        {"github_url": "http://localhost:4000"},
        {"stripe_api_base": "http://127.0.0.1:4000"},
        {"oidc_providers": [{**ACME, "issuer": "http://[::1]:4000"}]},
    ],
)
def test_plain_http_to_this_machine_is_for_development_alone(change: dict[str, object], tmp_path: Path) -> None:
    made = make_settings("postgresql:///none", tmp_path, **change)
    assert isinstance(made, Settings)
    with pytest.raises(ValidationError, match="must begin with https://"):
        make_settings("postgresql:///none", tmp_path, node_env="production", password_rounds=12, **change)

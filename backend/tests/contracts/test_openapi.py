"""openapi.json is current, and says of every operation what a client has to know."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from groundwork.entrypoints.cli.openapi import contract
from groundwork.kernel import errors
from groundwork.kernel.domain import BUILT_IN, load_domains
from groundwork.kernel.errors import AppError
from groundwork.kernel.settings import ROOT
from tests.conftest import make_settings

OPEN = {
    "register",
    "login",
    "refresh",
    "forgot_password",
    "reset_password",
    "verify_email",
    "download_export",
    "begin_mfa_passkey",
    "receive_stripe_event",
    "verify_mfa",
    "begin_passkey_sign_in",
    "send_upload",
    "sign_in_with_passkey",
    "list_oauth_providers",
    "begin_oauth_sign_in",
    "get_file_content",
    "get_invitation",
    "list_plans",
    "get_plan",
    "list_products",
    "get_product",
    "get_product_by_slug",
    "list_categories",
    "get_category",
    "list_roles",
    "list_articles",
    "list_tags",
    "get_article",
    "get_article_by_slug",
    "search",
}


@pytest.fixture(scope="session")
def text(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What openapi.json should be."""
    return contract(make_settings("postgresql:///none", tmp_path_factory.mktemp("home")))


@pytest.fixture(scope="session")
def document(tmp_path_factory: pytest.TempPathFactory, text: str) -> dict[str, Any]:
    """The same, parsed."""
    return dict(json.loads(text))


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Method, path and description of each operation."""
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield method, path, operation


def test_the_committed_contract_is_current(text: str) -> None:
    assert (ROOT / "openapi.json").read_text() == text, "run ./groundwork openapi"


def test_the_contract_does_not_depend_on_the_environment(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = make_settings("postgresql:///none", tmp_path_factory.mktemp("other"), port=3460, registration="invite")
    assert contract(other) == text


def test_every_operation_is_described(document: dict[str, Any]) -> None:
    ids = []
    for method, path, operation in operations(document):
        assert path.startswith("/api/v1/"), path
        assert operation["summary"], (method, path)
        assert operation["description"].strip().endswith("."), (method, path)
        assert len(operation["tags"]) == 1, (method, path)
        ids.append(operation["operationId"])
    assert len(ids) == len(set(ids)), "an operation's id is a function's name in generated clients"
    assert len(ids) >= 19


def test_every_operation_says_which_errors_it_has(document: dict[str, Any]) -> None:
    failure = {"$ref": "#/components/schemas/Failure"}
    for method, path, operation in operations(document):
        statuses = set(operation["responses"])
        assert statuses >= {"400", "429", "500", "503"}, (method, path)
        if method != "get":
            assert statuses >= {"413", "415"}, (method, path)
        if "{" in path:
            assert "404" in statuses, (method, path)
        for status, response in operation["responses"].items():
            if status >= "400":
                assert response["content"]["application/json"]["schema"] == failure, (method, path, status)
                assert re.match(r"[A-Z_]+( or [A-Z_]+)?: \w", response["description"]), (method, path, status)


def test_what_an_operation_refuses_for_reasons_of_its_own_is_told(document: dict[str, Any]) -> None:
    def told(path: str, method: str, status: str) -> str:
        return str(document["paths"][f"/api/v1{path}"][method]["responses"][status]["description"])

    assert told("/orders/{id}/receipt", "get", "422").startswith("UNPROCESSABLE_ENTITY: ")
    assert "not offered" in told("/subscriptions/{id}/plan-change", "get", "422")
    placing = told("/orders", "post", "422")
    assert placing.count("UNPROCESSABLE_ENTITY") == 1
    for sentence in ("not for sale", "one currency", "too large", "this Idempotency-Key was used"):
        assert sentence in placing
    assert told("/orders", "post", "409") == (
        "CONFLICT: Not enough in stock; or a request with this Idempotency-Key is still running"
    )


def test_conditions_and_headers_are_told(document: dict[str, Any]) -> None:
    for method, path, operation in operations(document):
        names = [parameter["name"] for parameter in operation.get("parameters", ())]
        assert len(names) == len(set(names)), (method, path)
        assert ("If-None-Match" in names) == ("304" in operation["responses"]), (method, path)
        assert ("If-Match" in names) == ("412" in operation["responses"]), (method, path)
        for status, response in operation["responses"].items():
            headers = set(response.get("headers", ()))
            if status < "300":
                assert headers >= {"X-Request-ID", "X-RateLimit-Remaining"}, (method, path)
                assert ("Idempotent-Replayed" in headers) == ("Idempotency-Key" in names), (method, path)
            if status in {"429", "503"}:
                assert "Retry-After" in headers, (method, path)
    for single in ("orders", "payments", "payment-events", "plans", "subscriptions", "invoices", "reports", "products"):
        assert "304" in document["paths"][f"/api/v1/{single}/{{id}}"]["get"]["responses"], single


KEYLESS = {
    "register",
    "login",
    "refresh",
    "forgot_password",
    "reset_password",
    "verify_email",
    "begin_mfa_passkey",
    "verify_mfa",
    "begin_passkey_sign_in",
    "sign_in_with_passkey",
    "receive_stripe_event",
    # The second time changes nothing, or is refused.
    "resend_verification",
    "change_password",
    "reauthenticate",
    "add_passkey",
    "begin_oauth_linking",
    "preview_article",
    "complete_upload",
}
"""POSTs that take no Idempotency-Key: guests', and those that make nothing twice (docs/decisions/0017)."""


def test_every_other_post_takes_an_idempotency_key(document: dict[str, Any]) -> None:
    without = {
        operation["operationId"]
        for method, _, operation in operations(document)
        if method == "post" and "Idempotency-Key" not in {row["name"] for row in operation.get("parameters", ())}
    }
    assert without == KEYLESS


def test_every_operation_says_whether_one_must_sign_in(document: dict[str, Any]) -> None:
    for method, path, operation in operations(document):
        secured = "security" in operation
        assert secured == (operation["operationId"] not in OPEN), (method, path)
        if secured:
            assert {"401", "403"} <= set(operation["responses"]), (method, path)


def test_every_error_code_is_documented(text: str) -> None:
    """Rule 6 of the house: errors are typed, carry a status and a code, and appear in OpenAPI."""
    load_domains([])
    # Told by HTTP itself or by parts that come with later capabilities; the guide names them all.
    undocumented = {error.code for error in all_errors() if error.code not in text}
    assert undocumented <= {"METHOD_NOT_ALLOWED", "CONFLICT", "UNPROCESSABLE_ENTITY"}


def test_every_error_has_a_status_a_code_and_a_sentence() -> None:
    load_domains([])
    for error in all_errors():
        assert 400 <= error.status <= 507, error
        assert error.code.replace("_", "").isupper(), error
        assert error.message[0].isupper(), error
        assert not error.message.endswith("."), error
        assert error.__doc__, error


def test_no_schema_of_the_framework_is_left(document: dict[str, Any]) -> None:
    assert not {"HTTPValidationError", "ValidationError"} & set(document["components"]["schemas"])


def test_fields_are_in_camel_case(document: dict[str, Any]) -> None:
    for name, schema in document["components"]["schemas"].items():
        for field in schema.get("properties", {}):
            assert "_" not in field, (name, field)
            assert field[0].islower(), (name, field)


def test_schemas_are_named_after_what_they_are(document: dict[str, Any]) -> None:
    """Two of one name are told apart by their modules, which are nobody's business, and change."""
    assert not [name for name in document["components"]["schemas"] if name.startswith("groundwork")]


def test_every_reference_leads_somewhere(document: dict[str, Any], text: str) -> None:
    for name in set(re.findall(r'"#/components/schemas/([^"]+)"', text)):
        assert name in document["components"]["schemas"], name


def test_there_is_a_tag_for_each_resource(document: dict[str, Any]) -> None:
    tags = {tag for _, _, operation in operations(document) for tag in operation["tags"]}
    routers = [router for domain in load_domains([]) if domain.name in BUILT_IN for router in domain.routers]
    assert tags == {str(tag) for router in routers for tag in router.tags}


def all_errors(base: type[AppError] = AppError) -> Iterator[type[AppError]]:
    """All errors of the house."""
    assert issubclass(base, errors.AppError)
    yield base
    for kind in base.__subclasses__():
        if kind.__module__.startswith("groundwork."):
            yield from all_errors(kind)

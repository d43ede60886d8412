"""Money: only the provider can tell that somebody paid."""

from datetime import timedelta
from typing import Any

import httpx2
import orjson
import pytest

from groundwork.adapters.payments import signatures, webhook_secret
from groundwork.domains.payments.inbox import LARGEST
from groundwork.kernel.clock import now
from groundwork.kernel.permissions import Role
from groundwork.kernel.runtime import Runtime
from tests.conftest import MakePerson, Person
from tests.payments.support import WEBHOOK, begun, confirm, event_about, give_back, intent_of, payment_of, status_of
from tests.security.support import RunJobs, code_of, fetch

pytestmark = pytest.mark.anyio


@pytest.fixture
async def pending(person: MakePerson, runtime: Runtime) -> tuple[Person, dict[str, Any], dict[str, Any], bytes]:
    """Somebody, their unpaid order and its payment, and the event that would make it paid, in bytes."""
    seller, buyer = await person(role=Role.MANAGER), await person()
    order, payment = await begun(seller, buyer)
    event = event_about("payment_intent.succeeded", await intent_of(runtime, payment, "succeeded"))
    return buyer, order, payment, orjson.dumps(event)


async def test_s60_anothers_payment_does_not_exist(
    pending: tuple[Person, dict[str, Any], dict[str, Any], bytes], person: MakePerson, runtime: Runtime
) -> None:
    """Paying another's order, playing the form, answering the bank: 404; a refund: 403. Nothing moves. [ASVS 8.2.2]"""
    buyer, order, payment, _ = pending
    other, before = await person(), await payment_of(buyer, payment)
    for answer in (
        await other.post(f"/orders/{order['id']}/payment"),
        await other.get(f"/payments/{payment['id']}"),
        await confirm(other, payment),
        await other.post(f"/payments/{payment['id']}/sandbox-challenge", {"outcome": "approved"}),
    ):
        assert (answer.status_code, answer.json()["error"]["code"]) == (404, "NOT_FOUND")
    for who in (other, buyer):
        assert (await give_back(who, payment)).status_code == 403
    assert await payment_of(buyer, payment) == before
    assert await status_of(buyer, order) == "pending"
    assert (
        await fetch(
            runtime, "SELECT 1 FROM payments WHERE order_id = :id AND user_id = :other", id=order["id"], other=other.id
        )
        == []
    )


def _lies(body: bytes, secret: str) -> dict[str, tuple[bytes, str | None]]:
    """Bodies and headers that the provider has not sent like this."""
    moment = now()
    good = signatures.sign(body, secret, moment)
    seconds, signature = good.split(",")
    another = body.replace(b'"succeeded"', b'"succeeded" ')
    return {
        "no header": (body, None),
        "empty": (body, ""),
        "nonsense": (body, "signature"),
        "no time": (body, signature),
        "no signature": (body, seconds),
        "two times": (body, f"{seconds},{seconds},{signature}"),
        "another secret": (body, signatures.sign(body, "whsec_" + "x" * 32, moment)),
        "an empty secret": (body, signatures.sign(body, "", moment)),
        "another body": (another, good),
        "reserialized": (orjson.dumps(orjson.loads(body), option=orjson.OPT_INDENT_2), good),
        "a line more": (body + b"\n", good),
        "another time": (body, f"t={int(moment.timestamp()) - 1},{signature}"),
        "a scheme of old": (body, good.replace("v1=", "v0=")),
        "six minutes old": (body, signatures.sign(body, secret, moment - timedelta(minutes=6))),
        "of the future": (body, signatures.sign(body, secret, moment + timedelta(minutes=6))),
        "in upper case": (body, f"{seconds},v1={signature.removeprefix('v1=').upper()}"),
        "not ASCII": (body, f"{seconds},v1=é"),
        "a time too long": (body, f"t={'9' * 400},{signature}"),
        "a thousand parts": (body, ",".join(["v1=00"] * 1000 + [good])),
    }


LIES = sorted(_lies(b"{}", "x"))


@pytest.mark.parametrize("lie", LIES)
async def test_s59_an_event_that_the_provider_has_not_signed_changes_nothing(
    lie: str,
    client: httpx2.AsyncClient,
    pending: tuple[Person, dict[str, Any], dict[str, Any], bytes],
    run_jobs: RunJobs,
    runtime: Runtime,
) -> None:
    """Bad, old, future, reserialized, another secret, no header: 400, and not even stored. [ASVS 9.1.1, 2.3.1]"""
    buyer, order, payment, body = pending
    stored = f"SELECT count(*) FROM payment_events WHERE event_id = '{orjson.loads(body)['id']}'"
    sent, header = _lies(body, webhook_secret(runtime.settings))[lie]
    headers = {} if header is None else {"Stripe-Signature": header.encode()}
    answer = await client.post(WEBHOOK, content=sent, headers=headers)  # type: ignore[arg-type]
    assert code_of(answer) == (400, "BAD_REQUEST"), answer.text
    await run_jobs()
    assert (await fetch(runtime, stored))[0] == (0,)
    assert await status_of(buyer, order) == "pending"
    assert (await payment_of(buyer, payment))["status"] == "requires_payment_method"


async def test_s59_the_same_event_signed_by_the_provider_is_taken(
    client: httpx2.AsyncClient,
    pending: tuple[Person, dict[str, Any], dict[str, Any], bytes],
    run_jobs: RunJobs,
    runtime: Runtime,
) -> None:
    """And while the secret is changed, with one signature for each. [ASVS 9.1.1]"""
    buyer, order, _, body = pending
    seconds, signature = signatures.sign(body, webhook_secret(runtime.settings), now()).split(",")
    header = f"{seconds},v1={'0' * 64},{signature},v0=ab"
    answer = await client.post(WEBHOOK, content=body, headers={"Stripe-Signature": header})
    assert answer.status_code == 200, answer.text
    await run_jobs()
    assert await status_of(buyer, order) == "paid"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b"\xff\xfe",
        b'{"id": 1, "object": "event", "type": "x", "created": 1, "data": {"object": {}}}',
        b'{"id": "evt_1", "object": "list", "type": "x", "created": 1, "data": {"object": {}}}',
        b'{"id": "evt_1", "object": "event", "type": "x", "created": 1, "data": {"object": {"object": "refund"}}}',
        b'{"id": "evt_1", "object": "event", "type": "x", "created": "soon", "data": {"object": {}}}',
        b'{"id": "evt_1", "object": "event", "type": "x", "created": 1e300, "data": {"object": {}}}',
        b'{"id": "evt\\u0000", "object": "event", "type": "x", "created": 1, "data": {"object": {}}}',
        b'{"id": "evt_1", "object": "event", "type": "x\\u0000", "created": 1, "data": {"object": {}}}',
        b"[" * 100_000,
    ],
)
async def test_s59_what_is_no_event_is_refused_though_it_is_signed(
    body: bytes, client: httpx2.AsyncClient, runtime: Runtime
) -> None:
    """400, and nothing is stored. [ASVS 2.2.1]"""
    before = (await fetch(runtime, "SELECT count(*) FROM payment_events"))[0]
    header = signatures.sign(body, webhook_secret(runtime.settings), now())
    answer = await client.post(WEBHOOK, content=body, headers={"Stripe-Signature": header})
    assert code_of(answer) == (400, "BAD_REQUEST"), answer.text
    assert (await fetch(runtime, "SELECT count(*) FROM payment_events"))[0] == before


async def test_s59_an_event_is_bounded(client: httpx2.AsyncClient, runtime: Runtime) -> None:
    """[ASVS 5.2.1]"""
    body = b'{"padding": "' + b"x" * LARGEST + b'"}'
    header = signatures.sign(body, webhook_secret(runtime.settings), now())
    answer = await client.post(WEBHOOK, content=body, headers={"Stripe-Signature": header})
    assert code_of(answer) == (413, "PAYLOAD_TOO_LARGE")

"""Completes ``localstripe``: behaves like Stripe where it does not.

What it lacks is here and not in the adapter: idempotency keys, the time in lists, fees, the events of refunds and
charges, some fields and refusals; and what the browser does with a card.
"""

import hashlib
import re
import threading
import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import httpx2
import orjson

from tests.stripe_peer_relay import Relay

KEY = "sk_test_4eC39HqLyjWDarjtT1zdp7dc"
Form = dict[str, str]
Answer = tuple[int, dict[str, Any]]


class Desk:
    """Answers as Stripe does, out of what ``localstripe`` knows."""

    def __init__(self, upstream: str, relay: Relay) -> None:
        self.relay = relay
        self.lock = threading.RLock()
        self.fees_are_known = True
        self._peer = httpx2.Client(base_url=upstream, headers={"Authorization": f"Bearer {KEY}"}, timeout=20)
        self._answers: dict[str, tuple[str, Answer]] = {}
        self._more: dict[str, dict[str, Any]] = {}
        self._cards: dict[str, str] = {}
        self._routes: list[tuple[str, str, Callable[..., Answer]]] = [
            ("POST", r"/v1/customers", self._create_customer),
            ("GET", r"/v1/customers/(\w+)", self._show_customer),
            ("GET", r"/v1/customers/(\w+)/payment_methods", self._list_methods),
            ("POST", r"/v1/payment_intents", self._create_intent),
            ("GET", r"/v1/payment_intents", self._list_intents),
            ("GET", r"/v1/payment_intents/(\w+)", self._show_intent),
            ("POST", r"/v1/payment_intents/(\w+)/cancel", self._cancel_intent),
            ("POST", r"/v1/refunds", self._create_refund),
            ("GET", r"/v1/refunds", self._list_refunds),
            ("POST", r"/v1/billing_portal/sessions", self._open_portal),
        ]

    def close(self) -> None:
        """Close the connections."""
        self._peer.close()

    def answer(self, method: str, path: str, form: Form, key: str | None) -> Answer:
        """One request; a second one with the same key gets the answer of the first."""
        found = [
            (act, match.groups())
            for verb, pattern, act in self._routes
            if verb == method and (match := re.fullmatch(pattern, path))
        ]
        if not found:
            return refusal(404, "resource_missing", f"Unrecognized request URL ({method}: {path})")
        [(act, arguments)] = found
        with self.lock:
            asked = hashlib.sha256(orjson.dumps([path, sorted(form.items())])).hexdigest()
            if method == "POST" and key in self._answers:
                before, answer = self._answers[key]
                return answer if before == asked else refusal(400, None, "Keys may be used once", "idempotency_error")
            answer = act(form, *arguments)
            if method == "POST" and key and (answer[0] < 300 or answer[0] == 402):
                self._answers[key] = (asked, answer)
            return answer

    def forget(self) -> None:
        """Begin with empty books."""
        with self.lock:
            self._peer.delete("/_config/data").raise_for_status()
            self._answers.clear()
            self._more.clear()

    def paid(self) -> dict[str, int]:
        """By payment intent, what came in there and was not given back, minor units."""
        intents = [intent for intent in self._everything("payment_intents") if intent["status"] == "succeeded"]
        return {intent["id"]: intent["amount"] - intent["latest_charge"]["amount_refunded"] for intent in intents}

    def settled(self) -> bool:
        """Whether every event of the peer has come through its webhook."""
        return all(self.relay.has(event["id"]) for event in self._everything("events"))

    def pay(self, intent_id: str, client_secret: str, card: str) -> dict[str, Any]:
        """What Stripe's element in the browser does with a card; the answer is the payment intent after it."""
        with self.lock:
            intent = self._get(f"payment_intents/{intent_id}")
            assert intent["client_secret"] == client_secret
            method = self._new_method(card)
            changes = {"payment_method": method, "latest_charge": None}
            self._peer.post(f"/v1/payment_intents/{intent_id}", json=changes).raise_for_status()
            self._do(f"payment_intents/{intent_id}/confirm", {})
            return self._after_attempt(intent_id)

    def answer_challenge(self, intent_id: str, client_secret: str, *, approved: bool) -> dict[str, Any]:
        """What the person says to their bank (3-D Secure)."""
        with self.lock:
            form = {"client_secret": client_secret, "success": str(approved).lower()}
            self._do(f"payment_intents/{intent_id}/_authenticate", form)
            return self._after_attempt(intent_id)

    def choose_card(self, customer: str, card: str) -> None:
        """What the customer portal does with a new card: it is saved, and charged from then on."""
        with self.lock:
            before = self._get(f"customers/{customer}")["invoice_settings"]["default_payment_method"]
            method = self._new_method(card)
            attached = self._do(f"payment_methods/{method}/attach", {"customer": customer})[1]
            self._tell("payment_method.attached", attached)
            form = {"invoice_settings[default_payment_method]": method}
            changed = {"invoice_settings": {"default_payment_method": before}}
            self._tell("customer.updated", self._do(f"customers/{customer}", form)[1], before=changed)

    def _new_method(self, card: str) -> str:
        form = {"type": "card", "card[number]": _AS_KNOWN_THERE.get(card, card)}
        form |= {"card[exp_month]": "12", "card[exp_year]": "2031", "card[cvc]": "123"}
        method: str = self._do("payment_methods", form)[1]["id"]
        self._cards[method] = card
        return method

    def _after_attempt(self, intent_id: str) -> dict[str, Any]:
        shown = self._intent(self._get(f"payment_intents/{intent_id}"), ["latest_charge"])
        charge = shown["latest_charge"]
        if shown["status"] == "succeeded":
            self._tell("charge.succeeded", charge)
            if self._more[intent_id].get("setup_future_usage") and shown["customer"]:
                self._do(f"payment_methods/{shown['payment_method']}/attach", {"customer": shown["customer"]})
        elif shown["status"] == "requires_action":
            self._tell("payment_intent.requires_action", shown)
        elif charge:
            self._tell("charge.failed", charge)
        elif shown["last_payment_error"]:
            self._tell("payment_intent.payment_failed", shown)
        return shown

    def _create_customer(self, form: Form) -> Answer:
        return self._do("customers", form)

    def _show_customer(self, _: Form, customer: str) -> Answer:
        found = self._peer.get(f"/v1/customers/{customer}")
        if found.status_code == 404:
            return refusal(404, "resource_missing", f"No such customer: '{customer}'")
        return 200, found.json()

    def _list_methods(self, form: Form, customer: str) -> Answer:
        params = {"customer": customer, "type": "card", "limit": 100}
        found = self._peer.get("/v1/payment_methods", params=params).raise_for_status().json()["data"]
        shown = [{**method, "card": {**method["card"], **self._card(method["id"])}} for method in reversed(found)]
        return 200, _page(f"/v1/customers/{customer}/payment_methods", shown, form)

    def _create_intent(self, form: Form) -> Answer:
        if int(form["amount"]) < 50 and form["currency"] == "usd":
            return refusal(400, "amount_too_small", "Amount must be at least $0.50 usd")
        known = {name: value for name, value in form.items() if not name.startswith(_UNKNOWN_THERE)}
        method = form.get("payment_method", "")
        if self._cards.get(method) == _DECLINED_LATER:
            known["payment_method"] = "pm_card_chargeCustomerFail"
        status, made = self._do("payment_intents", known)
        if status == 402:
            charge = self._get(f"charges/{made['error']['charge']}")
            made = self._get(f"payment_intents/{charge['payment_intent']}")
        elif status != 200:
            return status, made
        self._more[made["id"]] = {name: form[name] for name in ("description", "setup_future_usage") if name in form}
        self._tell("payment_intent.created", self._intent(made, []))
        if "confirm" in form:
            shown = self._after_attempt(made["id"])
            if shown["status"] == "requires_action":
                return declined("authentication_required", "This payment requires authentication.", shown)
            if shown["status"] != "succeeded":
                return declined("card_declined", "Your card was declined.", shown)
        return 200, self._intent(made, _expanded(form))

    def _show_intent(self, form: Form, intent_id: str) -> Answer:
        found = self._peer.get(f"/v1/payment_intents/{intent_id}")
        if found.status_code == 404:
            return refusal(404, "resource_missing", f"No such payment_intent: '{intent_id}'")
        return 200, self._intent(found.json(), _expanded(form))

    def _cancel_intent(self, form: Form, intent_id: str) -> Answer:
        status, found = self._do(f"payment_intents/{intent_id}/cancel", {})
        if status != 200:
            return refusal(status, "payment_intent_unexpected_state", "You cannot cancel this PaymentIntent")
        self._tell("payment_intent.canceled", self._intent(found, []))
        return 200, self._intent(found, _expanded(form))

    def _create_refund(self, form: Form) -> Answer:
        found = self._peer.get(f"/v1/payment_intents/{form['payment_intent']}")
        if found.status_code == 404:
            return refusal(404, "resource_missing", "No such payment_intent")
        intent = found.json()
        if intent["status"] != "succeeded":
            return refusal(400, None, "This PaymentIntent does not have a successful charge to refund.")
        left = intent["latest_charge"]["amount"] - intent["latest_charge"]["amount_refunded"]
        if left == 0:
            return refusal(400, "charge_already_refunded", "Charge has already been refunded.")
        if int(form["amount"]) > left:
            return refusal(400, None, "Refund amount is greater than unrefunded amount on charge")
        status, made = self._do("refunds", form)
        if status == 200:
            self._tell("refund.created", made)
            shown = self._intent(self._get(f"payment_intents/{intent['id']}"), ["latest_charge"])
            self._tell("charge.refunded", shown["latest_charge"])
        return status, made

    def _list_intents(self, form: Form) -> Answer:
        expanded = [name.removeprefix("data.") for name in _expanded(form)]
        found = [self._intent(intent, expanded) for intent in self._everything("payment_intents")]
        return 200, _page("/v1/payment_intents", found, form)

    def _list_refunds(self, form: Form) -> Answer:
        wanted = form.get("payment_intent")
        found = [made for made in self._everything("refunds") if wanted in {None, made["payment_intent"]}]
        return 200, _page("/v1/refunds", found, form)

    def _open_portal(self, form: Form) -> Answer:
        self._get(f"customers/{form['customer']}")
        url = f"https://billing.stripe.com/p/session/test_{uuid4().hex}"
        return 200, {"id": f"bps_{uuid4().hex}", "object": "billing_portal.session", "url": url, **form}

    def _intent(self, found: dict[str, Any], expanded: list[str]) -> dict[str, Any]:
        """As Stripe shows it now: the charge by its id unless it is asked for, without the old list of charges."""
        charge = found["latest_charge"]
        shown = {"description": None, "setup_future_usage": None, **found, **self._more.get(found["id"], {})}
        del shown["charges"]
        wanted = any(name.split(".")[0] == "latest_charge" for name in expanded)
        shown["latest_charge"] = charge and (self._charge(charge, found, expanded) if wanted else charge["id"])
        return shown

    def _charge(self, charge: dict[str, Any], intent: dict[str, Any], expanded: list[str]) -> dict[str, Any]:
        details = {"type": "card", "card": self._card(charge["payment_method"])}
        shown = {**charge, "metadata": intent["metadata"], "payment_method_details": details}
        if "latest_charge.balance_transaction" in expanded and self.fees_are_known and charge["balance_transaction"]:
            booked = self._get(f"balance_transactions/{charge['balance_transaction']}")
            fee = (booked["amount"] * 29 + 500) // 1000 + 30
            shown["balance_transaction"] = {**booked, "fee": fee, "net": booked["amount"] - fee}
        return shown

    def _card(self, method: str) -> dict[str, str]:
        number = self._cards.get(method, "4242424242424242")
        return {"brand": "mastercard" if number.startswith("5") else "visa", "last4": number[-4:]}

    def _tell(self, kind: str, thing: dict[str, Any], *, before: dict[str, Any] | None = None) -> None:
        event = {
            "id": f"evt_{uuid4().hex[:24]}",
            "object": "event",
            "api_version": "2026-10-28.endive",
            "created": int(time.time()),
            "data": {"object": thing, **({"previous_attributes": before} if before else {})},
            "livemode": False,
            "type": kind,
        }
        self.relay.take(orjson.dumps(event))

    def _get(self, path: str) -> Any:
        return self._peer.get(f"/v1/{path}").raise_for_status().json()

    def _do(self, path: str, form: Form) -> Answer:
        answer = self._peer.post(f"/v1/{path}", data=form)
        return answer.status_code, answer.json()

    def _everything(self, kind: str) -> list[dict[str, Any]]:
        """All of a kind, the newest first."""
        found = self._peer.get(f"/v1/{kind}", params={"limit": 1_000_000}).raise_for_status().json()["data"]
        return list(reversed(found)) if kind != "refunds" else list(found)


_UNKNOWN_THERE = ("automatic_payment_methods", "setup_future_usage", "description", "expand")
_DECLINED_LATER = "4000000000000341"
_AS_KNOWN_THERE = {
    # It declines these when they are attached to a customer, and this one when it is charged.
    "4000000000000002": "4000000000000341",
    _DECLINED_LATER: "4242424242424242",
}


def refusal(status: int, code: str | None, message: str, kind: str = "invalid_request_error") -> Answer:
    """An error as Stripe writes it."""
    error = {"type": kind, "message": message, **({"code": code} if code else {})}
    return status, {"error": error}


def declined(code: str, message: str, intent: dict[str, Any]) -> Answer:
    """A declined card as Stripe writes it."""
    status, body = refusal(402, code, message, "card_error")
    body["error"]["payment_intent"] = intent
    return status, body


def _expanded(form: Form) -> list[str]:
    return [value for name, value in form.items() if name.startswith("expand[")]


def _page(url: str, found: list[dict[str, Any]], form: Form) -> dict[str, Any]:
    since = int(form.get("created[gte]", "0"))
    found = [thing for thing in found if thing["created"] >= since]
    ids = [thing["id"] for thing in found]
    start = ids.index(form["starting_after"]) + 1 if "starting_after" in form else 0
    limit = int(form.get("limit", "10"))
    assert 1 <= limit <= 100
    page = found[start : start + limit]
    return {"object": "list", "url": url, "data": page, "has_more": start + limit < len(found)}

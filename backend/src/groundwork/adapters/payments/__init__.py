"""Who takes the money: Stripe, or a sandbox that behaves like it and takes none."""

from groundwork.adapters.payments.sandbox import SandboxProvider
from groundwork.kernel.crypto import sign
from groundwork.kernel.database import Database
from groundwork.kernel.payment_provider import PaymentProvider
from groundwork.kernel.settings import Settings


def open_payment_provider(settings: Settings, database: Database) -> PaymentProvider:
    """Stripe when it has a key, else the sandbox, whose books are in ``database``."""
    if settings.stripe_secret_key:
        from groundwork.adapters.payments.stripe import StripeProvider  # the SDK takes memory that few need

        return StripeProvider(settings)
    return SandboxProvider(database, webhook_secret(settings))


def webhook_secret(settings: Settings) -> str:
    """What signs the events of the sandbox: the setting, or a secret of its own made from the house's."""
    if settings.stripe_webhook_secret:
        return settings.stripe_webhook_secret.get_secret_value()
    return "whsec_" + sign(settings.session_secret.get_secret_value(), "sandbox webhook")

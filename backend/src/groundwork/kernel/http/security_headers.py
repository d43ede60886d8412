"""The headers of chapter 11.3 on every answer."""

from groundwork.kernel.settings import Settings

_POLICY = (
    "default-src 'self'; script-src 'self'{stripe_scripts}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: https:; font-src 'self'; connect-src 'self'{stripe_api}; {stripe_frames}"
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
_STRIPE_SCRIPTS = " https://js.stripe.com https://*.js.stripe.com"
_STRIPE_FRAMES = f"frame-src 'self'{_STRIPE_SCRIPTS} https://hooks.stripe.com; "

RawHeaders = list[tuple[bytes, bytes]]


def security_headers(settings: Settings) -> RawHeaders:
    """What is added to every answer; made once.

    Where Stripe takes the money, its card form comes from its own addresses, in frames that we cannot look into.
    """
    stripe = bool(settings.stripe_secret_key and settings.stripe_publishable_key)
    headers = {
        "content-security-policy": _POLICY.format(
            stripe_scripts=_STRIPE_SCRIPTS if stripe else "",
            stripe_api=" https://api.stripe.com" if stripe else "",
            stripe_frames=_STRIPE_FRAMES if stripe else "",
        ),
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "referrer-policy": "strict-origin-when-cross-origin",
        "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(self)",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-site",
    }
    if settings.is_production:
        headers["strict-transport-security"] = "max-age=31536000; includeSubDomains"
    return [(name.encode(), value.encode()) for name, value in headers.items()]

"""Limits on guessing passwords (ASVS 2.4.1, 6.3.1), without a way to lock an owner out.

A device that the user has signed in with before is counted by itself: whatever a stranger does, it gets in.
"""

from dataclasses import dataclass
from uuid import UUID

from groundwork.kernel.crypto import digest, is_signed, sign
from groundwork.kernel.errors import RateLimitExceeded
from groundwork.kernel.http.addresses import limit_subject
from groundwork.kernel.ids import uuid7
from groundwork.kernel.rate_limits import RateLimiter
from groundwork.kernel.rates import Rate
from groundwork.kernel.settings import Settings

PER_ACCOUNT_AND_ADDRESS = Rate(5, 900)
PER_ACCOUNT = Rate(50, 900)
PER_ADDRESS = Rate(50, 900)
PER_DEVICE = Rate(10, 900)
_MESSAGE = "Too many login attempts. Please try again in 15 minutes"


def device_cookie_for(settings: Settings, user_id: UUID) -> str:
    """A cookie value that says: this device has signed in as this user."""
    device = uuid7().hex
    return f"{device}.{sign(settings.session_secret.get_secret_value(), 'device', device, str(user_id))}"


def device_of(settings: Settings, cookie: str | None, user_id: UUID | None) -> str | None:
    """The device that a cookie names, when the user has signed in with it before."""
    if cookie is None or user_id is None:
        return None
    device, _, signature = cookie.partition(".")
    secret = settings.session_secret.get_secret_value()
    return device if is_signed(signature, secret, "device", device, str(user_id)) else None


@dataclass(frozen=True, slots=True)
class SignInThrottle:
    """The counters of one attempt.

    Each attempt counts before it is checked, so that a hundred at once count as many.
    """

    limiter: RateLimiter
    email: str
    address: str | None
    device: str | None

    async def count(self) -> None:
        """Count an attempt.

        Raises:
            RateLimitExceeded: there were too many.
        """
        for key, rate in self._counters():
            window = await self.limiter.hit(key, rate)
            if window.exceeded:
                raise RateLimitExceeded(_MESSAGE, retry_after=window.retry_after)

    async def forgive(self) -> None:
        """The attempt was right: it counts nowhere, nor do those before it for this account from here."""
        (own, _), *shared = self._counters()
        await self.limiter.clear(own)
        for key, _ in shared:
            await self.limiter.take_back(key)

    async def start_over(self) -> None:
        """The owner has shown who they are by other means: earlier attempts from here no longer count."""
        await self.limiter.clear(self._counters()[0][0])

    def _counters(self) -> list[tuple[str, Rate]]:
        account = digest(self.email)
        if self.device is not None:
            return [(f"sign-in:device:{self.device}", PER_DEVICE)]
        address = limit_subject(self.address)
        return [
            (f"sign-in:account:{account}:address:{address}", PER_ACCOUNT_AND_ADDRESS),
            (f"sign-in:account:{account}", PER_ACCOUNT),
            (f"sign-in:address:{address}", PER_ADDRESS),
        ]

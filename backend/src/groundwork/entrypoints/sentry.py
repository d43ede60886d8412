"""Reporting unexpected errors to Sentry, when it is configured."""

from groundwork import __version__
from groundwork.kernel.settings import Settings


def set_up_sentry(settings: Settings) -> None:
    """Start reporting, without personal data. Does nothing, and loads nothing, without ``SENTRY_DSN``."""
    if settings.sentry_dsn is None:
        return
    import sentry_sdk

    sentry_sdk.init(
        dsn=settings.sentry_dsn.get_secret_value(),
        environment=settings.node_env,
        release=f"groundwork@{__version__}",
        send_default_pii=False,
        include_local_variables=False,
    )

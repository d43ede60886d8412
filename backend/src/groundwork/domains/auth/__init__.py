"""Auth: signing in, sessions, tokens, forgotten passwords.

Calls ``accounts`` and ``audit``; hears ``UserRegistered``, ``UserInvited``,
``EmailChangeRequested`` and ``UserDeactivated``.
"""

from pathlib import Path

from groundwork.domains.accounts.events import EmailChangeRequested, UserDeactivated, UserInvited, UserRegistered
from groundwork.domains.auth import recovery, sessions
from groundwork.domains.auth.authenticator import SessionAuthenticator
from groundwork.domains.auth.jobs import jobs
from groundwork.domains.auth.models import MailToken, OAuthAccount, Session
from groundwork.domains.auth.policy import permissions
from groundwork.domains.auth.routes import auth, users
from groundwork.domains.auth.seeds import seeds
from groundwork.kernel.domain import Domain
from groundwork.kernel.events import Subscriber
from groundwork.kernel.personal_data import rows_of

domain = Domain(
    "auth",
    routers=[auth, users],
    models=[Session, OAuthAccount, MailToken],
    permissions=permissions,
    jobs=jobs,
    subscribers=[
        Subscriber(UserRegistered, recovery.welcome),
        Subscriber(UserInvited, recovery.invite),
        Subscriber(EmailChangeRequested, recovery.request_email_change),
        Subscriber(UserDeactivated, sessions.end_all_of),
    ],
    seeds=seeds,
    authenticators=[SessionAuthenticator],
    personal_data=[
        rows_of(Session, secret={"token", "refresh_token", "previous_refresh_token"}),
        rows_of(OAuthAccount, secret={"access_token", "refresh_token"}),
        rows_of(MailToken, secret={"digest"}),
    ],
    mail_templates=Path(__file__).parent / "mails",
)

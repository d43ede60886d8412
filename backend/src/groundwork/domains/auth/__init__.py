"""Auth: signing in, sessions, tokens, forgotten passwords.

Calls ``accounts`` and ``audit``; hears ``UserRegistered``, ``UserInvited`` and
``EmailChangeRequested``.
"""

from pathlib import Path

from groundwork.domains.accounts.events import EmailChangeRequested, UserInvited, UserRegistered
from groundwork.domains.auth import recovery
from groundwork.domains.auth.authenticator import SessionAuthenticator
from groundwork.domains.auth.jobs import jobs
from groundwork.domains.auth.models import MailToken, OAuthAccount, Session
from groundwork.domains.auth.policy import permissions
from groundwork.domains.auth.routes import auth, users
from groundwork.domains.auth.seeds import seeds
from groundwork.kernel.domain import Domain
from groundwork.kernel.events import Subscriber

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
    ],
    seeds=seeds,
    authenticators=[SessionAuthenticator],
    mail_templates=Path(__file__).parent / "mails",
)

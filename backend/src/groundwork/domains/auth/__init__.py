"""Auth: signing in, sessions, tokens, forgotten passwords.

Calls ``accounts`` and ``audit``; hears ``UserRegistered``, ``UserInvited``, ``EmailChangeRequested``,
``UserDeactivated`` and ``AccountClaimed``.
"""

from pathlib import Path

from groundwork.domains.accounts.events import (
    AccountClaimed,
    EmailChangeRequested,
    UserDeactivated,
    UserInvited,
    UserRegistered,
)
from groundwork.domains.auth import recovery, sessions
from groundwork.domains.auth.authenticator import SessionAuthenticator
from groundwork.domains.auth.claims import forget_ways_in
from groundwork.domains.auth.factors.models import (
    Passkey,
    PasskeyChallenge,
    RecoveryCode,
    SignInChallenge,
    TotpFactor,
)
from groundwork.domains.auth.factors.routes import factors
from groundwork.domains.auth.jobs import jobs
from groundwork.domains.auth.mfa_routes import sign_in
from groundwork.domains.auth.models import MailToken, OAuthAccount, Session
from groundwork.domains.auth.oauth.callback import callbacks
from groundwork.domains.auth.oauth.jobs import jobs as oauth_jobs
from groundwork.domains.auth.oauth.models import OAuthAttempt
from groundwork.domains.auth.oauth.routes import oauth
from groundwork.domains.auth.policy import permissions
from groundwork.domains.auth.routes import auth, users
from groundwork.domains.auth.seeds import seeds
from groundwork.kernel.domain import Domain
from groundwork.kernel.events import Subscriber
from groundwork.kernel.personal_data import rows_of

domain = Domain(
    "auth",
    routers=[auth, users, sign_in, factors, oauth, callbacks],
    models=[
        Session,
        OAuthAccount,
        MailToken,
        OAuthAttempt,
        TotpFactor,
        RecoveryCode,
        Passkey,
        SignInChallenge,
        PasskeyChallenge,
    ],
    permissions=permissions,
    jobs=[*jobs, *oauth_jobs],
    subscribers=[
        Subscriber(UserRegistered, recovery.welcome),
        Subscriber(UserDeactivated, sessions.end_all_of),
        Subscriber(UserInvited, recovery.invite),
        Subscriber(EmailChangeRequested, recovery.request_email_change),
        Subscriber(AccountClaimed, forget_ways_in),
    ],
    seeds=seeds,
    authenticators=[SessionAuthenticator],
    personal_data=[
        rows_of(Session, secret={"token", "refresh_token", "previous_refresh_token"}),
        rows_of(OAuthAccount, secret={"access_token", "refresh_token"}),
        rows_of(MailToken, secret={"digest"}),
        rows_of(OAuthAttempt, secret={"state_digest", "browser_digest", "verifier", "nonce"}),
        rows_of(TotpFactor, secret={"secret"}),
        rows_of(RecoveryCode, secret={"digest"}),
        rows_of(Passkey, secret={"public_key"}),
        rows_of(SignInChallenge, secret={"digest"}),
        rows_of(PasskeyChallenge, secret={"digest"}),
    ],
    mail_templates=Path(__file__).parent / "mails",
)

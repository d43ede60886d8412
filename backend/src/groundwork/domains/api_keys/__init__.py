"""API keys: access for programs, in a user's name and never beyond it.

Calls ``accounts`` and ``audit``; recognizes keys; hears ``UserDeactivated`` and ``AccountClaimed``.
"""

from pathlib import Path

from groundwork.domains.accounts.events import AccountClaimed, UserDeactivated
from groundwork.domains.api_keys import service
from groundwork.domains.api_keys.authenticator import ApiKeyAuthenticator
from groundwork.domains.api_keys.jobs import jobs
from groundwork.domains.api_keys.models import ApiKey
from groundwork.domains.api_keys.policy import permissions
from groundwork.domains.api_keys.routes import api_keys
from groundwork.kernel.domain import Domain
from groundwork.kernel.events import Subscriber
from groundwork.kernel.personal_data import rows_of

domain = Domain(
    "api_keys",
    routers=[api_keys],
    models=[ApiKey],
    permissions=permissions,
    jobs=jobs,
    subscribers=[
        Subscriber(UserDeactivated, service.revoke_all_of),
        Subscriber(AccountClaimed, service.revoke_all_of),
    ],
    authenticators=[ApiKeyAuthenticator],
    personal_data=[rows_of(ApiKey, "user_id", secret={"digest"})],
    mail_templates=Path(__file__).parent / "mails",
)

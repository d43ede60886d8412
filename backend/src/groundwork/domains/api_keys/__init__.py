"""API keys: access for programs, in a user's name and never beyond it.

Calls ``accounts`` and ``audit``; recognizes keys.
"""

from pathlib import Path

from groundwork.domains.api_keys.authenticator import ApiKeyAuthenticator
from groundwork.domains.api_keys.jobs import jobs
from groundwork.domains.api_keys.models import ApiKey
from groundwork.domains.api_keys.policy import permissions
from groundwork.domains.api_keys.routes import api_keys
from groundwork.kernel.domain import Domain
from groundwork.kernel.personal_data import rows_of

domain = Domain(
    "api_keys",
    routers=[api_keys],
    models=[ApiKey],
    permissions=permissions,
    jobs=jobs,
    authenticators=[ApiKeyAuthenticator],
    personal_data=[rows_of(ApiKey, "user_id", secret={"digest"})],
    mail_templates=Path(__file__).parent / "mails",
)

"""Search over everything that the asker may see. Knows no other domain: what can be found, their manifests say."""

from groundwork.domains.search.policy import permissions
from groundwork.domains.search.routes import everything
from groundwork.kernel.domain import Domain

domain = Domain("search", routers=[everything], permissions=permissions)

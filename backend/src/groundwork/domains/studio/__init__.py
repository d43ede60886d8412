"""Studio: what operators look at and act upon. On top of all domains; publishes nothing."""

from groundwork.domains.studio.policy import permissions
from groundwork.domains.studio.routes import admin
from groundwork.kernel.domain import Domain

domain = Domain("studio", routers=[admin], permissions=permissions)

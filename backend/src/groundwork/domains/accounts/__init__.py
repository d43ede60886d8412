"""Accounts: users and their profiles. Calls ``audit``; publishes ``UserRegistered``."""

from groundwork.domains.accounts.models import User, UserProfile
from groundwork.domains.accounts.policy import permissions
from groundwork.domains.accounts.roles import roles
from groundwork.domains.accounts.routes import users
from groundwork.kernel.domain import Domain

domain = Domain("accounts", routers=[users, roles], models=[User, UserProfile], permissions=permissions)

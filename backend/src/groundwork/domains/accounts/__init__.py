"""Accounts: users, their profiles and pictures; what is kept about them, and how it leaves and is forgotten.

Calls ``audit``; publishes ``UserRegistered``, ``UserInvited``, ``EmailChangeRequested``, ``UserDeactivated`` and
``UserErased``.
"""

from pathlib import Path

from groundwork.domains.accounts import service
from groundwork.domains.accounts.avatar_routes import shown_avatars, user_avatars
from groundwork.domains.accounts.jobs import jobs
from groundwork.domains.accounts.models import DataExport, Erasure, User, UserProfile
from groundwork.domains.accounts.personal_data import personal_data
from groundwork.domains.accounts.personal_data_routes import archives, personal
from groundwork.domains.accounts.policy import permissions
from groundwork.domains.accounts.queries import found_users
from groundwork.domains.accounts.roles import roles
from groundwork.domains.accounts.routes import users
from groundwork.domains.accounts.seeds import seeds
from groundwork.kernel.domain import Domain

domain = Domain(
    "accounts",
    routers=[users, roles, user_avatars, personal, archives, shown_avatars],
    models=[User, UserProfile, DataExport, Erasure],
    permissions=permissions,
    jobs=jobs,
    knows_people=[service.names_of],
    searchables=[found_users],
    seeds=seeds,
    personal_data=personal_data,
    mail_templates=Path(__file__).parent / "mails",
)

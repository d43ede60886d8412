"""Teams: their members, roles and invitations. Says whom a manager manages.

Calls ``auth``, ``accounts`` and ``audit``.
"""

from groundwork.kernel.domain import Domain

domain = Domain("teams")

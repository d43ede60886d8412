"""/roles: the permission matrix, for everybody to read."""

from pydantic import Field

from groundwork.domains.accounts.policy import READ_ROLES
from groundwork.kernel.http.authorization import requires
from groundwork.kernel.http.dependencies import Running
from groundwork.kernel.http.envelope import Envelope, Output, Success, etag_of
from groundwork.kernel.http.openapi import VERSIONED
from groundwork.kernel.http.routing import router
from groundwork.kernel.permissions import Matrix, Role

roles = router("/roles", "roles")


class RoleOut(Output):
    """A role."""

    name: Role
    description: str


class PermissionOut(Output):
    """A row of the matrix."""

    name: str = Field(examples=["users:update:team"])
    description: str
    roles: list[Role]
    in_person: bool = Field(description="Only for who signed in; neither by API key nor in another's name")
    grantable: bool = Field(description="Whether an API key can have it as a scope")


class MatrixOut(Output):
    """Who may do what."""

    roles: list[RoleOut]
    permissions: list[PermissionOut]


def matrix_out(matrix: Matrix) -> MatrixOut:
    """The matrix as it is shown: roles the most powerful first, permissions in the order of the domains."""
    return MatrixOut(
        roles=[RoleOut(name=role, description=role.description) for role in Role],
        permissions=[
            PermissionOut(
                name=row.name,
                description=row.description,
                roles=[role for role in Role if role in row.roles],
                in_person=row.in_person,
                grantable=row.grantable,
            )
            for row in matrix.permissions
        ],
    )


@roles.get("", response_model=Success[MatrixOut], responses=VERSIONED)
@requires(READ_ROLES)
async def list_roles(runtime: Running) -> Envelope:
    """List the roles and the permissions that each holds."""
    body = matrix_out(runtime.matrix)
    return Envelope(body, etag=etag_of(body))

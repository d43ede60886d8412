"""create teams tables"""

from alembic import op

revision = "20261122143000"
down_revision = "20261122142001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
        CREATE TABLE teams (
            id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
            name VARCHAR(80) NOT NULL,
            slug VARCHAR(60) NOT NULL CONSTRAINT teams_slug_key UNIQUE,
            description TEXT,
            created_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
            updated_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW()
        );
        CREATE INDEX idx_teams_created_at ON teams (created_at);

        CREATE TABLE team_members (
            id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
            team_id UUID NOT NULL REFERENCES teams (id) ON DELETE CASCADE,
            user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
            role VARCHAR(20) NOT NULL,
            created_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
            updated_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
            CONSTRAINT team_members_team_id_user_id_key UNIQUE (team_id, user_id),
            CONSTRAINT team_members_role_check CHECK (role IN ('owner', 'manager', 'member'))
        );
        CREATE INDEX idx_team_members_user_id ON team_members (user_id);

        CREATE TABLE team_invitations (
            id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
            team_id UUID NOT NULL REFERENCES teams (id) ON DELETE CASCADE,
            email VARCHAR(255) NOT NULL,
            role VARCHAR(20) NOT NULL,
            digest VARCHAR(64) NOT NULL,
            invited_by UUID REFERENCES users (id) ON DELETE SET NULL,
            expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
            accepted_at TIMESTAMP WITH TIME ZONE,
            revoked_at TIMESTAMP WITH TIME ZONE,
            created_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
            updated_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
            CONSTRAINT team_invitations_role_check CHECK (role IN ('owner', 'manager', 'member'))
        );
        CREATE UNIQUE INDEX idx_team_invitations_open ON team_invitations (team_id, email)
            WHERE accepted_at IS NULL AND revoked_at IS NULL;
        CREATE UNIQUE INDEX idx_team_invitations_digest ON team_invitations (digest);
        CREATE INDEX idx_team_invitations_team_id ON team_invitations (team_id, created_at);
        CREATE INDEX idx_team_invitations_email ON team_invitations (email);
        CREATE INDEX idx_team_invitations_invited_by ON team_invitations (invited_by);
        CREATE INDEX idx_team_invitations_expires_at ON team_invitations (expires_at);
    """)


def downgrade() -> None:
    op.execute("DROP TABLE team_invitations, team_members, teams")

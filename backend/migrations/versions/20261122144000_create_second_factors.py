"""create second factors

Authenticator apps, recovery codes, passkeys, and the challenges of sign-ins that wait for one of them.
"""

from alembic import op

revision = "20261122144000"
down_revision = "20261122143000"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
        CREATE TABLE totp_factors (
            id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
            user_id UUID NOT NULL CONSTRAINT totp_factors_user_id_key UNIQUE REFERENCES users (id) ON DELETE CASCADE,
            secret TEXT NOT NULL,
            activated_at TIMESTAMP WITH TIME ZONE,
            last_step BIGINT NOT NULL DEFAULT 0,
            created_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
            updated_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW()
        );
        CREATE TABLE recovery_codes (
            id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
            user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
            digest VARCHAR(64) NOT NULL,
            created_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
            updated_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
            CONSTRAINT recovery_codes_user_id_digest_key UNIQUE (user_id, digest)
        );
        CREATE TABLE passkeys (
            id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
            user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
            name VARCHAR(100) NOT NULL,
            credential_id VARCHAR(1400) NOT NULL CONSTRAINT passkeys_credential_id_key UNIQUE,
            public_key BYTEA NOT NULL,
            sign_count BIGINT NOT NULL DEFAULT 0,
            transports JSONB NOT NULL DEFAULT '[]',
            backed_up BOOLEAN NOT NULL DEFAULT FALSE,
            last_used_at TIMESTAMP WITH TIME ZONE,
            created_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
            updated_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW()
        );
        CREATE INDEX idx_passkeys_user_id ON passkeys (user_id);
        CREATE TABLE sign_in_challenges (
            id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
            user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
            digest VARCHAR(64) NOT NULL CONSTRAINT sign_in_challenges_digest_key UNIQUE,
            first_factor VARCHAR(50) NOT NULL,
            attempts INTEGER NOT NULL DEFAULT 0,
            expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
            created_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
            updated_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW()
        );
        CREATE INDEX idx_sign_in_challenges_user_id ON sign_in_challenges (user_id);
        CREATE INDEX idx_sign_in_challenges_expires_at ON sign_in_challenges (expires_at);
        CREATE TABLE passkey_challenges (
            id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
            user_id UUID REFERENCES users (id) ON DELETE CASCADE,
            digest VARCHAR(64) NOT NULL CONSTRAINT passkey_challenges_digest_key UNIQUE,
            purpose VARCHAR(50) NOT NULL,
            bound_to UUID,
            expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
            created_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
            updated_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW()
        );
        CREATE INDEX idx_passkey_challenges_user_id ON passkey_challenges (user_id);
        CREATE INDEX idx_passkey_challenges_expires_at ON passkey_challenges (expires_at);
    """)


def downgrade() -> None:
    op.execute("""
        DROP TABLE passkey_challenges;
        DROP TABLE sign_in_challenges;
        DROP TABLE passkeys;
        DROP TABLE recovery_codes;
        DROP TABLE totp_factors;
    """)

"""create reports tables"""

from alembic import op

revision = "20261122091700"
down_revision = "20261122091600"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
        CREATE TABLE reports (
            id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
            kind VARCHAR(10) NOT NULL,
            month CHAR(7) NOT NULL,
            status VARCHAR(10) NOT NULL DEFAULT 'queued',
            figures JSONB NOT NULL DEFAULT '[]',
            interruptions INTEGER NOT NULL DEFAULT 0,
            finished_at TIMESTAMP WITH TIME ZONE,
            created_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
            updated_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
            CONSTRAINT reports_kind_check CHECK (kind IN ('sales', 'tax')),
            CONSTRAINT reports_status_check CHECK (status IN ('queued', 'completed', 'failed')),
            CONSTRAINT reports_month_check CHECK (month ~ '^[0-9]{4}-(0[1-9]|1[0-2])$')
        );
        CREATE UNIQUE INDEX idx_reports_month ON reports (month, kind);
        CREATE INDEX idx_reports_created_at ON reports (created_at, id);

        CREATE TABLE revenue_days (
            day DATE NOT NULL,
            currency CHAR(3) NOT NULL,
            orders INTEGER NOT NULL,
            subscriptions INTEGER NOT NULL,
            gross_minor BIGINT NOT NULL,
            refunds_minor BIGINT NOT NULL,
            tax_minor BIGINT NOT NULL,
            fees_minor BIGINT NOT NULL,
            CONSTRAINT revenue_days_pkey PRIMARY KEY (day, currency)
        );
    """)


def downgrade() -> None:
    op.execute("DROP TABLE revenue_days, reports")

"""create ledger tables

Double entry: the database refuses to change what was posted, and to take lines that do not sum to zero.
"""

from alembic import op

revision = "20261122091300"
down_revision = "20261122091250"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
        CREATE TABLE ledger_transactions (
            id UUID PRIMARY KEY,
            kind VARCHAR(40) NOT NULL,
            reference VARCHAR(80) NOT NULL,
            key VARCHAR(200) NOT NULL CONSTRAINT ledger_transactions_key_key UNIQUE,
            memo VARCHAR(200) NOT NULL DEFAULT '',
            currency CHAR(3) NOT NULL,
            created_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW()
        );
        CREATE INDEX idx_ledger_transactions_created_at ON ledger_transactions (created_at, id);
        CREATE INDEX idx_ledger_transactions_reference ON ledger_transactions (reference, created_at);

        CREATE TABLE ledger_lines (
            transaction_id UUID NOT NULL REFERENCES ledger_transactions (id) ON DELETE RESTRICT,
            position SMALLINT NOT NULL,
            account VARCHAR(20) NOT NULL,
            amount_minor BIGINT NOT NULL,
            CONSTRAINT ledger_lines_pkey PRIMARY KEY (transaction_id, position),
            CONSTRAINT ledger_lines_amount_check CHECK (amount_minor <> 0),
            CONSTRAINT ledger_lines_position_check CHECK (position > 0)
        );

        CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION 'The ledger is only added to: % refused', TG_OP USING ERRCODE = 'insufficient_privilege';
        END;
        $$;
        CREATE TRIGGER ledger_transactions_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_transactions
            FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
        CREATE TRIGGER ledger_lines_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_lines
            FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();

        CREATE FUNCTION ledger_balance() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            -- All lines of a transaction come at once, so none is added to it later.
            IF EXISTS (SELECT 1 FROM added GROUP BY transaction_id HAVING sum(amount_minor) <> 0 OR min(position) <> 1)
            THEN
                RAISE EXCEPTION 'The lines of a transaction come together and sum to zero'
                    USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_lines_balance';
            END IF;
            RETURN NULL;
        END;
        $$;
        CREATE TRIGGER ledger_lines_balanced AFTER INSERT ON ledger_lines REFERENCING NEW TABLE AS added
            FOR EACH STATEMENT EXECUTE FUNCTION ledger_balance();
    """)


def downgrade() -> None:
    op.execute("""
        DROP TABLE ledger_lines, ledger_transactions;
        DROP FUNCTION ledger_balance, ledger_refuse;
    """)

"""create job queue

The tables and functions are the queue library's own; what its later releases change comes as later migrations here.
"""

from alembic import op
from procrastinate.schema import SchemaManager

revision = "20261122080000"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(SchemaManager.get_schema().replace(":", "\\:"))
    op.execute("""
        CREATE TABLE job_completions (
            job_id BIGINT PRIMARY KEY,
            completed_at TIMESTAMP WITH TIME ZONE NOT NULL
        )""")


def downgrade() -> None:
    op.execute("""
        DROP TABLE job_completions;
        DROP TABLE procrastinate_events, procrastinate_periodic_defers, procrastinate_jobs, procrastinate_workers
        CASCADE; DO $$
        DECLARE leftover record;
        BEGIN
            FOR leftover IN SELECT oid\\:\\:regprocedure AS name FROM pg_proc
                            WHERE proname LIKE 'procrastinate_%' AND pronamespace = 'public'\\:\\:regnamespace
            LOOP EXECUTE 'DROP FUNCTION ' || leftover.name || ' CASCADE'; END LOOP;
            FOR leftover IN SELECT typname AS name FROM pg_type
                            WHERE typname LIKE 'procrastinate_%' AND typnamespace = 'public'\\:\\:regnamespace
            LOOP EXECUTE 'DROP TYPE ' || leftover.name || ' CASCADE'; END LOOP;
        END $$;
    """)

"""tell of jobs after the commit

A job that a process of ours puts into the queue is told to the workers once it is true, by that process, as changes of
lists are: PostgreSQL lets one notifying transaction at a time commit. A job for later wakes nobody.
"""

from alembic import op

revision = "20261122091800"
down_revision = "20261122091700"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
        CREATE OR REPLACE FUNCTION procrastinate_notify_queue_job_inserted_v1() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE
            payload TEXT := json_build_object('type', 'job_inserted', 'job_id', NEW.id)\\:\\:text;
        BEGIN
            IF NEW.scheduled_at > now() THEN
                NULL;
            ELSIF current_setting('groundwork.tells', true) = 'on' THEN
                RAISE NOTICE USING MESSAGE = payload, ERRCODE = 'GW002';
            ELSE
                PERFORM pg_notify('procrastinate_queue_v1#' || NEW.queue_name, payload);
                PERFORM pg_notify('procrastinate_any_queue_v1', payload);
            END IF;
            RETURN NEW;
        END $$;
    """)


def downgrade() -> None:
    op.execute("""
        CREATE OR REPLACE FUNCTION procrastinate_notify_queue_job_inserted_v1() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE
            payload TEXT := json_build_object('type', 'job_inserted', 'job_id', NEW.id)\\:\\:text;
        BEGIN
            PERFORM pg_notify('procrastinate_queue_v1#' || NEW.queue_name, payload);
            PERFORM pg_notify('procrastinate_any_queue_v1', payload);
            RETURN NEW;
        END $$;
    """)

"""notify changes of sessions and users

Triggers tell every process which session or user changed, so that none serves an old one from memory.

A row that changes by hand in psql revokes what it must, too.
"""

from alembic import op

revision = "20261122080008"
down_revision = "20261122080007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
        CREATE FUNCTION notify_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            PERFORM pg_notify('groundwork_changes', TG_ARGV[0] || '\\:' || OLD.id);
            RETURN NULL;
        END;
        $$;
        CREATE TRIGGER sessions_ended AFTER DELETE ON sessions
            FOR EACH ROW EXECUTE FUNCTION notify_change('session');
        CREATE TRIGGER sessions_cut_short AFTER UPDATE OF user_id, ends_at ON sessions
            FOR EACH ROW EXECUTE FUNCTION notify_change('session');
        CREATE TRIGGER users_changed AFTER UPDATE ON users
            FOR EACH ROW
            WHEN ((OLD.email, OLD.first_name, OLD.last_name, OLD.profile_picture_url, OLD.role, OLD.email_verified,
                   OLD.is_active, OLD.deleted_at)
                  IS DISTINCT FROM
                  (NEW.email, NEW.first_name, NEW.last_name, NEW.profile_picture_url, NEW.role, NEW.email_verified,
                   NEW.is_active, NEW.deleted_at))
            EXECUTE FUNCTION notify_change('user');
        CREATE TRIGGER users_deleted AFTER DELETE ON users
            FOR EACH ROW EXECUTE FUNCTION notify_change('user');
    """)


def downgrade() -> None:
    op.execute("""
        DROP TRIGGER users_deleted ON users;
        DROP TRIGGER users_changed ON users;
        DROP TRIGGER sessions_cut_short ON sessions;
        DROP TRIGGER sessions_ended ON sessions;
        DROP FUNCTION notify_change();
    """)

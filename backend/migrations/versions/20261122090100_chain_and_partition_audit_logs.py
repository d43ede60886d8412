"""chain and partition audit logs

The table becomes one that is only ever added to: partitioned by month, its rows linked by hashes, its personal values
sealed under a key of the person's own (docs/decisions/0011-audit-trail.md). The rows that are there are carried over.
Going back keeps what is not personal.
"""

import base64
import hashlib
import json
import secrets

from alembic import op
from cryptography.fernet import Fernet
from sqlalchemy import text

revision = "20261122090100"
down_revision = "20261122090000"
branch_labels = None
depends_on = None

_NOBODY = "00000000-0000-0000-0000-000000000000"


def upgrade() -> None:
    op.execute("""
        ALTER TABLE audit_logs RENAME TO former_audit_logs;
        ALTER TABLE former_audit_logs DROP CONSTRAINT audit_logs_pkey;
        DROP INDEX idx_audit_logs_created_at, idx_audit_logs_actor_id, idx_audit_logs_resource;
    """)
    _create_tables()
    _create_chain()
    _create_guards()
    _create_partitions()
    _create_counting()
    op.execute("SELECT audit_make_partitions(3)")
    _carry_over()
    op.execute("DROP TABLE former_audit_logs")


def _create_tables() -> None:
    op.execute("""
        CREATE TABLE audit_logs (
            id UUID NOT NULL,
            created_at TIMESTAMP WITH TIME ZONE NOT NULL,
            chain SMALLINT NOT NULL,
            seq BIGINT NOT NULL,
            hash BYTEA NOT NULL,
            actor_id UUID,
            impersonator_id UUID,
            api_key_id UUID,
            action VARCHAR(100) NOT NULL,
            resource_type VARCHAR(50),
            resource_id VARCHAR(64),
            person_id UUID,
            changes JSONB NOT NULL,
            sealed_changes TEXT,
            sealed_origin TEXT,
            request_id VARCHAR(64),
            PRIMARY KEY (created_at, id)
        ) PARTITION BY RANGE (created_at);
        CREATE INDEX idx_audit_logs_chain ON audit_logs (chain, seq);
        CREATE INDEX idx_audit_logs_actor_id ON audit_logs (actor_id, created_at);
        CREATE INDEX idx_audit_logs_person_id ON audit_logs (person_id) WHERE person_id IS NOT NULL;
        CREATE INDEX idx_audit_logs_action ON audit_logs (action, created_at);
        CREATE INDEX idx_audit_logs_resource ON audit_logs (resource_type, resource_id, created_at);
        CREATE TABLE audit_logs_rest PARTITION OF audit_logs DEFAULT;

        CREATE TABLE audit_chains (
            chain SMALLINT PRIMARY KEY,
            last_seq BIGINT NOT NULL DEFAULT 0,
            last_hash BYTEA NOT NULL DEFAULT ''
        ) WITH (fillfactor = 10);
        INSERT INTO audit_chains (chain) SELECT generate_series(0, 63);

        CREATE TABLE audit_dropped (
            chain SMALLINT NOT NULL,
            first_seq BIGINT NOT NULL,
            last_seq BIGINT NOT NULL,
            last_hash BYTEA NOT NULL,
            signature VARCHAR(64) NOT NULL,
            dropped_at TIMESTAMP WITH TIME ZONE NOT NULL,
            PRIMARY KEY (chain, first_seq)
        );
        CREATE TABLE audit_checkpoints (
            number BIGINT PRIMARY KEY,
            created_at TIMESTAMP WITH TIME ZONE NOT NULL,
            heads JSONB NOT NULL,
            signature VARCHAR(64) NOT NULL
        );
        CREATE TABLE audit_counts (
            day DATE NOT NULL,
            action VARCHAR(100) NOT NULL,
            resource_type VARCHAR(50) NOT NULL,
            entries BIGINT NOT NULL,
            PRIMARY KEY (day, action, resource_type)
        );
        CREATE TABLE audit_counted (
            chain SMALLINT PRIMARY KEY,
            last_seq BIGINT NOT NULL
        );
        INSERT INTO audit_counted SELECT chain, 0 FROM audit_chains;
        CREATE TABLE audit_person_keys (
            person_id UUID PRIMARY KEY,
            key TEXT NOT NULL,
            created_at TIMESTAMP WITH TIME ZONE NOT NULL
        );
    """)


def _create_chain() -> None:
    """Each row gets its place in one of 64 chains.

    A transaction takes a chain that nobody else has at the moment, and has it until it ends: so audited transactions
    do not wait for one another, and within a chain the order is that of the commits.
    """
    op.execute("""
        CREATE FUNCTION audit_content(entry audit_logs) RETURNS BYTEA LANGUAGE sql STABLE PARALLEL SAFE AS $$
            SELECT sha256(convert_to(ROW(
                entry.id, (extract(epoch FROM entry.created_at) * 1000000)::BIGINT, entry.actor_id,
                entry.impersonator_id, entry.api_key_id, entry.action, entry.resource_type, entry.resource_id,
                entry.person_id, entry.changes, entry.sealed_changes, entry.sealed_origin, entry.request_id
            )::TEXT, 'UTF8'))
        $$;
        CREATE FUNCTION audit_link() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE
            space CONSTANT INTEGER := 1735852034;  -- 0x67770002, beside the house's other advisory locks
            chains CONSTANT INTEGER := 64;
            free INTEGER := pg_backend_pid() % chains;
            tried INTEGER := 0;
        BEGIN
            WHILE NOT pg_try_advisory_xact_lock(space, free) LOOP
                tried := tried + 1;
                IF tried = chains THEN
                    PERFORM pg_advisory_xact_lock(space, free);
                    EXIT;
                END IF;
                free := (free + 1) % chains;
            END LOOP;
            UPDATE audit_chains SET last_seq = last_seq + 1, last_hash = sha256(last_hash || audit_content(NEW))
            WHERE chain = free RETURNING chain, last_seq, last_hash INTO NEW.chain, NEW.seq, NEW.hash;
            RETURN NEW;
        END;
        $$;
        CREATE TRIGGER audit_logs_linked BEFORE INSERT ON audit_logs FOR EACH ROW EXECUTE FUNCTION audit_link();
    """)


def _create_guards() -> None:
    op.execute("""
        CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION 'The audit trail is only added to: % refused', TG_OP
                USING ERRCODE = 'insufficient_privilege';
        END;
        $$;
        CREATE TRIGGER audit_logs_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_logs
            FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
        CREATE TRIGGER audit_logs_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_logs_rest
            FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
        CREATE FUNCTION audit_key_gone() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            PERFORM pg_notify('groundwork_changes', 'audit-key:' || OLD.person_id);
            RETURN NULL;
        END;
        $$;
        CREATE TRIGGER audit_person_keys_gone AFTER DELETE ON audit_person_keys
            FOR EACH ROW EXECUTE FUNCTION audit_key_gone();
    """)


def _create_partitions() -> None:
    """Partitions for the months to come, and for those whose rows had none: their rows move into it."""
    op.execute("""
        CREATE FUNCTION audit_missing_months(ahead INTEGER) RETURNS DATE[] LANGUAGE sql STABLE AS $$
            SELECT array_agg(month ORDER BY month) FROM (
                SELECT (date_trunc('month', now() AT TIME ZONE 'UTC') + make_interval(months => later))::DATE AS month
                FROM generate_series(0, ahead) later
                UNION SELECT date_trunc('month', created_at AT TIME ZONE 'UTC')::DATE FROM audit_logs_rest
            ) months WHERE to_regclass('audit_logs_' || to_char(month, 'YYYY_MM')) IS NULL
        $$;
        CREATE FUNCTION audit_make_partitions(ahead INTEGER) RETURNS SETOF TEXT LANGUAGE plpgsql AS $$
        DECLARE
            month DATE;
            name TEXT;
            beginning TIMESTAMP WITH TIME ZONE;
            ending TIMESTAMP WITH TIME ZONE;
        BEGIN
            -- Usually there is nothing to do, and then nobody is to wait for a lock.
            IF audit_missing_months(ahead) IS NULL THEN RETURN; END IF;
            LOCK TABLE audit_logs_rest IN ACCESS EXCLUSIVE MODE;
            FOREACH month IN ARRAY coalesce(audit_missing_months(ahead), '{}') LOOP
                name := 'audit_logs_' || to_char(month, 'YYYY_MM');
                beginning := month::TIMESTAMP AT TIME ZONE 'UTC';
                ending := (month + INTERVAL '1 month') AT TIME ZONE 'UTC';
                EXECUTE format('CREATE TABLE %I (LIKE audit_logs)', name);
                EXECUTE format('INSERT INTO %I SELECT * FROM audit_logs_rest '
                               'WHERE created_at >= %L AND created_at < %L', name, beginning, ending);
                ALTER TABLE audit_logs_rest DISABLE TRIGGER audit_logs_kept;
                DELETE FROM audit_logs_rest WHERE created_at >= beginning AND created_at < ending;
                ALTER TABLE audit_logs_rest ENABLE TRIGGER audit_logs_kept;
                EXECUTE format('ALTER TABLE audit_logs ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
                               name, beginning, ending);
                EXECUTE format('CREATE TRIGGER audit_logs_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON %I '
                               'FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()', name);
                RETURN NEXT name;
            END LOOP;
        END;
        $$;
    """)


def _create_counting() -> None:
    """Counts the rows that came since the counts were added up.

    They are at the end of each chain, which the planner cannot know: left alone, it reads the whole table.
    """
    op.execute("""
        CREATE FUNCTION audit_count_new(
            since TIMESTAMP WITH TIME ZONE, until TIMESTAMP WITH TIME ZONE, actions TEXT[], resource_types TEXT[]
        ) RETURNS BIGINT LANGUAGE plpgsql STABLE SET enable_seqscan = off SET enable_bitmapscan = off AS $$
        BEGIN
            RETURN (
                SELECT coalesce(sum((
                    SELECT count(*) FROM (
                        -- By its place in the chain first: a span of time, of which the planner knows
                        -- nothing here, would otherwise be read whole.
                        SELECT * FROM audit_logs row
                        WHERE row.chain = counted.chain AND row.seq > counted.last_seq OFFSET 0
                    ) entry
                    WHERE entry.created_at >= since AND entry.created_at < until
                      AND (actions IS NULL OR entry.action = ANY (actions))
                      AND (resource_types IS NULL OR entry.resource_type = ANY (resource_types))
                )), 0)
                FROM audit_counted counted JOIN audit_chains head USING (chain)
                WHERE head.last_seq > counted.last_seq
            );
        END;
        $$;
    """)


def _carry_over() -> None:
    """Write the former rows anew, their addresses, agents and changes sealed under the keys of their persons."""
    connection = op.get_bind()
    config = op.get_context().config
    house = Fernet(_fernet_key(config.attributes["encryption_keys"][0])) if config else None
    keys: dict[str, str] = {}

    def seal(person: str | None, content: object) -> str | None:
        if not content:
            return None
        key = keys.setdefault(person or _NOBODY, secrets.token_urlsafe(32))
        return Fernet(_fernet_key(key)).encrypt(json.dumps(content).encode()).decode()

    former = connection.execute(
        text("SELECT *, host(ip_address) AS address FROM former_audit_logs ORDER BY created_at, id")
    ).mappings()
    for row in former.all():
        actor = str(row["actor_id"]) if row["actor_id"] else None
        person = row["resource_id"] if row["resource_type"] in {"user", "profile"} else None
        person = None if person == actor else person
        origin = [row["address"], row["user_agent"]]
        connection.execute(
            text(
                "INSERT INTO audit_logs (id, created_at, actor_id, action, resource_type, resource_id, person_id,"
                " changes, sealed_changes, sealed_origin, request_id) VALUES (:id, :created_at, :actor_id, :action,"
                " :resource_type, :resource_id, CAST(:person AS uuid), '{}', :changes, :origin, :request_id)"
            ),
            {
                **{name: row[name] for name in ("id", "created_at", "actor_id", "action", "resource_type")},
                "resource_id": row["resource_id"],
                "request_id": row["request_id"],
                "person": person,
                "changes": seal(person or actor, row["changes"]),
                "origin": seal(actor or person, origin if any(origin) else None),
            },
        )
    for person, key in keys.items():
        connection.execute(
            text(
                "INSERT INTO audit_person_keys (person_id, key, created_at) VALUES (CAST(:person AS uuid), :key, now())"
            ),
            {"person": person, "key": house.encrypt(key.encode()).decode() if house else key},
        )


def _fernet_key(secret: str) -> bytes:
    """As the product derives it from a secret of any form."""
    return base64.urlsafe_b64encode(hashlib.sha256(f"groundwork field key\x1f{secret}".encode()).digest())


def downgrade() -> None:
    op.execute("""
        CREATE TABLE former_audit_logs (
            id UUID NOT NULL,
            created_at TIMESTAMP WITH TIME ZONE NOT NULL,
            actor_id UUID,
            action VARCHAR(100) NOT NULL,
            resource_type VARCHAR(50),
            resource_id VARCHAR(64),
            changes JSONB NOT NULL,
            ip_address INET,
            user_agent TEXT,
            request_id VARCHAR(64)
        );
        INSERT INTO former_audit_logs
            SELECT id, created_at, actor_id, action, resource_type, resource_id, changes, NULL, NULL, request_id
            FROM audit_logs;
        DROP FUNCTION audit_make_partitions(INTEGER);
        DROP FUNCTION audit_missing_months(INTEGER);
        DROP FUNCTION audit_count_new(TIMESTAMP WITH TIME ZONE, TIMESTAMP WITH TIME ZONE, TEXT[], TEXT[]);
        DROP TABLE audit_person_keys, audit_counted, audit_counts, audit_checkpoints, audit_dropped, audit_chains;
        DROP FUNCTION audit_key_gone();
        DROP FUNCTION audit_content(audit_logs);
        DROP TABLE audit_logs;
        DROP FUNCTION audit_link();
        DROP FUNCTION audit_refuse();
        ALTER TABLE former_audit_logs RENAME TO audit_logs;
        ALTER TABLE audit_logs ADD CONSTRAINT audit_logs_pkey PRIMARY KEY (id);
        CREATE INDEX idx_audit_logs_created_at ON audit_logs (created_at);
        CREATE INDEX idx_audit_logs_actor_id ON audit_logs (actor_id);
        CREATE INDEX idx_audit_logs_resource ON audit_logs (resource_type, resource_id);
    """)

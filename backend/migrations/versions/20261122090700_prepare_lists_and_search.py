"""prepare lists and search

What every list and every search builds upon: text search configurations that forgive accents, exact counts kept by
triggers, the words that are in use, and news of changed lists.
"""

from alembic import op

revision = "20261122090700"
down_revision = "20261122090600"
branch_labels = None
depends_on = None

_LANGUAGES = {"en": "english", "de": "german"}
_WITHOUT_CENTS = "'BIF','CLP','DJF','GNF','ISK','JPY','KMF','KRW','PYG','RWF','UGX','VND','VUV','XAF','XOF','XPF'"
_WITH_MILLS = "'BHD','IQD','JOD','KWD','LYD','OMR','TND'"


def upgrade() -> None:
    op.execute("CREATE EXTENSION IF NOT EXISTS unaccent; CREATE EXTENSION IF NOT EXISTS fuzzystrmatch;")
    op.execute("""
        CREATE TEXT SEARCH CONFIGURATION groundwork_plain (COPY = simple);
        ALTER TEXT SEARCH CONFIGURATION groundwork_plain
            ALTER MAPPING FOR hword, hword_part, word WITH unaccent, simple;
    """)
    for short, name in _LANGUAGES.items():
        op.execute(f"""
            CREATE TEXT SEARCH CONFIGURATION groundwork_{short} (COPY = {name});
            ALTER TEXT SEARCH CONFIGURATION groundwork_{short}
                ALTER MAPPING FOR hword, hword_part, word WITH unaccent, {name}_stem;
        """)
    _search()
    _counts()
    op.execute(f"""
        CREATE FUNCTION major_units(minor bigint, currency text) RETURNS numeric
            LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
            SELECT CASE
                WHEN currency IN ({_WITHOUT_CENTS}) THEN minor\\:\\:numeric
                WHEN currency IN ({_WITH_MILLS}) THEN round(minor / 1000.0, 3)
                ELSE round(minor / 100.0, 2) END
        $$;

        CREATE FUNCTION notify_list() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF current_setting('groundwork.tells', true) = 'on' THEN
                -- The process tells the others itself, once it is true: of transactions that notify, only one at a
                -- time commits, and its wait for the disk is everybody's.
                RAISE NOTICE USING MESSAGE = TG_ARGV[0], ERRCODE = 'GW001';
            ELSE
                PERFORM pg_notify('groundwork_changes', TG_ARGV[0]);
            END IF;
            RETURN NULL;
        END $$;
        CREATE PROCEDURE tell_changes(list regclass) LANGUAGE plpgsql AS $$
        BEGIN
            EXECUTE format('CREATE TRIGGER list_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON %1$s
                FOR EACH STATEMENT EXECUTE FUNCTION notify_list(%1$L)', list);
        END $$;
    """)


def _search() -> None:
    """The document of a row, and the words from which typing errors are corrected."""
    op.execute("""
        CREATE FUNCTION search_vector(language text, a text, b text, c text) RETURNS tsvector
            LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
            SELECT setweight(to_tsvector('public.groundwork_plain', coalesce(a, '')), 'A')
                || CASE language
                   WHEN 'de' THEN setweight(to_tsvector('public.groundwork_de', coalesce(a, '')), 'A')
                       || setweight(to_tsvector('public.groundwork_de', coalesce(b, '')), 'B')
                       || setweight(to_tsvector('public.groundwork_de', coalesce(c, '')), 'C')
                   ELSE setweight(to_tsvector('public.groundwork_en', coalesce(a, '')), 'A')
                       || setweight(to_tsvector('public.groundwork_en', coalesce(b, '')), 'B')
                       || setweight(to_tsvector('public.groundwork_en', coalesce(c, '')), 'C')
                   END
        $$;

        CREATE FUNCTION search_query(wanted text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
            -- What reads the same in several languages is asked for once: each would be looked up by itself.
            SELECT CASE
                WHEN en = plain AND de = plain THEN plain
                WHEN en = plain THEN plain || de
                WHEN de = plain OR de = en THEN plain || en
                ELSE plain || en || de END
            FROM (SELECT to_tsquery('public.groundwork_plain', wanted) AS plain,
                         to_tsquery('public.groundwork_en', wanted) AS en,
                         to_tsquery('public.groundwork_de', wanted) AS de) AS by_language
        $$;

        CREATE TABLE search_words (word TEXT PRIMARY KEY);
        CREATE INDEX idx_search_words_word_trigrams ON search_words USING gin (word gin_trgm_ops);

        CREATE FUNCTION collect_search_words() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE texts text \\:= format('SELECT concat_ws('' '', %s) AS text FROM ', array_to_string(TG_ARGV, ', '));
        DECLARE changed text \\:= texts || 'new_rows'
            || CASE TG_OP WHEN 'UPDATE' THEN ' EXCEPT ' || texts || 'old_rows' ELSE '' END;
        BEGIN
            EXECUTE format('
                INSERT INTO search_words
                SELECT DISTINCT word FROM (%s) AS changed,
                    unnest(tsvector_to_array(to_tsvector(''public.groundwork_plain'', text))) AS word
                WHERE length(word) BETWEEN 3 AND 40 AND word !~ ''[0-9]''
                ORDER BY word ON CONFLICT DO NOTHING', changed);
            RETURN NULL;
        END $$;
        CREATE PROCEDURE keep_search_words(of regclass, VARIADIC texts text[]) LANGUAGE plpgsql AS $$
        DECLARE arguments text \\:= (SELECT string_agg(quote_literal(name), ', ') FROM unnest(texts) AS name);
        BEGIN
            EXECUTE format('CREATE TRIGGER words_inserted AFTER INSERT ON %s REFERENCING NEW TABLE AS new_rows
                FOR EACH STATEMENT EXECUTE FUNCTION collect_search_words(%s)', of, arguments);
            EXECUTE format('CREATE TRIGGER words_updated AFTER UPDATE ON %s
                REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
                FOR EACH STATEMENT EXECUTE FUNCTION collect_search_words(%s)', of, arguments);
        END $$;
    """)


def _counts() -> None:
    """Counts are rows that are only added to, so that no two writers wait for each other; a job sums them up."""
    op.execute("""
        CREATE FUNCTION count_rows() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE columns text \\:= array_to_string(TG_ARGV[1\\:], ', ');
        DECLARE changes text \\:= CASE TG_OP
            WHEN 'INSERT' THEN format('SELECT %s, 1 AS entries FROM new_rows', columns)
            WHEN 'DELETE' THEN format('SELECT %s, -1 AS entries FROM old_rows', columns)
            ELSE format('SELECT %1$s, 1 AS entries FROM new_rows UNION ALL SELECT %1$s, -1 FROM old_rows', columns)
            END;
        BEGIN
            EXECUTE format('INSERT INTO %1$s (%2$s, entries)
                SELECT %2$s, sum(entries) FROM (%3$s) AS changes GROUP BY %2$s HAVING sum(entries) <> 0',
                TG_ARGV[0], columns, changes);
            RETURN NULL;
        END $$;
        CREATE FUNCTION forget_counts() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            EXECUTE format('TRUNCATE %s', TG_ARGV[0]);
            RETURN NULL;
        END $$;
        CREATE PROCEDURE keep_counts(of regclass, counts regclass, VARIADIC columns text[]) LANGUAGE plpgsql AS $$
        DECLARE arguments text \\:= (SELECT string_agg(quote_literal(name), ', ') FROM unnest(columns) AS name);
        BEGIN
            EXECUTE format('CREATE TRIGGER rows_inserted AFTER INSERT ON %s REFERENCING NEW TABLE AS new_rows
                FOR EACH STATEMENT EXECUTE FUNCTION count_rows(%L, %s)', of, counts, arguments);
            EXECUTE format('CREATE TRIGGER rows_updated AFTER UPDATE ON %s
                REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
                FOR EACH STATEMENT EXECUTE FUNCTION count_rows(%L, %s)', of, counts, arguments);
            EXECUTE format('CREATE TRIGGER rows_deleted AFTER DELETE ON %s REFERENCING OLD TABLE AS old_rows
                FOR EACH STATEMENT EXECUTE FUNCTION count_rows(%L, %s)', of, counts, arguments);
            EXECUTE format('CREATE TRIGGER rows_truncated AFTER TRUNCATE ON %s
                FOR EACH STATEMENT EXECUTE FUNCTION forget_counts(%L)', of, counts);
        END $$;
    """)


def downgrade() -> None:
    op.execute("""
        DROP PROCEDURE tell_changes, keep_counts, keep_search_words;
        DROP FUNCTION notify_list, major_units, count_rows, forget_counts, collect_search_words, search_query,
            search_vector;
        DROP TABLE search_words;
        DROP TEXT SEARCH CONFIGURATION groundwork_de, groundwork_en, groundwork_plain;
        DROP EXTENSION fuzzystrmatch;
        DROP EXTENSION unaccent;
    """)

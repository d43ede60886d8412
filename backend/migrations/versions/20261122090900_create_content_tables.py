"""create content tables"""

from alembic import op

revision = "20261122090900"
down_revision = "20261122090800"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
        CREATE TABLE content (
            id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
            title VARCHAR(200) NOT NULL,
            slug VARCHAR(120) NOT NULL CONSTRAINT content_slug_key UNIQUE,
            excerpt VARCHAR(500),
            body TEXT NOT NULL,
            body_html TEXT NOT NULL,
            reading_minutes INTEGER NOT NULL,
            status VARCHAR(20) NOT NULL DEFAULT 'draft',
            publish_at TIMESTAMP WITH TIME ZONE,
            published_at TIMESTAMP WITH TIME ZONE,
            language VARCHAR(2) NOT NULL DEFAULT 'en',
            tags TEXT[] NOT NULL DEFAULT '{}',
            tags_text TEXT NOT NULL DEFAULT '',
            cover_id UUID REFERENCES files (id) ON DELETE RESTRICT,
            team_id UUID REFERENCES teams (id) ON DELETE RESTRICT,
            author_id UUID REFERENCES users (id) ON DELETE SET NULL,
            revision INTEGER NOT NULL DEFAULT 1,
            search TSVECTOR NOT NULL GENERATED ALWAYS AS (
                search_vector(language, title || ' ' || tags_text, excerpt, body)
            ) STORED,
            created_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
            updated_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
            CONSTRAINT content_status_check CHECK (status IN ('draft', 'scheduled', 'published')),
            CONSTRAINT content_language_check CHECK (language IN ('en', 'de')),
            CONSTRAINT content_publish_at_check CHECK ((status = 'scheduled') = (publish_at IS NOT NULL)),
            CONSTRAINT content_published_at_check CHECK ((status = 'published') = (published_at IS NOT NULL))
        );
        CREATE INDEX idx_content_created_at ON content (created_at);
        CREATE INDEX idx_content_updated_at ON content (updated_at);
        CREATE INDEX idx_content_author_id ON content (author_id, created_at);
        CREATE INDEX idx_content_team_id ON content (team_id, created_at);
        CREATE INDEX idx_content_cover_id ON content (cover_id);
        CREATE INDEX idx_content_tags ON content USING gin (tags);
        CREATE INDEX idx_content_search ON content USING gin (search);
        CREATE INDEX idx_content_publish_at ON content (publish_at) WHERE publish_at IS NOT NULL;
        CREATE INDEX idx_content_public_published_at ON content (published_at, id)
            WHERE status = 'published' AND team_id IS NULL;
        CREATE INDEX idx_content_public_created_at ON content (created_at, id)
            WHERE status = 'published' AND team_id IS NULL;

        CREATE TABLE content_slugs (
            slug VARCHAR(120) PRIMARY KEY,
            article_id UUID NOT NULL REFERENCES content (id) ON DELETE CASCADE,
            created_at TIMESTAMP WITH TIME ZONE NOT NULL
        );
        CREATE INDEX idx_content_slugs_article_id ON content_slugs (article_id);

        CREATE TABLE content_revisions (
            id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
            article_id UUID NOT NULL REFERENCES content (id) ON DELETE CASCADE,
            number INTEGER NOT NULL,
            title VARCHAR(200) NOT NULL,
            excerpt VARCHAR(500),
            body TEXT NOT NULL,
            words INTEGER NOT NULL,
            author_id UUID REFERENCES users (id) ON DELETE SET NULL,
            created_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
            updated_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
            CONSTRAINT content_revisions_article_id_number_key UNIQUE (article_id, number)
        );
        CREATE INDEX idx_content_revisions_author_id ON content_revisions (author_id);
    """)


def downgrade() -> None:
    op.execute("DROP TABLE content_revisions, content_slugs, content")

"""create notes table"""

from alembic import op

revision = "20261122100000"
down_revision = None
branch_labels = ("notes",)
depends_on = "20261122080008"


def upgrade() -> None:
    op.execute("""
        CREATE TABLE notes (
            id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
            title VARCHAR(200) NOT NULL,
            shelf VARCHAR(50) NOT NULL,
            pages INTEGER NOT NULL,
            secret TEXT,
            created_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
            updated_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
            CONSTRAINT notes_shelf_title_key UNIQUE (shelf, title) DEFERRABLE INITIALLY DEFERRED
        );
        CREATE INDEX idx_notes_shelf ON notes (shelf);
    """)


def downgrade() -> None:
    op.execute("DROP TABLE notes")

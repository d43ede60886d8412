"""keep counts and words of lists

What the lists of products and articles hold in memory ends with each change; their rows are counted as they change, and
their words collected.
"""

from alembic import op

revision = "20261122091100"
down_revision = "20261122091000"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
        CREATE TABLE products_counts (
            category_id UUID,
            in_stock BOOLEAN,
            active BOOLEAN NOT NULL,
            entries BIGINT NOT NULL
        );
        CREATE TABLE content_counts (status VARCHAR(20) NOT NULL, team_id UUID, entries BIGINT NOT NULL);

        CALL keep_counts('products', 'products_counts', 'category_id', 'in_stock', 'active');
        CALL keep_counts('content', 'content_counts', 'status', 'team_id');

        CALL keep_search_words('products', 'name', 'description');
        CALL keep_search_words('content', 'title', 'excerpt', 'body');

        CALL tell_changes('products');
        CALL tell_changes('categories');
        CALL tell_changes('product_images');
        CALL tell_changes('content');
        CREATE TRIGGER people_changed
            AFTER UPDATE OF first_name, last_name, profile_picture_url, deleted_at OR DELETE ON users
            FOR EACH STATEMENT EXECUTE FUNCTION notify_list('people');
    """)


def downgrade() -> None:
    op.execute("""
        DROP TRIGGER people_changed ON users;
        DROP TRIGGER list_changed ON content;
        DROP TRIGGER list_changed ON product_images;
        DROP TRIGGER list_changed ON categories;
        DROP TRIGGER list_changed ON products;
        DROP TRIGGER words_inserted ON content;
        DROP TRIGGER words_updated ON content;
        DROP TRIGGER words_inserted ON products;
        DROP TRIGGER words_updated ON products;
        DROP TRIGGER rows_inserted ON content;
        DROP TRIGGER rows_updated ON content;
        DROP TRIGGER rows_deleted ON content;
        DROP TRIGGER rows_truncated ON content;
        DROP TRIGGER rows_inserted ON products;
        DROP TRIGGER rows_updated ON products;
        DROP TRIGGER rows_deleted ON products;
        DROP TRIGGER rows_truncated ON products;
        DROP TABLE products_counts, content_counts;
    """)

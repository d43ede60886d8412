"""create catalog tables"""

from alembic import op

revision = "20261122091000"
down_revision = "20261122090900"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
        CREATE TABLE categories (
            id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
            slug VARCHAR(80) NOT NULL CONSTRAINT categories_slug_key UNIQUE,
            name VARCHAR(120) NOT NULL,
            description TEXT,
            parent_id UUID REFERENCES categories (id) ON DELETE RESTRICT,
            position INTEGER NOT NULL DEFAULT 0,
            path UUID[] NOT NULL,
            created_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
            updated_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
            CONSTRAINT categories_depth_check CHECK (cardinality(path) BETWEEN 1 AND 8)
        );
        CREATE INDEX idx_categories_parent_id ON categories (parent_id);

        CREATE TABLE products (
            id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
            sku VARCHAR(64) NOT NULL,
            name VARCHAR(200) NOT NULL,
            slug VARCHAR(120) NOT NULL,
            description TEXT NOT NULL DEFAULT '',
            price_minor BIGINT NOT NULL,
            currency CHAR(3) NOT NULL,
            price NUMERIC GENERATED ALWAYS AS (major_units(price_minor, currency::text)) STORED,
            category_id UUID REFERENCES categories (id) ON DELETE RESTRICT,
            stock INTEGER NOT NULL DEFAULT 0,
            in_stock BOOLEAN GENERATED ALWAYS AS (stock > 0) STORED,
            attributes JSONB NOT NULL DEFAULT '{}',
            active BOOLEAN NOT NULL DEFAULT TRUE,
            search TSVECTOR NOT NULL
                GENERATED ALWAYS AS (search_vector('en', name || ' ' || sku, description, '')) STORED,
            created_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
            updated_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
            CONSTRAINT products_slug_key UNIQUE (slug) DEFERRABLE INITIALLY IMMEDIATE,
            CONSTRAINT products_price_check CHECK (price_minor >= 0),
            CONSTRAINT products_stock_check CHECK (stock >= 0)
        );
        CREATE UNIQUE INDEX idx_products_sku ON products (lower(sku));
        CREATE INDEX idx_products_created_at ON products (created_at, id) INCLUDE (active);
        CREATE INDEX idx_products_name ON products (name, id) INCLUDE (active);
        CREATE INDEX idx_products_price ON products (price, id) INCLUDE (active);
        CREATE INDEX idx_products_category_id ON products (category_id, created_at, id);
        CREATE INDEX idx_products_search ON products USING gin (search);

        CREATE TABLE product_images (
            product_id UUID NOT NULL REFERENCES products (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            file_id UUID NOT NULL REFERENCES files (id) ON DELETE RESTRICT,
            alt VARCHAR(300) NOT NULL DEFAULT '',
            width INTEGER NOT NULL,
            height INTEGER NOT NULL,
            CONSTRAINT product_images_pkey PRIMARY KEY (product_id, position)
        );
        CREATE INDEX idx_product_images_file_id ON product_images (file_id);

        CREATE TABLE catalog_transfers (
            id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
            kind VARCHAR(10) NOT NULL,
            status VARCHAR(20) NOT NULL DEFAULT 'queued',
            requested_by UUID REFERENCES users (id) ON DELETE SET NULL,
            filters JSONB NOT NULL DEFAULT '{}',
            total INTEGER,
            done INTEGER NOT NULL DEFAULT 0,
            created INTEGER NOT NULL DEFAULT 0,
            updated INTEGER NOT NULL DEFAULT 0,
            error_count INTEGER NOT NULL DEFAULT 0,
            errors JSONB NOT NULL DEFAULT '[]',
            interruptions INTEGER NOT NULL DEFAULT 0,
            finished_at TIMESTAMP WITH TIME ZONE,
            expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
            created_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
            updated_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT NOW(),
            CONSTRAINT catalog_transfers_kind_check CHECK (kind IN ('import', 'export')),
            CONSTRAINT catalog_transfers_status_check CHECK (status IN ('queued', 'running', 'completed', 'failed'))
        );
        CREATE INDEX idx_catalog_transfers_kind ON catalog_transfers (kind, created_at);
        CREATE INDEX idx_catalog_transfers_requested_by ON catalog_transfers (requested_by);
        CREATE INDEX idx_catalog_transfers_expires_at ON catalog_transfers (expires_at);
    """)


def downgrade() -> None:
    op.execute("DROP TABLE catalog_transfers, product_images, products, categories")

"""The catalog: products, the tree of their categories, their way in and out as CSV. Calls ``files`` and ``audit``."""

from groundwork.domains.catalog import routes, transfer_routes
from groundwork.domains.catalog.bulk import bulk_seeds
from groundwork.domains.catalog.jobs import jobs
from groundwork.domains.catalog.models import CatalogTransfer, Category, Product, ProductImage
from groundwork.domains.catalog.policy import permissions
from groundwork.domains.catalog.queries import found_products
from groundwork.domains.catalog.seeds import seeds
from groundwork.kernel.domain import Domain
from groundwork.kernel.personal_data import rows_of

domain = Domain(
    "catalog",
    routers=[routes.products, transfer_routes.imports, transfer_routes.exports, routes.categories],
    models=[Category, Product, ProductImage, CatalogTransfer],
    permissions=permissions,
    jobs=jobs,
    bulk_seeds=bulk_seeds,
    seeds=seeds,
    searchables=[found_products],
    personal_data=[rows_of(CatalogTransfer, "requested_by")],
)

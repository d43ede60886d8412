"""Files: what people upload, kept in a folder or a bucket, and pictures in the sizes and formats that pages want.

Calls ``accounts`` and ``audit``. Who shows pictures of it refers to ``files.id`` by a foreign key that restricts, and
asks ``service.show``.
"""

from groundwork.domains.files.content_routes import contents
from groundwork.domains.files.jobs import jobs
from groundwork.domains.files.models import File
from groundwork.domains.files.personal_data import personal_data
from groundwork.domains.files.policy import permissions
from groundwork.domains.files.routes import files
from groundwork.domains.files.upload_routes import uploads
from groundwork.kernel.domain import Domain

domain = Domain(
    "files",
    routers=[uploads, files, contents],
    models=[File],
    permissions=permissions,
    jobs=jobs,
    personal_data=personal_data,
)

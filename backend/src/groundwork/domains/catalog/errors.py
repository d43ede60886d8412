"""What can go wrong with products and categories."""

from groundwork.kernel.errors import (
    Conflict,
    Detail,
    DuplicateEntry,
    Unprocessable,
    UnsupportedMediaType,
)


class SkuTaken(DuplicateEntry):
    """Another product has this SKU; upper and lower case do not count."""

    message = "Another product has this SKU"

    def __init__(self) -> None:
        super().__init__(details=[Detail("sku", self.message)])


class SlugTaken(DuplicateEntry):
    """Another one has this slug."""

    message = "This slug is taken"

    def __init__(self) -> None:
        super().__init__(details=[Detail("slug", self.message)])


class CategoryInUse(Conflict):
    """It has products or other categories in it."""

    message = "The category is not empty: move its products and categories first"


class Circle(Unprocessable):
    """A category cannot lie in itself."""

    message = "A category cannot lie in itself or in one below it"

    def __init__(self) -> None:
        super().__init__(details=[Detail("parent", self.message)])


class TooDeep(Unprocessable):
    """The tree is bounded."""

    message = "Categories lie at most 8 deep"

    def __init__(self) -> None:
        super().__init__(details=[Detail("parent", self.message)])


class NoCsv(UnsupportedMediaType):
    """What was sent is declared as something else."""

    message = "Content-Type must be text/csv"

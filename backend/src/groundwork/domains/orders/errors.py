"""What can go wrong with orders."""

from collections.abc import Sequence

from groundwork.kernel.errors import Conflict, Detail, Unprocessable


class NotNow(Unprocessable):
    """The order is not in a state in which this can be done."""

    message = "The order cannot be changed like this any more"


class NotForSale(Unprocessable):
    """There is no such product, or it is not sold any more."""

    message = "Some of this is not for sale"

    def __init__(self, positions: Sequence[int]) -> None:
        super().__init__(details=[Detail(f"items.{place}.productId", "Not for sale") for place in positions])


class OtherCurrency(Unprocessable):
    """The products are not priced in the currency, or not all in one."""

    message = "An order has one currency"

    def __init__(self, sentence: str) -> None:
        super().__init__(details=[Detail("currency", sentence)])


class TooMuch(Unprocessable):
    """More money than can be counted."""

    message = "The total is too large"


class TooManyUnpaid(Unprocessable):
    """The person holds as much stock without paying for it as one may."""

    message = "Too many of your orders wait for their payment: pay for one of them, or cancel it"

    def __init__(self, most: int) -> None:
        waiting = "One of your orders waits" if most == 1 else f"{most} of your orders wait"
        super().__init__(f"{waiting} for payment, and there can be no more: pay for one of them, or cancel it")


class OutOfStock(Conflict):
    """Less is left than was asked for."""

    message = "Not enough in stock"

    def __init__(self, left: Sequence[tuple[int, int]]) -> None:
        """``left``: places in the order, each with how many there are."""
        super().__init__(
            details=[
                Detail(f"items.{place}.quantity", f"Only {count} left" if count else "Out of stock")
                for place, count in left
            ]
        )

"""What reports refuse."""

from groundwork.kernel.errors import Detail, Unprocessable


class MonthNotOver(Unprocessable):
    """There is nothing to report yet."""

    message = "The month is not over yet"

    def __init__(self) -> None:
        super().__init__(details=[Detail("month", self.message)])


class NotMade(Unprocessable):
    """The files are not there."""

    message = "The report is not completed"

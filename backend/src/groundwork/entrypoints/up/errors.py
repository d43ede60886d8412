"""What can go wrong while starting, told to a person."""


class StartError(Exception):
    """The start cannot go on. The message says what is wrong and how to mend it; it is shown without a trace."""


class StopRequested(Exception):
    """A signal asked to stop while something was still being prepared."""

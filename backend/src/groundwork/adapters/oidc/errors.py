"""What can go wrong between us and a provider. The messages are for the operator's log and hold no secret."""


class ProviderUnavailable(Exception):
    """It does not answer, or not with what the protocol asks for."""


class ProviderRefused(Exception):
    """It says no, or what it says cannot be believed: nobody is signed in by it."""

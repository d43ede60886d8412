"""What the security tests use, here too."""

from tests.security.support import start_node, travel

__all__ = ["start_node", "travel"]

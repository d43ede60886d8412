"""Errors that a client may see: a status, a code of chapter 6.5, a sentence, and what is wrong with which field."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Detail(NamedTuple):
    """One thing that is wrong: the field as the client wrote it, and a sentence."""

    field: str
    message: str


class AppError(Exception):
    """The base of all expected errors (chapter 16.2). Raising one rolls the request's transaction back."""

    status = 500
    code = "INTERNAL_ERROR"
    message = "An unexpected error occurred"

    def __init__(
        self,
        message: str | None = None,
        *,
        details: Sequence[Detail] = (),
        headers: Mapping[str, str] | None = None,
        retry_after: int | None = None,
    ) -> None:
        """``retry_after`` in seconds goes into the header ``Retry-After`` and the body."""
        self.message = message or type(self).message
        self.details = tuple(details)
        self.headers = dict(headers or {})
        self.retry_after = retry_after
        if retry_after is not None:
            self.headers["Retry-After"] = str(retry_after)
        super().__init__(self.message)


class ValidationFailed(AppError):
    """The input breaks a rule that can be told from the input alone."""

    status, code, message = 400, "VALIDATION_ERROR", "Invalid input data"


class BadRequest(AppError):
    """The request cannot be read."""

    status, code, message = 400, "BAD_REQUEST", "The request could not be read"


class Unauthorized(AppError):
    """Nobody is signed in."""

    status, code, message = 401, "UNAUTHORIZED", "Authentication required"


class InvalidToken(AppError):
    """A token was sent, and it is not (or no longer) good."""

    status, code, message = 401, "INVALID_TOKEN", "Invalid or expired token"


class Forbidden(AppError):
    """Known, visible, and not allowed."""

    status, code, message = 403, "FORBIDDEN", "Insufficient permissions"


class ReauthenticationRequired(AppError):
    """Signing in was too long ago for what is asked (ASVS 7.5.1)."""

    status, code = 403, "REAUTHENTICATION_REQUIRED"
    message = "Confirm that it is you: sign in again"


class NotFound(AppError):
    """It does not exist, or the caller may not know that it does."""

    status, code, message = 404, "NOT_FOUND", "Resource not found"


class MethodNotAllowed(AppError):
    """The address exists, the method does not."""

    status, code, message = 405, "METHOD_NOT_ALLOWED", "Method not allowed"


class Conflict(AppError):
    """The request contradicts what is there."""

    status, code, message = 409, "CONFLICT", "The request conflicts with the present state"


class DuplicateEntry(AppError):
    """A value that must be unique is taken."""

    status, code, message = 409, "DUPLICATE_ENTRY", "Duplicate value"


class PreconditionFailed(AppError):
    """The client named a version that is no longer the present one."""

    status, code, message = 412, "PRECONDITION_FAILED", "It was changed in the meantime; load it again"


class PayloadTooLarge(AppError):
    """The body exceeds the limit."""

    status, code, message = 413, "PAYLOAD_TOO_LARGE", "The request body is too large"


class UnsupportedMediaType(AppError):
    """A body of a kind that this operation does not read."""

    status, code, message = 415, "UNSUPPORTED_MEDIA_TYPE", "Content-Type must be application/json"


class RangeNotSatisfiable(AppError):
    """The part that was asked for is not there (RFC 9110, section 15.5.17)."""

    status, code, message = 416, "RANGE_NOT_SATISFIABLE", "The file does not have this part"


class Unprocessable(AppError):
    """Valid input that makes no sense in the present state."""

    status, code, message = 422, "UNPROCESSABLE_ENTITY", "The request makes no sense in the present state"


class RateLimitExceeded(AppError):
    """Too many requests; ``retry_after`` is set."""

    status, code, message = 429, "RATE_LIMIT_EXCEEDED", "Rate limit exceeded"


class InternalError(AppError):
    """Our fault. The cause is in the log, under the request id."""


class ServiceUnavailable(AppError):
    """A part this needs is away for the moment; ``retry_after`` is set."""

    status, code, message = 503, "SERVICE_UNAVAILABLE", "Service temporarily unavailable"


class InsufficientStorage(AppError):
    """There is no room for what was sent (RFC 4918, section 11.5); ``retry_after`` is set."""

    status, code, message = 507, "INSUFFICIENT_STORAGE", "There is no room for this at the moment"

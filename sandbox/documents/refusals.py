"""What the sandbox says no with: one exception and its documented JSON shape."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(eq=False)
class Refusal(Exception):
    """An error answer: HTTP status and the documented `{"error": {...}}` body.

    Attributes:
        status: HTTP status.
        message: A sentence; the gateway appends the request id.
        type: The vendor's error type ("invalid_request_error").
        code: The vendor's machine code, or None where the documents give none.
        headers: Extra response headers ("Retry-After").
    """

    status: int
    message: str
    type: str = "invalid_request_error"
    code: str | None = None
    headers: dict[str, str] = field(default_factory=dict[str, str])

    def body(self, request_id: str) -> dict[str, Any]:
        """Return the documented error body; the key `code` is absent when there is none."""
        error = {"message": f"{self.message} (request_id: {request_id})", "type": self.type}
        if self.code is not None:
            error["code"] = self.code
        return {"error": error}


def wrong_key() -> Refusal:
    """Return 401 for a missing or wrong key."""
    return Refusal(401, "The API key is missing or not valid.", "authentication_error", "invalid_api_key")


def no_balance() -> Refusal:
    """Return 402 for an account without balance."""
    return Refusal(402, "The account balance is too low for this request.", "insufficient_quota", "insufficient_quota")


def unknown_task(task_id: str) -> Refusal:
    """Return 404 for a task id nobody created."""
    return Refusal(404, f"Task {task_id!r} was not found.", "not_found", "not_found")


def unknown_file() -> Refusal:
    """Return 404 for a file that never was, or that has expired."""
    return Refusal(404, "This file does not exist or its link has expired.", "not_found", "not_found")


def bad_picture(field_name: str, why: str) -> Refusal:
    """Return 422 for a reference that cannot be fetched or read, naming the field."""
    return Refusal(422, f"{field_name}: {why}", code="invalid_image_url")


def bad_file_type(field_name: str, why: str) -> Refusal:
    """Return 422 for a reference of a kind the model does not take, naming the field."""
    return Refusal(422, f"{field_name}: {why}", code="invalid_file_type")

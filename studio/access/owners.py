"""Who an owner is: every job, file and key belongs to one, and it is known by a short text."""

from sqlalchemy import ColumnElement, and_, func, not_

from studio.access.access import Access

LOCAL = "local"
"""The person at this machine, while Easel runs for that person alone."""

_USER, _HUGGING_FACE, _VISITOR = "user:", "hf:", "visitor:"


def login_owner(name: str) -> str:
    """Return the owner behind a name of EASEL_AUTH."""
    return _USER + name


def is_login(owner: str) -> bool:
    """Return whether this is the owner behind a name of EASEL_AUTH."""
    return owner.startswith(_USER)


def hugging_face_owner(username: str) -> str:
    """Return the owner behind an account of Hugging Face."""
    return _HUGGING_FACE + username


def visitor_owner(id_: str) -> str:
    """Return the owner that one visitor's browser is."""
    return _VISITOR + id_


def is_by_cookie(owner: str) -> bool:
    """Return whether this is somebody that only a cookie knows."""
    return owner.startswith(_VISITOR)


def is_by_hugging_face(owner: str) -> bool:
    """Return whether this is an account of Hugging Face."""
    return owner.startswith(_HUGGING_FACE)


def shown_name(owner: str) -> str | None:
    """Return the name somebody signed in with, or None where there was no login."""
    kind, _, name = owner.partition(":")
    return name if f"{kind}:" in (_USER, _HUGGING_FACE) else None


def is_visitor(access: Access, owner: str) -> bool:
    """Return whether this is somebody the owner of the server did not let in by name.

    The person at this machine, the names of EASEL_AUTH and the author of the Space are no visitors. Everybody with an
    account of Hugging Face can sign in to a Space, so the others are.
    """
    if owner == LOCAL or owner.startswith(_USER):
        return False
    author = access.space.author if access.space else ""
    return not author or owner != hugging_face_owner(author)


def visitors_among(access: Access, owner: ColumnElement[str]) -> ColumnElement[bool]:
    """Return `is_visitor` as a condition on a column."""
    author = access.space.author if access.space else ""
    trusted = [owner == LOCAL, func.substr(owner, 1, len(_USER)) == _USER]
    if author:
        trusted.append(owner == hugging_face_owner(author))
    return and_(*map(not_, trusted))

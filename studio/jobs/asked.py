"""From what somebody asks of a model to its request: the one way of the page, the API and batches."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from providers.field_sentences import field_sentences
from providers.spec import GenerationRequest
from studio.errors import FieldErrors
from studio.jobs.seeds import with_seed
from studio.references.mentions import with_names
from studio.references.named_references import NamedReferences


async def asked_request(
    names: NamedReferences, owner: str, cls: type[GenerationRequest], settings: Mapping[str, Any]
) -> GenerationRequest:
    """Return the request of some settings.

    What @names of its prompt stand for is put in, and a seed where none is given, see `studio.jobs.seeds`.

    Args:
        names: Of all owners.
        owner: Whose names count.
        cls: The request class.
        settings: Field name -> value, from anywhere.

    Raises:
        FieldErrors: With a sentence for each field that cannot be used. Nothing was written or sent.
    """
    try:
        return cls.model_validate(with_seed(cls, await with_names(names, owner, cls, settings)))
    except ValidationError as error:
        raise FieldErrors(field_sentences(cls, error)) from None

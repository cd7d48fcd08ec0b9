"""From what happened to what people read: called where it is shown, never where it is kept."""

from collections.abc import Iterable, Mapping

from providers.happened import Happened
from providers.provider_sentences import PROVIDER_SENTENCES
from providers.telling import Wording, worded
from studio.sentences.job_sentences import JOB_SENTENCES
from studio.sentences.material_sentences import MATERIAL_SENTENCES
from studio.sentences.refusal_sentences import REFUSAL_SENTENCES

SENTENCES: Mapping[str, Wording] = {
    **PROVIDER_SENTENCES,
    **JOB_SENTENCES,
    **REFUSAL_SENTENCES,
    **MATERIAL_SENTENCES,
}
"""Code -> its words."""


def sentence_of(happenings: Iterable[Happened]) -> str:
    """Return what happened as sentences, one after the other; "" for nothing."""
    return " ".join(worded(each, SENTENCES) for each in happenings)

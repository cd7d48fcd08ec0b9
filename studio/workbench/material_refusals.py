"""What the materials refuse, as the studio tells it."""

from materials.errors import MaterialRefused
from providers.happened import Happened, happened, only_text


def told_by(error: ValueError) -> Happened:
    """Return what an error of the materials tells: its code with its facts, or the sentence that it is."""
    return happened(error.code, **error.facts) if isinstance(error, MaterialRefused) else only_text(str(error))

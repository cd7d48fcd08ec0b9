"""What the materials refuse, each with a sentence for people where it reaches them."""


class NotLoaded(ValueError):
    """What was given can't be read as a material; the text says why and what to do."""


class NotAMap(ValueError):
    """The bytes are not a picture that can be read as a map."""


class ShapeMismatch(ValueError):
    """The maps of one material do not fit together."""


class Incomplete(ValueError):
    """Something needs maps that the set does not have; the text says which, and what to do."""


class UnknownTarget(ValueError):
    """There is no target of this name, or none was chosen."""


class NothingToExport(ValueError):
    """The material has no map at all, or its size makes no sense; the text says what to do."""

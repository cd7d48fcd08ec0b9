"""What the materials refuse: a code with facts, or a sentence for people where it reaches them."""


class MaterialRefused(ValueError):
    """Base of what is refused by a code; whoever shows it has the words.

    Attributes:
        code: What is wrong ("not_square").
        facts: What its sentence names, by name.
    """

    def __init__(self, code: str, **facts: str) -> None:
        super().__init__(code, *facts.values())
        self.code = code
        self.facts = facts


class NotLoaded(ValueError):
    """What was given can't be read as a material; the text says why and what to do."""


class NotAMap(ValueError):
    """The bytes are not a picture that can be read as a map."""


class ShapeMismatch(ValueError):
    """The maps of one material do not fit together."""


class Incomplete(MaterialRefused):
    """Something needs maps that the set does not have, or not in this size."""


class UnknownTarget(MaterialRefused):
    """There is no target of this name, or none was chosen."""


class NothingToExport(MaterialRefused):
    """The material has no map at all, or its size makes no sense."""

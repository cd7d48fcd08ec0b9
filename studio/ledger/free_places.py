"""Which numbers are taken, and the first free one from any on, however many are taken in a row."""


class FreePlaces:
    """Numbers that were told to be taken. All steps together are about as many as the numbers told and asked for."""

    def __init__(self) -> None:
        self._onward: dict[int, int] = {}
        """Taken number -> a later one that may be free; shortened whenever somebody walks along."""

    def take(self, place: int) -> None:
        """Say that a number is taken."""
        self._onward[place] = place + 1

    def from_(self, place: int) -> int:
        """Return the first number from `place` on that is not known to be taken."""
        passed: list[int] = []
        while (onward := self._onward.get(place)) is not None:
            passed.append(place)
            place = onward
        for each in passed:
            self._onward[each] = place
        return place

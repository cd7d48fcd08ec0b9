"""Kinds of values that the ledger's tables keep in their own way, the same in every database."""

import json
from datetime import datetime

from sqlalchemy import BigInteger, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from providers.happened import Happenings, told_as_json, told_from_json
from studio.clock import micros, moment_at


class Moment(TypeDecorator[datetime]):
    """A UTC moment, stored as whole microseconds: exact, comparable, the same in every database."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        return None if value is None else micros(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        return None if value is None else moment_at(value)


class Usd(TypeDecorator[float]):
    """US dollars, stored as whole millionths, so that sums are exact."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: float | None, dialect: Dialect) -> int | None:
        return None if value is None else round(value * 1_000_000)

    def process_result_value(self, value: int | None, dialect: Dialect) -> float | None:
        return None if value is None else value / 1_000_000


class Told(TypeDecorator[Happenings]):
    """What happened, stored as JSON: codes and facts, never words; see `studio.sentences`."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Happenings | None, dialect: Dialect) -> str | None:
        return None if value is None else json.dumps(told_as_json(value))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Happenings | None:
        return None if value is None else told_from_json(json.loads(value))

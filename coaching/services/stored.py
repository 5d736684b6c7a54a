"""Dataclasses of the rules to and from the JSON of a row."""

from typing import Any, TypeVar

import msgspec

T = TypeVar("T")


def plain(words: Any) -> Any:
    """A dataclass of the rules as JSON values; sets come out sorted, so the same answers are the same text."""
    return msgspec.to_builtins(words, order="deterministic")


def typed(kind: type[T], value: Any) -> T:
    """JSON values of a row as a dataclass of the rules. Raises msgspec.ValidationError when they do not fit."""
    return msgspec.convert(value, kind, strict=True)

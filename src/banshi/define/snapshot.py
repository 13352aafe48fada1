"""Words to JSON and back. A published matter is stored in this spelling and read back equal.

Each word becomes an object with its name under "word" and only what differs from the word's defaults, so that a new word with a
default does not change the spelling (and the digest) of what was published before it. Code has no spelling: it is left out,
and what is read back takes today's from `codes`.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields
from typing import Any

from banshi.define.word import Word

Codes = Mapping[str, Callable[..., Any]]


class Unreadable(ValueError):
    """The text is not a word of this house; the message says which part."""


def to_data(value: Any) -> Any:
    """A word, or a tuple, mapping or plain value inside one, as JSON data."""
    if isinstance(value, Word):
        return {"word": type(value).__name__} | {
            each.name: to_data(given)
            for each in fields(value)
            if not each.metadata.get("code") and (given := getattr(value, each.name)) != _default(each)
        }
    if isinstance(value, tuple | list):
        return [to_data(each) for each in value]
    if isinstance(value, Mapping):
        return {key: to_data(each) for key, each in value.items()}
    return value


def from_data(data: Any, codes: Codes | None = None) -> Any:
    """The value that `to_data` was given. `codes` maps a rule's code to its check of today. Raises Unreadable."""
    if isinstance(data, list):
        return tuple(from_data(each, codes) for each in data)
    if isinstance(data, dict) and "word" in data:
        return _word(data, codes or {})
    if isinstance(data, dict):
        return {key: from_data(each, codes) for key, each in data.items()}
    return data


def _word(data: dict[str, Any], codes: Codes) -> Word:
    kind = Word.vocabulary.get(data["word"])
    if kind is None:
        raise Unreadable(f"不认识“{data['word']}”这个词，它由更新的版本写下")
    given = {key: from_data(each, codes) for key, each in data.items() if key != "word"}
    code = next((each for each in fields(kind) if each.metadata.get("code")), None)
    if code is not None and given.get("code") in codes:
        given[code.name] = codes[given["code"]]
    try:
        return kind(**given)
    except TypeError as fault:
        raise Unreadable(f"读不懂“{data['word']}”这个词：{fault}") from fault


def _default(each: Field[Any]) -> Any:
    """The default of a field, or a value equal to nothing when it has none."""
    if each.default is not MISSING:
        return each.default
    return each.default_factory() if each.default_factory is not MISSING else MISSING

"""What is issued: certificates, forms and decisions, and how they are laid out."""

from dataclasses import dataclass

from banshi.define.word import Word


@dataclass(frozen=True)
class Layout(Word):
    """A Typst layout. `file` lies in the pack's `papers/`; `text` is its content, filled in when the pack is opened, so that a
    published matter keeps the layout it was published with."""

    key: str
    title: str
    file: str
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class Paper(Word):
    """A kind of paper. `number` is a pattern with {year} and {serial} (as in "{serial:06}"); `fields` are the answers the layouts
    use, `shown` those a public check tells. It replaces the unit's earlier paper of its kind, and those of the kinds in `replaces`; one
    that is `alone` tells of its own case, such as a notice or a decision, and replaces none."""

    key: str
    title: str
    number: str
    layouts: tuple[Layout, ...]
    fields: tuple[str, ...]
    shown: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()
    alone: bool = False

"""What is issued."""

from banshi.define import Layout, Paper

CARD = Paper(
    key="card",
    title="借书证",
    number="借书证〔{year}〕{serial:05}号",
    layouts=(Layout("card", "卡片", "card.typ"),),
    fields=("reader_name", "unit_name", "books"),
    shown=("reader_name", "unit_name"),
)

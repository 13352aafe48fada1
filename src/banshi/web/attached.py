"""A file within the page itself, for what the server does not keep."""

import base64

PDF = "application/pdf"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def as_address(content: bytes, kind: str) -> str:
    """An address that is the file: a link to it saves it."""
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"

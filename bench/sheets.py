"""What the figures of workbooks stand beside."""

import io
import time
from collections.abc import Callable

from python_calamine import CalamineWorkbook

from banshi.lib import postgres


def seconds(work: Callable[[], object]) -> float:
    """How long it takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def read_and_copied(book: bytes, columns: int) -> None:
    """Read in this process and copied into a table of texts, without a check."""
    _, *rows = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python()
    with postgres.superuser(postgres.NAME) as connection:
        connection.execute(f"CREATE TEMP TABLE bare ({', '.join(f'column_{n} text' for n in range(columns))})")
        with connection.cursor().copy("COPY bare FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)

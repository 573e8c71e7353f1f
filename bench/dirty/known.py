"""Forms that the rules do not find yet, each with what happens instead: they are not sown."""

KNOWN: dict[tuple[str, str], str] = {
    ("TL402", "@[[Guest Thirteen]] last"): "nothing: links are not compared with the known names",
}

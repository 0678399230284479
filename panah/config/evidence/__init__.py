"""`panah evidence`: the promises that are too long for a test, each proved on an installation that is made for it."""

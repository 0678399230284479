"""What the command line says when it cannot go on: one sentence, with the way to mend it."""


class Refusal(Exception):
    """Raised where a person at the command line has to do something first."""

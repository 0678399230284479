from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """
    A passage that may lead to somebody: where it stands, of which kind, and why it leads there.

    `is_record`: it agrees with the person's record. Such a finding is shown behind the wall of the record only.
    """

    start: int
    end: int
    passage: str
    kind: str
    why: str
    is_record: bool = False

    def key(self, language: str) -> str:
        """Return what a finding in a text of one language is called in a form."""
        return f"{language}_{self.start}_{self.end}_{self.kind}"

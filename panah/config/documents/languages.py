"""docs/languages.md: in which languages the public can read what, and which packs wait for a reviewer."""

from panah.config.documents.markdown import page, table
from panah.website.languages import LOCALES, PACK_PAGES, WHOLE, Pack, packs

SAID = (
    "Complete: {whole}. Every other language is a pack: a catalogue in `panah/website/locale/<code>/` for the pages "
    "{pages}. A pack stands in no menu and at no address until the head of its catalogue says `X-Reviewed: true` with "
    "a reviewer (`X-Reviewed-By`) and a day (`X-Reviewed-On`). The reviewer is a native speaker who knows how people "
    "who were trafficked are spoken to."
)


def pages() -> dict[str, str]:
    head = ["code", "language", "sentences", "reviewed by", "on", "live"]
    said = SAID.format(
        whole=", ".join(name for _, name in WHOLE), pages=", ".join(f"`{address}`" for address in PACK_PAGES)
    )
    return {"languages.md": page("Languages of the public's pages", said, table(head, map(_row, packs())))}


def _row(pack: Pack) -> list[str]:
    catalogue = (LOCALES / pack.code / "LC_MESSAGES" / "django.po").read_text("utf-8")
    day = pack.reviewed_on.isoformat() if pack.reviewed_on else ""
    sentences = str(catalogue.count("\n\nmsgid ") + catalogue.count("\n\n#, python-format\nmsgid "))
    return [pack.code, pack.name, sentences, pack.reviewer or "waits", day, "yes" if pack.is_live else "no"]

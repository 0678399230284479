"""docs/roles.md: who may do what."""

from panah.access.permissions import Permission
from panah.access.roles import ROLES, STEP_UP, Duty, Role
from panah.config.documents.markdown import page, table, words


def pages() -> dict[str, str]:
    intro = (
        "A role stands behind one wall, and nobody holds roles of two walls. Unseen does not exist (404); seen but not "
        "allowed is refused (403). What is marked † asks for a fresh proof of who is there, at most five minutes old."
    )
    duties = f"Duties added to a role of the same wall: {', '.join(words(duty) for duty in Duty)}."
    return {"roles.md": page("Roles", intro, summary(), duties, *(section(role) for role in ROLES.values()))}


def summary() -> str:
    rows = [
        [f"[{words(role.name)}](#{role.name})", role.wall, strength(role), role.sentence] for role in ROLES.values()
    ]
    return table(["role", "wall", "second factor in production", "what it is for"], rows)


def section(role: Role) -> str:
    lines = [
        f"- {words(each.name)}{' †' if each in STEP_UP else ''}" for each in Permission if each in role.permissions
    ]
    return "\n".join([f"## {role.name}", "", role.sentence, "", *lines])


def strength(role: Role) -> str:
    return words(role.strength.name)

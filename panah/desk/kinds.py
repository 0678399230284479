"""The picture that stands for each kind of work; its word is in the code list `work_kind`."""

ICONS: dict[str, str] = {
    "alarm": "alert",
    "callback": "phone",
    "shift_note": "pen",
    "duty": "scales",
    "handover": "send",
    "concern": "chat",
    "staff_abuse": "scales",
    "signal": "alert",
    "draft": "pen",
    "referral": "send",
    "request": "mail",
    "inquiry": "scales",
    "case": "person",
    "place": "bed",
    "arrival": "door",
    "payment": "money",
    "consular": "passport",
    "embassy": "globe",
    "group": "people",
    "event": "calendar",
    "measure": "flag",
    "placement": "pin",
    "stock": "door",
    "story": "pen",
    "picture": "image",
    "follow_up": "phone",
    "practice": "checked",
    "proposal": "key",
    "presence": "bed",
    "incident": "alert",
    "transport": "pin",
    "task": "check",
    "escalation": "clock",
    "approval": "checked",
    "transfer": "send",
    "delivery": "heart",
    "breach": "alert",
    "plan": "list",
    "offer": "checked",
}
OTHER = "work"


def icon_of(kind: str) -> str:
    """Return the name of the icon for a kind of work."""
    return ICONS.get(kind, OTHER)

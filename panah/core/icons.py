"""The one set of icons: 24 px grid, 1.75 stroke, round ends, drawn in the colour of the text beside them."""

ICONS: dict[str, str] = {
    "alert": '<circle cx="12" cy="12" r="9"/><path d="M12 7.5V13M12 16.3v.2"/>',
    "ask": '<circle cx="12" cy="12" r="9"/><path d="M9.5 9.5a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.1.9-1.1 1.8M12 16.8v.2"/>',
    "bed": '<path d="M3.5 19V7M3.5 16h17v3M20.5 16v-3a3 3 0 0 0-3-3H10v6M6.5 13H7"/>',
    "calendar": '<rect x="4" y="5" width="16" height="15.5" rx="2"/><path d="M4 10h16M8.5 3v4M15.5 3v4"/>',
    "chart": '<path d="M4 20.5h16M7 17v-5M12 17V7M17 17v-8"/>',
    "chat": '<path d="M4 5h16v11H10l-5 4v-4H4z"/><path d="M8 9h8M8 12.2h5"/>',
    "check": '<path d="M5 12.5l4.5 4.5L19 7.5"/>',
    "checked": '<circle cx="12" cy="12" r="9"/><path d="M8 12.3l2.8 2.7L16 9.5"/>',
    "clock": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3.5 2"/>',
    "cross": '<path d="M6.5 6.5l11 11M17.5 6.5l-11 11"/>',
    "door": '<path d="M5 21V9a7 7 0 0 1 14 0v12M3 21h18M9 21v-9a3 3 0 0 1 6 0v9"/>',
    "down": '<path d="M6 9.5l6 6 6-6"/>',
    "download": '<path d="M12 4v11M7.5 11l4.5 4.5 4.5-4.5M5 20h14"/>',
    "exit": '<path d="M10 4H5v16h5M14 8l4 4-4 4M18 12H9"/>',
    "eye": (
        '<path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z"/>'
        '<circle cx="12" cy="12" r="2.8"/>'
    ),
    "eye-off": (
        '<path d="M4 4l16 16M9.8 5.8A9.3 9.3 0 0 1 12 5.5c6 0 9.5 6.5 9.5 6.5a17 17 0 0 1-2.8 3.5'
        'M6.4 7.8A16 16 0 0 0 2.5 12S6 18.5 12 18.5c1.5 0 2.8-.4 4-1M10 10.2a2.8 2.8 0 0 0 3.9 3.9"/>'
    ),
    "file": '<path d="M6 3h8l4.5 4.5V21H6z"/><path d="M14 3v5h4.5M9 13h6M9 16.5h6"/>',
    "flag": '<path d="M6 21V4M6 4.5h11l-2 3.7 2 3.8H6"/>',
    "globe": '<circle cx="12" cy="12" r="9"/><path d="M3 12h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18"/>',
    "heart": '<path d="M12 20s-7.5-4.6-7.5-10A4.2 4.2 0 0 1 12 7.5 4.2 4.2 0 0 1 19.5 10c0 5.4-7.5 10-7.5 10z"/>',
    "home": '<path d="M4 11l8-7 8 7v9.5H4z"/><path d="M10 20.5v-6h4v6"/>',
    "image": (
        '<rect x="3.5" y="4.5" width="17" height="15" rx="2"/><circle cx="9" cy="10" r="1.6"/>'
        '<path d="M4 17l5-4 4 3 3-2.5 4.5 3.5"/>'
    ),
    "key": '<circle cx="8" cy="15.5" r="4"/><path d="M11 12.5L20 3.5M16.5 7l3 3"/>',
    "list": '<path d="M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01"/>',
    "lock": '<rect x="5" y="11" width="14" height="9.5" rx="2"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>',
    "mail": '<rect x="3.5" y="5.5" width="17" height="13" rx="2"/><path d="M4 7l8 6 8-6"/>',
    "megaphone": '<path d="M4 10v4l3 .5L15.5 19V5L7 9.5zM18.5 9.5a3.5 3.5 0 0 1 0 5M7 14.5V19h3v-3.2"/>',
    "menu": '<path d="M4 7h16M4 12h16M4 17h16"/>',
    "money": (
        '<rect x="3" y="6" width="18" height="12" rx="2"/><circle cx="12" cy="12" r="2.5"/>'
        '<path d="M6.5 12h.01M17.5 12h.01"/>'
    ),
    "passport": (
        '<rect x="5" y="3" width="14" height="18" rx="2"/><circle cx="12" cy="10.5" r="3.2"/><path d="M9 17.5h6"/>'
    ),
    "pen": '<path d="M4 20l1-4L16.5 4.5a2 2 0 0 1 3 3L8 19z"/><path d="M14 7l3 3"/>',
    "people": (
        '<circle cx="9" cy="8" r="3.2"/>'
        '<path d="M3 20a6 6 0 0 1 12 0M16 5.2a3.2 3.2 0 0 1 0 5.8M17.5 14.4A6 6 0 0 1 21 20"/>'
    ),
    "person": '<circle cx="12" cy="8" r="3.6"/><path d="M5 20.5a7 7 0 0 1 14 0"/>',
    "phone": (
        '<path d="M6.5 3.5h3l1.4 4.2-2 1.6a12 12 0 0 0 5.8 5.8l1.6-2 4.2 1.4v3a2 2 0 0 1-2.2 2A16.5 16.5 0 0 1 4.5 5.7'
        'a2 2 0 0 1 2-2.2z"/>'
    ),
    "pin": '<path d="M12 21s-6.5-6-6.5-11a6.5 6.5 0 0 1 13 0c0 5-6.5 11-6.5 11z"/><circle cx="12" cy="10" r="2.4"/>',
    "plane": '<path d="M3 13.5l18-8-6.5 15-3-6.5z"/><path d="M11.5 14L21 5.5"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "print": '<path d="M7 9V4h10v5M7 17H4.5V9h15v8H17"/><path d="M7 14h10v6H7z"/>',
    "review": '<path d="M20 12a8 8 0 1 1-2.5-5.8M20 3.5v4h-4"/><path d="M9 12l2 2 4-4"/>',
    "right": '<path d="M5 12h14M13 6l6 6-6 6"/>',
    "scales": '<path d="M12 4v16M7 20h10M5 7h14M5 7l-2.5 6a2.8 2.8 0 0 0 5 0zM19 7l-2.5 6a2.8 2.8 0 0 0 5 0z"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="M15.5 15.5l5 5"/>',
    "send": '<path d="M4 12h13M12 6.5l5.5 5.5-5.5 5.5M20.5 5v14"/>',
    "user": '<circle cx="12" cy="12" r="9"/><circle cx="12" cy="10" r="3"/><path d="M6.5 18.5a6 6 0 0 1 11 0"/>',
    "work": '<rect x="3.5" y="8" width="17" height="11.5" rx="2"/><path d="M9 8V5.5h6V8M3.5 13h17"/>',
}


def drawing(name: str, *, small: bool = False) -> str:
    """
    Return the icon as an inline picture that screen readers skip.

    :raises KeyError: if there is no icon of this name
    """
    size = "pn-i pn-i--s" if small else "pn-i"
    return f'<svg class="{size}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{ICONS[name]}</svg>'

from panah.prosecution.actions.group import (
    add_link,
    add_suspect,
    look_at_group,
    open_group,
    share_group,
    show_suspect,
)
from panah.prosecution.actions.investigation import (
    correct_disposition,
    move_investigation_on,
    open_investigation,
    record_disposition,
)

__all__ = [
    "add_link",
    "add_suspect",
    "correct_disposition",
    "look_at_group",
    "move_investigation_on",
    "open_group",
    "open_investigation",
    "record_disposition",
    "share_group",
    "show_suspect",
]

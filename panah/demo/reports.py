"""Reports of the public that nobody has opened yet, sent through the public's own door."""

import io
import wave
from typing import Any

from django.utils import translation

from panah.concerns import door
from panah.concerns.attachments import Attachment

# Who reads it, in which language, what it is about, whether somebody is in danger now.
REPORTS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("police_helpline", "az", {"topics": ["documents_taken"], "words": "Nümayiş: pasportumu geri vermirlər."}),
    (
        "police_helpline",
        "az",
        {"topics": ["locked_in"], "urgent": "yes", "words": "Nümayiş: qonşu mənzildən çıxa bilmir."},
    ),
    ("police_helpline", "ru", {"topics": ["work"], "words": "Демонстрация: на стройке три месяца не платят."}),
    ("child_helpline", "az", {"topics": ["child"], "words": "Nümayiş: uşaq məktəb vaxtı bazarda işləyir."}),
    ("ngo", "en", {"topics": ["job_offer"], "words": "Demonstration: an offer that asks for my passport first."}),
    ("oversight", "az", {"topics": ["official"], "words": "Nümayiş: müraciətimə baxılmadı."}),
    ("oversight", "az", {"abuse": "yes", "words": "Nümayiş: sığınacaqda kömək üçün pul istəyirlər."}),
)


def send_reports() -> int:
    """Send every report and return how many there were. Each is stored before the next is sent."""
    door.forget_known()
    open_desks = {desk.channel for desk in door.desks()}
    sent = [report for report in REPORTS if report[0] in open_desks]
    for reader, language, answers in sent:
        with translation.override(language):
            files = [_silence()] if answers.get("urgent") else []
            door.receive(answers={"reader": reader, **answers}, once=door.read_once(door.new_once()), files=files)
    return len(sent)


def _silence() -> Attachment:
    """Return a recording of a second in which nobody says anything."""
    made = io.BytesIO()
    with wave.open(made, "wb") as sound:
        sound.setparams((1, 2, 8000, 8000, "NONE", ""))
        sound.writeframes(bytes(16_000))
    return Attachment("wav", made.getvalue(), None)

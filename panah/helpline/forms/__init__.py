from panah.helpline.forms.duty import EndAlarmForm, SetOnCallForm, WriteShiftNoteForm
from panah.helpline.forms.intake import (
    AnswerConcernForm,
    AttemptCallbackForm,
    DivisionField,
    LogCallForm,
    MakeSignalForm,
    OriginalForm,
)

__all__ = [
    "AnswerConcernForm",
    "AttemptCallbackForm",
    "DivisionField",
    "EndAlarmForm",
    "LogCallForm",
    "MakeSignalForm",
    "OriginalForm",
    "SetOnCallForm",
    "WriteShiftNoteForm",
]

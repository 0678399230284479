from panah.helpline.forms.duty import (
    AnswerHandoverForm,
    EndAlarmForm,
    KeepInterpreterForm,
    SendHandoverForm,
    SetOnCallForm,
    WriteShiftNoteForm,
)
from panah.helpline.forms.intake import (
    AnswerConcernForm,
    AttemptCallbackForm,
    CorrectSignalForm,
    DivisionField,
    JudgeSignalForm,
    LogCallForm,
    MakeSignalForm,
    OriginalForm,
)
from panah.helpline.forms.offer import OfferForm

__all__ = [
    "AnswerConcernForm",
    "AnswerHandoverForm",
    "AttemptCallbackForm",
    "CorrectSignalForm",
    "DivisionField",
    "EndAlarmForm",
    "JudgeSignalForm",
    "KeepInterpreterForm",
    "LogCallForm",
    "MakeSignalForm",
    "OfferForm",
    "OriginalForm",
    "SendHandoverForm",
    "SetOnCallForm",
    "WriteShiftNoteForm",
]

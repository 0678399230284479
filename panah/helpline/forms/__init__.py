from panah.helpline.forms.duty import (
    AnswerDutyForm,
    AnswerHandoverForm,
    EndAlarmForm,
    KeepInterpreterForm,
    SendDutyForm,
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
    "AnswerDutyForm",
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
    "SendDutyForm",
    "SendHandoverForm",
    "SetOnCallForm",
    "WriteShiftNoteForm",
]

from panah.helpline.forms.duty import EndAlarmForm, SetOnCallForm
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
]

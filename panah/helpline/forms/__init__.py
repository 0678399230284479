from panah.helpline.forms.duty import EndAlarmForm, SetOnCallForm
from panah.helpline.forms.intake import AnswerConcernForm, DivisionField, LogCallForm, MakeSignalForm, OriginalForm

__all__ = [
    "AnswerConcernForm",
    "DivisionField",
    "EndAlarmForm",
    "LogCallForm",
    "MakeSignalForm",
    "OriginalForm",
    "SetOnCallForm",
]

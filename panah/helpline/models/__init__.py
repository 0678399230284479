from panah.helpline.models.alarm import Alarm, AlarmStep
from panah.helpline.models.call import Call
from panah.helpline.models.callback import Callback, CallbackAttempt
from panah.helpline.models.caller import CallerKey, CallerTag
from panah.helpline.models.concern import Concern
from panah.helpline.models.danger import DangerNotice
from panah.helpline.models.draft import SignalDraft
from panah.helpline.models.duty import DutyAnswer, DutyNotice, DutyToInvestigate
from panah.helpline.models.handover import Handover, HandoverAnswer
from panah.helpline.models.interpreter import Interpreter
from panah.helpline.models.link import ReportLink
from panah.helpline.models.oncall import OnCall
from panah.helpline.models.shiftnote import ShiftNote
from panah.helpline.models.signal import Signal
from panah.helpline.models.translation import TranslationNote

__all__ = [
    "Alarm",
    "AlarmStep",
    "Call",
    "Callback",
    "CallbackAttempt",
    "CallerKey",
    "CallerTag",
    "Concern",
    "DangerNotice",
    "DutyAnswer",
    "DutyNotice",
    "DutyToInvestigate",
    "Handover",
    "HandoverAnswer",
    "Interpreter",
    "OnCall",
    "ReportLink",
    "ShiftNote",
    "Signal",
    "SignalDraft",
    "TranslationNote",
]

from panah.helpline.actions.alarm import end_alarm, open_alarm, take_alarm
from panah.helpline.actions.call import log_call, read_call, recall_caller
from panah.helpline.actions.callback import attempt_callback, erase_way, read_callback
from panah.helpline.actions.concern import (
    answer_concern,
    mark_concern_urgent,
    open_concern,
    read_concern,
    triage_concern,
)
from panah.helpline.actions.correction import correct_signal
from panah.helpline.actions.danger import read_notice, take_notice
from panah.helpline.actions.draft import drop_draft, open_draft, save_draft
from panah.helpline.actions.duty import accept_duty, answer_duty, end_duty, read_duty, send_duty
from panah.helpline.actions.handover import answer_handover, note_handover, read_handover, send_handover
from panah.helpline.actions.interpreter import (
    correct_interpreter,
    end_interpreter,
    erase_interpreter,
    keep_interpreter,
    read_interpreter,
)
from panah.helpline.actions.oncall import end_oncall, set_oncall
from panah.helpline.actions.shiftnote import acknowledge_shiftnote, read_shiftnote, write_shiftnote
from panah.helpline.actions.signal import copy_signal, judge_signal, make_signal, move_signal_on, read_signal

__all__ = [
    "accept_duty",
    "acknowledge_shiftnote",
    "answer_concern",
    "answer_duty",
    "answer_handover",
    "attempt_callback",
    "copy_signal",
    "correct_interpreter",
    "correct_signal",
    "drop_draft",
    "end_alarm",
    "end_duty",
    "end_interpreter",
    "end_oncall",
    "erase_interpreter",
    "erase_way",
    "judge_signal",
    "keep_interpreter",
    "log_call",
    "make_signal",
    "mark_concern_urgent",
    "move_signal_on",
    "note_handover",
    "open_alarm",
    "open_concern",
    "open_draft",
    "read_call",
    "read_callback",
    "read_concern",
    "read_duty",
    "read_handover",
    "read_interpreter",
    "read_notice",
    "read_shiftnote",
    "read_signal",
    "recall_caller",
    "save_draft",
    "send_duty",
    "send_handover",
    "set_oncall",
    "take_alarm",
    "take_notice",
    "triage_concern",
    "write_shiftnote",
]

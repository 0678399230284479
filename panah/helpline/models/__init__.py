from panah.helpline.models.call import Call
from panah.helpline.models.concern import Concern
from panah.helpline.models.signal import Signal

__all__ = ["Call", "Concern", "Signal"]

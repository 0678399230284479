from panah.concerns.models.desk import Desk
from panah.concerns.models.message import Message
from panah.concerns.models.report import Report

__all__ = ["Desk", "Message", "Report"]

from panah.concerns.models.attachment import Attachment
from panah.concerns.models.desk import Desk
from panah.concerns.models.message import Message
from panah.concerns.models.report import Report

__all__ = ["Attachment", "Desk", "Message", "Report"]

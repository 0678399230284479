from panah.prevention.models.bundle import Bundle, BundlePart
from panah.prevention.models.campaign import Audience, Campaign, Channel
from panah.prevention.models.design import Design
from panah.prevention.models.ledger import Batch, Receipt
from panah.prevention.models.material import Material, Review, Version
from panah.prevention.models.outreach import Outreach
from panah.prevention.models.picture import Logo, Picture
from panah.prevention.models.placement import Delivery, Placement, PlacementCheck, ScanDay
from panah.prevention.models.plan import BudgetLine, PlanEntry
from panah.prevention.models.post import Mention, PostReading
from panah.prevention.models.recording import Captions, Recording, RecordingPiece
from panah.prevention.models.stop import StockStop, StopAnswer
from panah.prevention.models.story import Story, StoryConsent, StoryCopy, StoryText
from panah.prevention.models.survey import Answer, Question, Reply, Round, Survey

__all__ = [
    "Answer",
    "Audience",
    "Batch",
    "BudgetLine",
    "Bundle",
    "BundlePart",
    "Campaign",
    "Captions",
    "Channel",
    "Delivery",
    "Design",
    "Logo",
    "Material",
    "Mention",
    "Outreach",
    "Picture",
    "Placement",
    "PlacementCheck",
    "PlanEntry",
    "PostReading",
    "Question",
    "Receipt",
    "Recording",
    "RecordingPiece",
    "Reply",
    "Review",
    "Round",
    "ScanDay",
    "StockStop",
    "StopAnswer",
    "Story",
    "StoryConsent",
    "StoryCopy",
    "StoryText",
    "Survey",
    "Version",
]

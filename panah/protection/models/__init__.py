from panah.protection.models.approval import Approval
from panah.protection.models.assessment import Assessment
from panah.protection.models.carried import CarriedDecision
from panah.protection.models.case import Case
from panah.protection.models.child import AgeAssessment, BestInterests, FamilyAssessment, Guardian
from panah.protection.models.compensation import (
    Claim,
    ClaimPayment,
)
from panah.protection.models.consent import Consent, ConsentPaper
from panah.protection.models.consular import Assistance, HandOver, HandOverReceipt, MissionContact, TravelDocument
from panah.protection.models.decision import Decision
from panah.protection.models.document import Document, DocumentPart
from panah.protection.models.episode import Episode
from panah.protection.models.export import (
    ListExport,
    ListPart,
)
from panah.protection.models.flag import Flag
from panah.protection.models.follow_up import FollowUp
from panah.protection.models.fund import (
    Award,
    Earmark,
    FundEntry,
    FundExchange,
)
from panah.protection.models.goal import Goal
from panah.protection.models.happening import Happening
from panah.protection.models.house_rules import HouseRules, RulesGiven
from panah.protection.models.house_staff import HouseStaff
from panah.protection.models.inquiry import Inquiry
from panah.protection.models.interview import Interview
from panah.protection.models.journey import TransportReport
from panah.protection.models.money import (
    MoneyAnswer,
    MoneyRequest,
    Payment,
)
from panah.protection.models.note import Note
from panah.protection.models.order import Delivery, ServiceOrder
from panah.protection.models.override import Override
from panah.protection.models.person import Person
from panah.protection.models.place import (
    Hold,
    PlaceAnswer,
    PlaceRequest,
    Presence,
    Stay,
)
from panah.protection.models.presumption import Presumption
from panah.protection.models.relative import Relative
from panah.protection.models.residence import Residence, ResidenceStep
from panah.protection.models.resumption import Resumption
from panah.protection.models.retention import Erasure, LegalHold
from panah.protection.models.review import Notice, Review, ReviewAnswer
from panah.protection.models.rights import RightsRequest
from panah.protection.models.sanction import Sanction
from panah.protection.models.screening import Screening
from panah.protection.models.search import SavedSearch
from panah.protection.models.service import Service
from panah.protection.models.sheet import Sheet
from panah.protection.models.shelter import (
    Block,
    Incident,
    Place,
    Shelter,
    ShelterLocation,
    Unit,
)
from panah.protection.models.step import Step
from panah.protection.models.task import Task
from panah.protection.models.transfer import Transfer, TransferAnswer, TransferWish, WishRefusal
from panah.protection.models.transport import (
    TransportTask,
)

__all__ = [
    "AgeAssessment",
    "Approval",
    "Assessment",
    "Assistance",
    "Award",
    "BestInterests",
    "Block",
    "CarriedDecision",
    "Case",
    "Claim",
    "ClaimPayment",
    "Consent",
    "ConsentPaper",
    "Decision",
    "Delivery",
    "Document",
    "DocumentPart",
    "Earmark",
    "Episode",
    "Erasure",
    "FamilyAssessment",
    "Flag",
    "FollowUp",
    "FundEntry",
    "FundExchange",
    "Goal",
    "Guardian",
    "HandOver",
    "HandOverReceipt",
    "Happening",
    "Hold",
    "HouseRules",
    "HouseStaff",
    "Incident",
    "Inquiry",
    "Interview",
    "LegalHold",
    "ListExport",
    "ListPart",
    "MissionContact",
    "MoneyAnswer",
    "MoneyRequest",
    "Note",
    "Notice",
    "Override",
    "Payment",
    "Person",
    "Place",
    "PlaceAnswer",
    "PlaceRequest",
    "Presence",
    "Presumption",
    "Relative",
    "Residence",
    "ResidenceStep",
    "Resumption",
    "Review",
    "ReviewAnswer",
    "RightsRequest",
    "RulesGiven",
    "Sanction",
    "SavedSearch",
    "Screening",
    "Service",
    "ServiceOrder",
    "Sheet",
    "Shelter",
    "ShelterLocation",
    "Stay",
    "Step",
    "Task",
    "Transfer",
    "TransferAnswer",
    "TransferWish",
    "TransportReport",
    "TransportTask",
    "TravelDocument",
    "Unit",
    "WishRefusal",
]

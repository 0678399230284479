from panah.coordination.models.breach import Breach as Breach
from panah.coordination.models.breach import BreachNotice as BreachNotice
from panah.coordination.models.breach import BreachReceipt as BreachReceipt
from panah.coordination.models.own_copy import OwnCopy as OwnCopy
from panah.coordination.models.referral import Referral as Referral
from panah.coordination.models.referral import ReferralReply as ReferralReply
from panah.coordination.models.request import InformationRequest as InformationRequest
from panah.coordination.models.request import RequestAnswer as RequestAnswer

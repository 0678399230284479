"""The shape of what is typed in this room."""

from panah.prevention.forms.campaign import (
    AudienceForm,
    CampaignForm,
    CampaignStepForm,
    ChannelForm,
    FilterForm,
    OpenCampaignForm,
    OutreachForm,
)
from panah.prevention.forms.ledger import BatchForm, CountForm, HandOutForm, ReceiptForm, SheetForm
from panah.prevention.forms.material import (
    ChangeMaterialForm,
    CheckForm,
    DeliveryForm,
    DesignForm,
    MaterialForm,
    PlacementForm,
    PublishForm,
    PutUpForm,
    ReviewForm,
    TakeDownForm,
    TranslateBackForm,
    VersionForm,
)
from panah.prevention.forms.picture import LogoForm, PictureForm
from panah.prevention.forms.plan import BudgetLineForm, DoneForm, EvaluationForm, PlanEntryForm
from panah.prevention.forms.post import MentionForm, PostColumnsForm, PostFileForm, PostReadingForm
from panah.prevention.forms.reply import BackTranslationForm, OpenRoundForm, ReplyForm
from panah.prevention.forms.story import (
    BeginStoryForm,
    CopyForm,
    DeIdentifyForm,
    StoryConsentForm,
    StoryReadingForm,
    WriteStoryForm,
)
from panah.prevention.forms.survey import QuestionForm, RoundForm, SurveyForm

__all__ = [
    "AudienceForm",
    "BackTranslationForm",
    "BatchForm",
    "BeginStoryForm",
    "BudgetLineForm",
    "CampaignForm",
    "CampaignStepForm",
    "ChangeMaterialForm",
    "ChannelForm",
    "CheckForm",
    "CopyForm",
    "CountForm",
    "DeIdentifyForm",
    "DeliveryForm",
    "DesignForm",
    "DoneForm",
    "EvaluationForm",
    "FilterForm",
    "HandOutForm",
    "LogoForm",
    "MaterialForm",
    "MentionForm",
    "OpenCampaignForm",
    "OpenRoundForm",
    "OutreachForm",
    "PictureForm",
    "PlacementForm",
    "PlanEntryForm",
    "PostColumnsForm",
    "PostFileForm",
    "PostReadingForm",
    "PublishForm",
    "PutUpForm",
    "QuestionForm",
    "ReceiptForm",
    "ReplyForm",
    "ReviewForm",
    "RoundForm",
    "SheetForm",
    "StoryConsentForm",
    "StoryReadingForm",
    "SurveyForm",
    "TakeDownForm",
    "TranslateBackForm",
    "VersionForm",
    "WriteStoryForm",
]

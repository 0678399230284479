"""Everything that is changed in this room."""

from panah.prevention.actions.bundle import ask_bundle, continue_bundle, fetch_bundle, make_bundle_part
from panah.prevention.actions.campaign import (
    add_audience,
    add_channel,
    change_campaign,
    open_campaign,
    record_outreach,
    take_campaign_step,
)
from panah.prevention.actions.captions import keep_poster, write_captions
from panah.prevention.actions.correction import correct_record
from panah.prevention.actions.design import upload_design
from panah.prevention.actions.ledger import count_delivery, hand_out, import_sheet, receive_delivery, record_batch
from panah.prevention.actions.material import add_material, change_material, review_material
from panah.prevention.actions.picture import add_picture, keep_logo, withdraw_picture
from panah.prevention.actions.placement import (
    check_placement,
    open_photo,
    place_material,
    put_up,
    record_delivery,
    record_placement,
    take_down,
)
from panah.prevention.actions.plan import enter_money, evaluate_campaign, finish_entry, plan_entry
from panah.prevention.actions.post import add_mention, import_posts, record_reading
from panah.prevention.actions.publishing import (
    publish_campaign,
    publish_material,
    show_recording,
    unpublish_material,
)
from panah.prevention.actions.recording import (
    begin_recording,
    destroy_recording,
    finish_recording,
    keep_piece,
    open_recording,
    upload_recording,
)
from panah.prevention.actions.reply import (
    ask_for_comparison,
    close_round,
    compare_survey,
    note_back_translation,
    open_round,
    record_reply,
)
from panah.prevention.actions.screening import record_screening
from panah.prevention.actions.stock_stop import confirm_stop
from panah.prevention.actions.story import (
    begin_story,
    confirm_de_identified,
    hand_to_safety_review,
    read_findings,
    read_story,
    take_safety_answer,
    take_story_step,
    write_story,
)
from panah.prevention.actions.story_copy import chase_copy, list_copy
from panah.prevention.actions.story_shown import (
    expire_story,
    publish_story,
    record_story_consent,
    record_story_reading,
    review_story,
    sign_story,
    withdraw_story,
    withdraw_story_consent,
)
from panah.prevention.actions.survey import add_question, plan_survey, record_round
from panah.prevention.actions.version import approve_version, print_sheet, translate_version_back, write_version

__all__ = [
    "add_audience",
    "add_channel",
    "add_material",
    "add_mention",
    "add_picture",
    "add_question",
    "approve_version",
    "ask_bundle",
    "ask_for_comparison",
    "begin_recording",
    "begin_story",
    "change_campaign",
    "change_material",
    "chase_copy",
    "check_placement",
    "close_round",
    "compare_survey",
    "confirm_de_identified",
    "confirm_stop",
    "continue_bundle",
    "correct_record",
    "count_delivery",
    "destroy_recording",
    "enter_money",
    "evaluate_campaign",
    "expire_story",
    "fetch_bundle",
    "finish_entry",
    "finish_recording",
    "hand_out",
    "hand_to_safety_review",
    "import_posts",
    "import_sheet",
    "keep_logo",
    "keep_piece",
    "keep_poster",
    "list_copy",
    "make_bundle_part",
    "note_back_translation",
    "open_campaign",
    "open_photo",
    "open_recording",
    "open_round",
    "place_material",
    "plan_entry",
    "plan_survey",
    "print_sheet",
    "publish_campaign",
    "publish_material",
    "publish_story",
    "put_up",
    "read_findings",
    "read_story",
    "receive_delivery",
    "record_batch",
    "record_delivery",
    "record_outreach",
    "record_placement",
    "record_reading",
    "record_reply",
    "record_round",
    "record_screening",
    "record_story_consent",
    "record_story_reading",
    "review_material",
    "review_story",
    "show_recording",
    "sign_story",
    "take_campaign_step",
    "take_down",
    "take_safety_answer",
    "take_story_step",
    "translate_version_back",
    "unpublish_material",
    "upload_design",
    "upload_recording",
    "withdraw_picture",
    "withdraw_story",
    "withdraw_story_consent",
    "write_captions",
    "write_story",
    "write_version",
]

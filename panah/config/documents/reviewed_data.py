"""What was looked at and decided: columns that hold words in clear, and tables without row security."""

REFERENCE = ("drawn at random, says nothing about anybody", "stays: it leads to nothing that can be read")
COUNTRY = ("a country's code: statistics count it", "stays as a figure without a person")
COUNTED = ("a code of reference data: statistics count it", "stays as a figure without a person")
SEALED = ("sealed to the receiving desk's public key", "deleted with its row")
TAG = ("derived from the receipt: opens nothing by itself", "deleted with its row")

# A name that means the same in every table -> (why it may be in clear, what erasure does)
REVIEWED_NAMES: dict[str, tuple[str, str]] = {
    "reference": REFERENCE,
    "case_reference": REFERENCE,
    "assistance_reference": REFERENCE,
    "citizenship": COUNTRY,
    "country": COUNTRY,
    "countries": COUNTRY,
    "country_of_exploitation": COUNTRY,
    "division": COUNTED,
    "currency": ("three letters", "stays as a figure without a person"),
    "indicator_list": ("the name of the list of indicators used", "stays as a figure without a person"),
}

# table.column -> (why it may be in clear, what erasure does)
REVIEWED_COLUMNS: dict[str, tuple[str, str]] = {
    "concerns_report.sealed": SEALED,
    "concerns_report.mailbox_tag": TAG,
    "concerns_report.mailbox_key": TAG,
    "concerns_report.sending": ("the form's own key against a double report", "deleted with its row"),
    "concerns_message.sealed": SEALED,
    "concerns_message.copy": SEALED,
    "concerns_attachment.sealed": SEALED,
    "concerns_attachment.original": SEALED,
    "helpline_callertag.tag": (
        "a keyed hash of a number whose owner agreed, under the key of one day: opens nothing by itself",
        "deleted with its key after thirty days",
    ),
    "helpline_interpreter.languages": ("codes of a code list, never words", "stays as a figure"),
    "helpline_interpreter.into": ("codes of a code list, never words", "stays as a figure"),
    "helpline_shiftnote.left_open": ("counts, and references drawn at random", "stays: it leads to nothing"),
    "helpline_reportlink.sending": (
        "SHA-256 with 256 random bits in it: opens nothing",
        "deleted with its row",
    ),
    "helpline_reportlink.draft": (
        "sealed under a key that only the token gives, of which a hash is kept: nobody here opens it",
        "emptied when it is sent, and in the night after its link has ended",
    ),
    "helpline_dangernotice.reference": REFERENCE,
    "helpline_reportlink.token_hash": ("SHA-256 of 256 random bits: opens nothing", "deleted with its row"),
    "helpline_signal.indicators": ("codes of an indicator list: statistics count them", "stays as a figure"),
    "protection_consent.text_digest": ("SHA-256 of a public text that was shown", "stays: about no person"),
    "protection_payment.number": REFERENCE,
    "protection_listexport.number": REFERENCE,
    "protection_fundexchange.number": REFERENCE,
    "protection_listexport.language": ("the language of the file", "stays as a figure without a person"),
    "protection_listexport.row_ids": ("opaque ids of its rows", "stays: it leads to nothing that can be read"),
    "protection_moneyrequest.basis": ("the name of the rule that entitles", "stays as a figure without a person"),
    "protection_assessment.needs": ("codes and levels of code lists, never words", "stays as a figure"),
    "protection_assessment.risks": ("codes and levels of code lists, never words", "stays as a figure"),
    "protection_episode.acts": ("codes of a code list with their answers, never words", "stays as a figure"),
    "protection_episode.control": ("codes of a code list with their answers, never words", "stays as a figure"),
    "protection_episode.means": ("codes of a code list with their answers, never words", "stays as a figure"),
    "protection_presumption.answers": ("codes of an indicator list, never words", "stays as a figure"),
    "protection_screening.answers": ("codes of an indicator list, never words", "stays as a figure"),
    "protection_case.months_asked": ("numbers of months, never words", "stays as a figure"),
    "protection_followup.levels": ("codes of two lists, never words", "stays as a figure"),
    "protection_shelter.name": ("a neutral name chosen not to say where it is", "about no person"),
    "protection_unit.name": ("a number or a letter of a part of a house", "about no person"),
    "protection_placerequest.with_reference": REFERENCE,
    "protection_transferanswer.new_reference": REFERENCE,
    "exchange_registerrow.tag": (
        "a keyed hash of the source's number: opens nothing by itself",
        "stays: it leads to nothing",
    ),
    "published_offer.languages": ("codes of a code list, never words", "about no person"),
    "published_offer.groups": ("codes of a code list, never words", "about no person"),
    "published_offer.phone": ("the number of an office, which everybody may read", "about no person"),
    "published_offer.web": ("the website of an office, which everybody may read", "about no person"),
    "published_offer.address": ("the address of an office for visitors; never of a shelter", "about no person"),
    "published_offer.names": ("the name of an organisation in each language", "about no person"),
    "published_offer.notes": ("the provider's conditions, which everybody may read", "about no person"),
    "prevention_story.slug": (
        "the address of a published story",
        "stays and opens nothing: taken back, the story loses its words by a job",
    ),
    "prevention_picture.rights_holder": ("whose picture it is: a maker or an office", "kept as long as the picture"),
    "prevention_picture.checks": ("codes of a code list, never words", "about no person"),
    "prevention_bundle.placement_ids": ("ids of places where materials hang, never words", "about no person"),
    "prevention_recording.rights_holder": ("whose video it is: a maker or an office", "kept as long as the video"),
    "prevention_recording.alt_az": ("what a picture shows, written for the public", "about no person"),
    "prevention_recording.alt_en": ("what a picture shows, written for the public", "about no person"),
    "prevention_recording.alt_ru": ("what a picture shows, written for the public", "about no person"),
    "prevention_recording.sha256": ("a sum over sealed bytes", "stays: it opens nothing"),
    "prevention_recordingpiece.sha256": ("a sum over sealed bytes", "stays: it opens nothing"),
    "prevention_reply.tag": ("a keyed hash of three letters and a day, another in each survey", "stays: opens nothing"),
    "prevention_reply.answers": ("numbers, never words; about nobody who is known", "stays as a figure"),
    "prevention_storytext.author_ids": ("ids of accounts, never words", "stays: it opens nothing"),
    "prevention_storycopy.place": ("where a published story was printed", "kept: the copies have to be chased"),
    "concerns_message.sending": ("the form's own key against a double message", "deleted with its row"),
}

# table -> why it needs no row security
BEFORE_SIGN_IN = "read before anybody is signed in; about staff, never about a protected person"
LIBRARY = "the framework's own bookkeeping: no record of anybody"
REFERENCE_DATA = "reference data, the same for every organisation"
LOG_PROOF = "hashes and signatures of the log: opaque, and meant for everybody"
WRAPPED = "keys wrapped by the key above them: useless without the root key, which is not in the database"
OPEN_TABLES: dict[str, str] = {
    "account_emailaddress": BEFORE_SIGN_IN,
    "account_emailconfirmation": BEFORE_SIGN_IN,
    "accounts_account": BEFORE_SIGN_IN,
    "accounts_notification": "that something waits for an account, not what; the desk adds to it and reads nothing",
    "accounts_session": "read before anybody is signed in; keys are hashed, so a stolen table opens nothing",
    "audit_checkpoint": LOG_PROOF,
    "audit_leaf": LOG_PROOF,
    "auth_group": LIBRARY,
    "auth_group_permissions": LIBRARY,
    "auth_permission": LIBRARY,
    "core_factsalt": "one value that no role but the owner may read",
    "core_installation": "the mark: demonstration or production",
    "core_jobcontext": "no role but the owner may read it; written and assumed through functions only",
    "country_sourcedocument": "public documents",
    "country_sourcesentence": "public documents",
    "country_sourcestatement": "public documents",
    "crypto_compartmentkey": WRAPPED,
    "crypto_deskkey": "public keys of the receiving desks; their private halves are wrapped",
    "crypto_keycheck": "proves the root key, does not contain it",
    "crypto_recordkey": WRAPPED,
    "django_content_type": LIBRARY,
    "django_migrations": LIBRARY,
    "mfa_authenticator": BEFORE_SIGN_IN,
    "organisations_organisation": REFERENCE_DATA,
    "procrastinate_events": "jobs hold ids only; who may act for whom stands in core_jobcontext",
    "procrastinate_jobs": "jobs hold ids only; the desk adds to it and reads nothing; a context is bound to its job",
    "procrastinate_periodic_defers": LIBRARY,
    "procrastinate_workers": LIBRARY,
}

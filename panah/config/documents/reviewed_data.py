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
    "concerns_message.sending": ("the form's own key against a double message", "deleted with its row"),
}

# table -> why it needs no row security
OPEN_TABLES: dict[str, str] = {}

"""The rooms that the desk asks: `queries.work` says what waits there, `queries.found` what a search finds."""

from panah.accounts import queries as accounts
from panah.coordination import queries as coordination
from panah.helpline import queries as helpline
from panah.partnership import queries as partnership
from panah.prevention import queries as prevention
from panah.prosecution import queries as prosecution
from panah.protection import queries as protection
from panah.statistics import queries as statistics

ROOMS = (helpline, protection, prosecution, coordination, prevention, partnership, statistics, accounts)

from panah.prosecution.models.disposition import Disposition as Disposition
from panah.prosecution.models.group import CriminalGroup as CriminalGroup
from panah.prosecution.models.investigation import Investigation as Investigation
from panah.prosecution.models.investigation import InvestigationStep as InvestigationStep
from panah.prosecution.models.suspect import Suspect as Suspect
from panah.prosecution.models.suspect import SuspectLink as SuspectLink

"""What the cases domain remembers. Fields, constraints and one-row facts; no workflow."""

from linli.domains.cases.models.asking import Question, Reply
from linli.domains.cases.models.case import Case, Contact
from linli.domains.cases.models.exclusions import Exclusion, ExclusionGround
from linli.domains.cases.models.figures import (
    Closing,
    Counted,
    Figure,
    PartyCount,
    Publication,
    ScoreRules,
    ScoreSheet,
)
from linli.domains.cases.models.following import Follower, Merging
from linli.domains.cases.models.history import CallBack, Escalation, Step
from linli.domains.cases.models.kinds import (
    CatalogueEntry,
    Category,
    EscalationRule,
    SuggestionModel,
    TimeLimit,
)
from linli.domains.cases.models.media import MediaLink
from linli.domains.cases.models.publicity import (
    NeighbourVoice,
    PublicMatter,
    PublicPhoto,
    Watch,
)
from linli.domains.cases.models.recusals import Recusal
from linli.domains.cases.models.rulings import Ruling
from linli.domains.cases.models.shares import Assignment, Whistle
from linli.domains.cases.models.topics import (
    EvidenceCase,
    GovernanceTopic,
    RecurrenceRule,
    TopicBaseline,
    TopicEvidence,
    TopicMeasure,
    TopicStep,
)
from linli.domains.cases.models.views import SavedView

__all__ = [
    "Assignment",
    "CallBack",
    "Case",
    "CatalogueEntry",
    "Category",
    "Closing",
    "Contact",
    "Counted",
    "Escalation",
    "EscalationRule",
    "EvidenceCase",
    "Exclusion",
    "ExclusionGround",
    "Figure",
    "Follower",
    "GovernanceTopic",
    "MediaLink",
    "Merging",
    "NeighbourVoice",
    "PartyCount",
    "PublicMatter",
    "PublicPhoto",
    "Publication",
    "Question",
    "RecurrenceRule",
    "Recusal",
    "Reply",
    "Ruling",
    "SavedView",
    "ScoreRules",
    "ScoreSheet",
    "Step",
    "SuggestionModel",
    "TimeLimit",
    "TopicBaseline",
    "TopicEvidence",
    "TopicMeasure",
    "TopicStep",
    "Watch",
    "Whistle",
]

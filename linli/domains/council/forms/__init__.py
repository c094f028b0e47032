"""The shape of what people type in the council hall."""

from linli.domains.council.forms.course import HeirForm, MandateForm, PostingForm
from linli.domains.council.forms.votes import (
    AnswerForm,
    BallotForm,
    CastForm,
    EnterForm,
    NoticeForm,
    ObjectionForm,
)

__all__ = [
    "AnswerForm",
    "BallotForm",
    "CastForm",
    "EnterForm",
    "HeirForm",
    "MandateForm",
    "NoticeForm",
    "ObjectionForm",
    "PostingForm",
]

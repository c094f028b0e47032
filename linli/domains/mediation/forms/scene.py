"""What the forms on the page of a dispute share: they choose among what belongs to it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.domains.mediation.models import Seat
from linli.domains.mediation.queries import Scene
from linli.kernel import clock

CHOOSE = ("", _("请选择"))
YES_NO = [("yes", _("是")), ("no", _("否"))]
LONG = forms.Textarea(attrs={"rows": 4})
SHORT = forms.Textarea(attrs={"rows": 2})


class SceneForm(forms.Form):
    """A form about one dispute; one without fields asks nothing but to be sent."""

    def __init__(self, *args: Any, scene: Scene, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scene = scene
        self.offer()

    def offer(self) -> None:
        """Fill in what can be chosen in this scene."""

    def among(
        self, field: str, pairs: Iterable[tuple[object, object]], *, ask: bool = True
    ) -> None:
        """Let `field` choose among `pairs`; the only one there is stands chosen already."""
        given = [(str(value), words) for value, words in pairs]
        shown = [CHOOSE, *given] if ask and len(given) != 1 else given
        self.fields[field].choices = shown  # type: ignore[attr-defined]

    def parties(self, field: str = "party") -> None:
        self.among(field, [(each.pk, side(each)) for each in self.scene.parties])

    def today(self, field: str) -> None:
        self.fields[field].initial = clock.local_date(clock.now())


def side(party: Any) -> str:
    """甲方（张**）: enough for a mediator to choose the right one."""
    return f"{party.title}（{party.masked[0]}）"


def seat_name(seat: Seat) -> str:
    return seat.mediator.name

"""Slots: places on a page where the manifests of other apps put their panels."""

from typing import Any

from django.template.context import RequestContext
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from linli.kernel.manifest import Panel, domains
from linli.platform.ui.components.words import register


@register.simple_tag(takes_context=True)
def slot(context: RequestContext, name: str, *about: Any) -> SafeString:
    """Every panel that any app adds at `name`, in order; each is told what the page is `about`.

    Nothing at all where no panel has anything to say.
    """
    panels: list[Panel] = [each for each in domains.gather("panels") if each.slot == name]
    drawn = (
        render_to_string(panel.template, dict(panel.context(*about)), context.request)
        for panel in sorted(panels, key=lambda panel: panel.order)
    )
    return mark_safe("".join(drawn).strip())  # noqa: S308  # each part was rendered with escaping on

"""What only the layouts and the components themselves use."""

from django.template import Library

from linli.platform.ui.components.icons import icon

register = Library()
register.simple_tag(icon)

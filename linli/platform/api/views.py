"""Pages about the API."""

from django.http import Http404, HttpRequest, HttpResponse


def no_such_address(request: HttpRequest) -> HttpResponse:
    """Answers for every address the API doesn't have, so that none is redirected and loses its body."""
    raise Http404

"""Pages. A view reads the request, calls one action or query, and chooses a page."""

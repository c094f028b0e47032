"""What linli says when there is no database to work with."""


class DatabaseProblem(Exception):
    """The database can't be used; the message says why and how to mend it."""

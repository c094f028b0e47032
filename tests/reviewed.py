"""What the architecture allows by name. Every line was looked at; a new one needs a reason."""

# Writes outside an action: mechanics of the platform that write no deed of a person.
WRITERS = {
    "linli.platform.access.limits": "counts tries",
    "linli.platform.api.idempotency": "keeps the first answer beside its effect",
    "linli.platform.api.middleware": "notes the day of a key's last use",
    "linli.platform.audit.trail": "is how a deed is written down",
    "linli.platform.jobs.courier": "carries events",
}

# `scope.system` outside a job: entrances whose community is known only once the row is read.
CROSSINGS: dict[str, str] = {}

# Deeds with an actor that need no permission of their own, or leave no trail; with the reason.
UNPERMITTED = {
    "linli.platform.accounts:change_password": "one's own, and no other's",
    "linli.platform.accounts:end_session": "one's own, and no other's",
    "linli.platform.accounts:note_second_factor": "one's own, and no other's",
    "linli.platform.accounts:rename_myself": "one's own, and no other's",
}
UNRECORDED: dict[str, str] = {}

# Who asks the machine for the time, beside linli.kernel.clock.
TIMEKEEPERS = {"linli.kernel.ids": "the milliseconds inside a UUIDv7 are an order, not a time"}

"""What the architecture allows by name. Every line was looked at; a new one needs a reason."""

# Writes outside an action: mechanics of the platform that write no deed of a person.
WRITERS = {
    "linli.domains.cases.benches.creating": "fills a database of its own, to measure",
    "linli.domains.cases.benches.scene": "fills a database of its own, to measure",
    "linli.domains.cases.seeds.bulk": "fills a demonstration with a million cases",
    "linli.platform.access.limits": "counts tries",
    "linli.platform.api.idempotency": "keeps the first answer beside its effect",
    "linli.platform.api.middleware": "notes the day of a key's last use",
    "linli.platform.audit.sealer": "seals what others wrote",
    "linli.platform.audit.trail": "is how a deed is written down",
    "linli.platform.database.editions": "counts changes of the configuration",
    "linli.platform.database.roles": "takes privileges away",
    "linli.platform.database.rows": "is how actions write whole rows",
    "linli.platform.jobs.courier": "carries events",
    "linli.platform.jobs.reaper": "brings back the jobs of dead workers",
    "linli.platform.jobs.schedules": "marks a period as done",
    "linli.platform.jobs.worker": "notes why a job failed",
    "linli.platform.notices.bursts": "merges messages that wait",
    "linli.platform.notices.dispatch": "moves a message through its states",
    "linli.platform.notices.sms": "is the telephone of a machine without one",
    "linli.platform.search.index": "keeps the search tokens of what an action wrote",
    "linli.platform.webhooks.dispatch": "moves a delivery through its states",
}

# Where the borders of communities are crossed.
CROSSINGS = {
    "linli.domains.cases.benches.creating:_script": "measures on a database of its own",
    "linli.domains.cases.queries.open311:_listed": "what is published is published for everybody",
    "linli.domains.cases.queries.open311:of_token": "a program with the token of its request",
    "linli.domains.cases.queries.open311:updates_of": "what is published is published for everybody",
    "linli.core.divisions.queries:_grid_index": "boundaries, which are public, for every community",
    "linli.core.people.actions.linking:link_account": "whoever holds the code of the record",
    "linli.core.people.queries:own_records": "an account, whose own records they are",
    "linli.core.people.queries:reindex": "a job over every community",
    "linli.core.places.queries.buildings:communities_with_codes": "a visitor who chooses a community",
    "linli.core.places.queries.buildings:place_by_token": "a visitor who scanned a code",
    "linli.core.places.queries.buildings:reindex": "a job over every community",
    "linli.domains.cases.queries.following:follower_opened": "a visitor with number and check code",
    "linli.domains.cases.queries.following:follower_opened_with": "a visitor with number and check code",
    "linli.domains.cases.queries.panels:cases_without_lead": "doctor",
    "linli.domains.cases.queries.reading:by_number": "a visitor with number and check code",
    "linli.domains.cases.queries.reading:followed": "a visitor with number and check code",
    "linli.domains.cases.queries.reading:of_resident": "a resident, whose own cases they are",
    "linli.domains.cases.queries.ladder:listed_publicly": "everybody, who may know what is overdue",
    "linli.domains.cases.queries.scores:months_that_drift": "doctor",
    "linli.domains.cases.queries.topics:communities_with_topics": "told to everybody",
    "linli.domains.cases.queries.topics:topics_told": "told to everybody, small figures hidden",
    "linli.domains.cases.tasks:close_months": "a job over every community",
    "linli.domains.cases.tasks:escalate": "a job over every community",
    "linli.domains.cases.tasks:fetch_media": "a job over every community",
    "linli.domains.council.tasks:publish_due": "a job over every community",
    "linli.domains.council.tasks:regroup_due": "a job over every community",
    "linli.domains.mediation.queries.machine:altered_agreements": "doctor",
    "linli.domains.mediation.tasks:remind": "a job over every community",
    "linli.domains.duties.queries:communities_with_lists": "told to everybody",
    "linli.domains.duties.queries:public_list": "told to everybody",
    "linli.domains.meetings.queries:altered_minutes": "doctor",
    "linli.domains.meetings.tasks:remind": "a job over every community",
    "linli.domains.cases.tasks:find_topics": "a job over every community",
    "linli.domains.cases.tasks:learn_categories": "a job over every community",
    "linli.domains.cases.tasks:reindex": "a job over every community",
    "linli.domains.cases.tasks:remind_overdue": "a job over every community",
    "linli.platform.database.rotation:_batches": "rotate-keys",
    "linli.platform.database.rotation:_renew_table": "rotate-keys",
    "linli.platform.database.rotation:stale_values": "doctor",
    "linli.platform.files.actions:orphans": "a job over every community",
    "linli.platform.files.checks:rows_without_bytes": "doctor",
    "linli.project.checks:lost_keys": "doctor",
    "linli.platform.files.links:opened": "a signed link names its one file",
}

OWN = "a person's own account"
PART = "part of a deed, which has required its permission"
# Deeds with an actor that require no permission by name.
UNPERMITTED = {
    "linli.core.people:link_account": "shows the code that the counter printed for the record",
    "linli.core.people:settle": PART,
    "linli.domains.cases:department_id_of": "asks, and writes nothing",
    "linli.domains.cases:conclude": PART,
    "linli.domains.cases:note": PART,
    "linli.domains.cases:send": PART,
    "linli.domains.mediation:at_table": PART,
    "linli.domains.mediation:end": PART,
    "linli.domains.mediation:note": PART,
    "linli.platform.accounts:change_password": OWN,
    "linli.platform.accounts:end_session": OWN,
    "linli.platform.accounts:note_second_factor": OWN,
    "linli.platform.accounts:rename_myself": OWN,
    "linli.platform.exports:ask": "queries.allowed requires the list's own permission",
    "linli.platform.exports:fetch": "finds the actor's own exports alone",
    "linli.platform.exports:write_to": "queries.allowed requires the list's own permission",
    "linli.platform.files:forget": PART,
    "linli.platform.files:keep_covered": PART,
    "linli.platform.files:keep_document": PART,
    "linli.platform.files:keep_photo": PART,
    "linli.platform.notices:choose_ways": OWN,
    "linli.platform.notices:close_outlet": "queries.outlet finds what the actor may tend alone",
    "linli.platform.notices:read": OWN,
    "linli.platform.notices:read_all": OWN,
}
# Deeds with an actor that leave no line in the trail.
UNRECORDED = {
    "linli.core.people:settle": PART,
    "linli.domains.cases:department_id_of": "asks, and writes nothing",
    "linli.domains.cases:index_cases": "writes search tokens anew, which say nothing new",
    "linli.domains.cases:conclude": PART,
    "linli.domains.cases:note": PART,
    "linli.domains.cases:send": PART,
    "linli.domains.council:mark_helpful": "the mark is kept without an account; a line would name it",
    "linli.domains.council:opine": "votes are kept without an account; a line would name who voted",
    "linli.domains.mediation:at_table": PART,
    "linli.domains.mediation:end": PART,
    "linli.domains.mediation:note": PART,
    "linli.platform.notices:choose_ways": "how somebody likes to be told is theirs alone",
    "linli.platform.notices:read": "reading one's own messages is nobody's business",
    "linli.platform.notices:read_all": "reading one's own messages is nobody's business",
}

# What the machine alone may do: no role is given it.
OF_THE_MACHINE = {
    "council.bring_in": "votes of another system are taken over by programs alone",
    "council.regroup": "when opinions are grouped, and when a digest is frozen, the rules decide",
    "cases.tell": "whom to tell of what happened is decided by the rules alone",
    "meetings.remind": "when to remind of what was resolved is decided by the rules alone",
    "mediation.remind": "when to remind of what was promised is decided by the rules alone",
}

# Who asks the machine for the time, beside linli.kernel.clock.
TIMEKEEPERS = {
    "linli.kernel.ids": "the milliseconds inside a UUIDv7 are an order, not a time",
}

"""Every way to change the register of residents, and to look into it."""

from linli.core.people.actions.following import follow_building
from linli.core.people.actions.keeping import Revealed, change_resident, let_go, reveal
from linli.core.people.actions.linking import issue_link_code, link_account
from linli.core.people.actions.registering import Registered, add_resident, add_residents
from linli.core.people.actions.taking_back import take_back

__all__ = [
    "Registered",
    "Revealed",
    "add_resident",
    "add_residents",
    "change_resident",
    "follow_building",
    "issue_link_code",
    "let_go",
    "link_account",
    "reveal",
    "take_back",
]

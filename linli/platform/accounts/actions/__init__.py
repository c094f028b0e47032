"""Every write around accounts, roles and grants, by the name of its deed."""

from linli.platform.accounts.actions.closing import (
    deactivate,
    end_other_sessions,
    end_session,
    reactivate,
    reset_second_factor,
    retire_idle_staff,
    sweep_expired,
)
from linli.platform.accounts.actions.codes import (
    Slip,
    issue_counter_code,
    open_resident,
    redeem_counter_code,
    redeem_phone_code,
    send_phone_code,
)
from linli.platform.accounts.actions.grants import confirm_grant, end_grant, grant_role
from linli.platform.accounts.actions.own import (
    change_password,
    note_second_factor,
    rename_myself,
)
from linli.platform.accounts.actions.roles import create_role, edit_role, restore_role, sync_roles
from linli.platform.accounts.actions.staff import (
    appoint_first,
    create_staff,
    issue_set_up,
    set_up_password,
)

__all__ = [
    "Slip",
    "appoint_first",
    "change_password",
    "confirm_grant",
    "create_role",
    "create_staff",
    "deactivate",
    "edit_role",
    "end_grant",
    "end_other_sessions",
    "end_session",
    "grant_role",
    "issue_counter_code",
    "issue_set_up",
    "note_second_factor",
    "open_resident",
    "reactivate",
    "redeem_counter_code",
    "redeem_phone_code",
    "rename_myself",
    "reset_second_factor",
    "restore_role",
    "retire_idle_staff",
    "send_phone_code",
    "set_up_password",
    "sweep_expired",
    "sync_roles",
]

"""How our own server is set up: durable, quiet about people's data, sized to the machine."""

import os

MEGABYTE = 1024 * 1024
MOST_SHARED = 1024
LEAST_SHARED = 128
FIXED = {
    "password_encryption": "scram-sha-256",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "timezone": "UTC",
    "jit": "off",  # compiling costs more than it saves on a page's short queries
    "random_page_cost": "1.1",
    "max_wal_size": "2GB",
    "checkpoint_timeout": "15min",
    # The log is kept for a week and never holds a statement or a row, since they hold people's data.
    "log_destination": "stderr",
    "logging_collector": "on",
    "log_directory": "log",
    "log_filename": "postgresql-%a.log",
    "log_truncate_on_rotation": "on",
    "log_rotation_age": "1d",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}


def settings() -> str:
    """Lines for postgresql.conf, which an administrator may change afterwards."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // MEGABYTE
    sized = {
        "shared_buffers": f"{max(LEAST_SHARED, min(MOST_SHARED, memory // 8))}MB",
        "effective_cache_size": f"{max(LEAST_SHARED, memory // 2)}MB",
    }
    lines = [f"{name} = '{value}'" for name, value in {**FIXED, **sized}.items()]
    return "\n".join(["", "# Written by linli when it made this folder.", *lines, ""])

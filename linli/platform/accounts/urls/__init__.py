"""Addresses of accounts: one's own under /account/, the administrators' desk under /accounts/."""

"""Every way to change places."""

from linli.core.places.actions.assets import Told, bring_in_assets, retire_asset
from linli.core.places.actions.buildings import (
    ALPHABET,
    EDIT,
    FURNISH,
    TOKEN_LENGTH,
    Door,
    add_building,
    add_dwellings,
    change_building,
    end_code,
    make_code,
)

__all__ = [
    "ALPHABET",
    "EDIT",
    "FURNISH",
    "TOKEN_LENGTH",
    "Door",
    "Told",
    "add_building",
    "add_dwellings",
    "bring_in_assets",
    "change_building",
    "end_code",
    "make_code",
    "retire_asset",
]

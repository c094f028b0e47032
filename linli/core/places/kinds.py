"""Kinds of assets: what stands in public and somebody has to keep working (部件, GB/T 30428.2)."""

from enum import StrEnum


class Kind(StrEnum):
    """Only the kinds that residents report; a city's full catalogue has more than a hundred."""

    LAMP = "lamp"
    MANHOLE = "manhole"
    HYDRANT = "hydrant"
    LIFT = "lift"
    CHARGER = "charger"
    BIN = "bin"
    FITNESS = "fitness"
    NOTICE_BOARD = "notice_board"
    GATE = "gate"
    CAMERA = "camera"
    TREE = "tree"
    ROAD = "road"
    LAWN = "lawn"
    FENCE = "fence"
    WATER = "water"
    PARKING = "parking"
    OTHER = "other"

"""What the register of residents does when places change."""

from linli.contracts.places import BuildingRegistered
from linli.core.people import actions
from linli.platform.access.actor import machine


def follow_building(event: BuildingRegistered) -> None:
    actions.follow_building(actor=machine("people"), building_id=event.building_id, area=event.area)

from linli.kernel.manifest import DomainConfig


class CalendarConfig(DomainConfig):
    name = "linli.platform.calendar"
    label = "calendar"

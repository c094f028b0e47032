from django.apps import AppConfig


class CalendarConfig(AppConfig):
    name = "linli.platform.calendar"
    label = "calendar"

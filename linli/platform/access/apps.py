from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "linli.platform.access"
    label = "access"

from django.apps import AppConfig


class DatabaseConfig(AppConfig):
    name = "linli.platform.database"

from django.apps import AppConfig


class DivisionsConfig(AppConfig):
    name = "linli.core.divisions"
    label = "divisions"

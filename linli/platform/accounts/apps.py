from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "linli.platform.accounts"
    label = "accounts"

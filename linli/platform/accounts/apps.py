from linli.kernel.manifest import DomainConfig


class AccountsConfig(DomainConfig):
    name = "linli.platform.accounts"
    label = "accounts"

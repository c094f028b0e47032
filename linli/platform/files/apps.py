from linli.kernel.manifest import DomainConfig


class FilesConfig(DomainConfig):
    name = "linli.platform.files"
    label = "files"

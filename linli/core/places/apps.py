from linli.kernel.manifest import DomainConfig


class PlacesConfig(DomainConfig):
    name = "linli.core.places"
    label = "places"

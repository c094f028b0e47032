"""What api adds to the house."""

from django.utils.translation import gettext_lazy as _

from linli.kernel.manifest import Manifest, Permission

MANIFEST = Manifest(
    key="api",
    title=_("接口"),
    urls="linli.platform.api.urls",
    public=["api:v1:openapi-json", "api:none"],
    permissions=[Permission(key="api.manage_keys", title=_("管理接口密钥"))],
    roles={"security_admin": ["api.manage_keys"]},
)

"""Who may see which file. The owner's domain answers; files only asks."""

from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from linli.kernel.errors import NotFound
from linli.kernel.manifest import domains
from linli.platform.access.actor import Actor
from linli.platform.files.models import StoredFile

May = Callable[[Actor, UUID], bool]


def access_checks() -> Mapping[str, May]:
    """Owner kind: the question that its domain answers."""
    return {kind: may for domain in domains for kind, may in domain.files.items()}


def may_see(actor: Actor, owner_kind: str, owner_id: UUID) -> bool:
    """Whether the owner's domain lets `actor` see its files; an unknown kind lets nobody."""
    may = access_checks().get(owner_kind)
    return may is not None and may(actor, owner_id)


def visible(actor: Actor, file_id: UUID) -> StoredFile:
    """The file, if `actor` may see its owner. Raises NotFound, alike for missing and foreign."""
    file = StoredFile.objects.filter(pk=file_id).first()
    if file is None or not may_see(actor, file.owner_kind, file.owner_id):
        raise NotFound(_("没有找到这个文件。"))
    return file


def attached_to(actor: Actor, owner_kind: str, owner_id: UUID) -> Sequence[StoredFile]:
    """The owner's files in the order they came; none for whoever may not see the owner."""
    if not may_see(actor, owner_kind, owner_id):
        return ()
    return tuple(StoredFile.objects.filter(owner_kind=owner_kind, owner_id=owner_id).order_by("id"))

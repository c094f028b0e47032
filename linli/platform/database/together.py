"""Operations of a migration that don't need to see the models as they were in between.

Django makes the classes of every related model anew for each operation, and nearly every model here is
related to the divisions: a first migration of forty tables took six seconds, most of them for that.
"""

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class Together(Operation):
    """Do `operations` in their order, between one state of the models and the next.

    Not for operations that run code, nor for a table beside what is added to it: Django makes a table
    with everything that it has in the next state.
    """

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = operations

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        state.__dict__.pop("apps", None)  # the classes are made once, when somebody asks for them
        for each in self.operations:
            each.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for each in self.operations:
            each.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, *args: Any) -> None:
        for each in reversed(self.operations):
            each.database_backwards(*args)

    def describe(self) -> str:
        return "; ".join(each.describe() for each in self.operations)

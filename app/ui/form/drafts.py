"""What was typed and not saved, kept until it is saved or discarded."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from app.ui.form.fields import Record

if TYPE_CHECKING:
    from app.ui.form.state import Draft
    from app.workbook.merging import Path


@dataclass
class Drafts:
    """The changed keys of each record, by its path."""

    found: dict[str, Record] = field(default_factory=dict[str, Record])

    @classmethod
    def of(cls, text: str) -> Drafts:
        """The drafts of a text that was kept; none where it makes no sense."""
        try:
            found: object = json.loads(text) if text else {}
        except ValueError:
            found = {}
        return cls(cast("dict[str, Record]", found) if isinstance(found, dict) else {})

    def text(self) -> str:
        """The drafts as a text to keep."""
        return json.dumps(self.found, ensure_ascii=True) if self.found else ""

    def keep(self, draft: Draft) -> None:
        """Remember a draft, or nothing where nothing was changed."""
        if changed := draft.changed:
            self.found["\t".join(draft.path)] = changed
        else:
            self.forget(draft.path)

    def kept(self, path: Path) -> Record:
        """What had been typed about a record."""
        return dict(self.found.get("\t".join(path), {}))

    def forget(self, path: Path) -> None:
        """It is saved or discarded."""
        self.found.pop("\t".join(path), None)

"""Names of a package's new parts, without a look at all parts for each of them."""

from __future__ import annotations

from typing import Any


class PartNames:
    """Stands in for python-pptx's `next_partname`, which takes longer with every part there is."""

    def __init__(self, package: Any) -> None:
        self._taken = {str(part.partname) for part in package.iter_parts()}
        self._next: dict[str, int] = {}

    def next(self, template: str) -> Any:
        """The first free name of a template such as `/ppt/charts/chart%d.xml`."""
        from pptx.opc.packuri import PackURI

        number = self._next.get(template, 1)
        while template % number in self._taken:
            number += 1
        self._next[template] = number + 1
        return PackURI(template % number)

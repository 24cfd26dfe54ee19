"""Places on a slide, in the English Metric Units of the format: 914,400 are an inch, 12,700 a point."""

from __future__ import annotations

from dataclasses import dataclass

INCH = 914_400
POINT = 12_700
SIZES = {"16:9": (12_192_000, 6_858_000), "4:3": (9_144_000, 6_858_000)}


def inches(value: float) -> int:
    return round(value * INCH)


@dataclass(frozen=True)
class Box:
    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        return self.x + self.width

    @property
    def bottom(self) -> int:
        return self.y + self.height

    def below(self, height: int, gap: int = 0) -> Box:
        """What is left of it without a strip of that height and a gap at its top."""
        return Box(self.x, self.y + height + gap, self.width, max(0, self.height - height - gap))

    def top(self, height: int) -> Box:
        return Box(self.x, self.y, self.width, min(height, self.height))

    def above(self, height: int, gap: int = 0) -> Box:
        """What is left of it without a strip of that height and a gap at its bottom."""
        return Box(self.x, self.y, self.width, max(0, self.height - height - gap))

    def bottom_strip(self, height: int) -> Box:
        return Box(self.x, self.bottom - height, self.width, height)

    def columns(self, shares: list[float], gap: int) -> list[Box]:
        """Parts side by side, as wide as `shares` say."""
        room = self.width - gap * (len(shares) - 1)
        boxes, x = [], self.x
        for share in shares:
            width = int(room * share / sum(shares))
            boxes.append(Box(x, self.y, width, self.height))
            x += width + gap
        return boxes

    def overlaps(self, other: Box) -> bool:
        return (
            self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom
        )

"""Plots of lag over questions as one SVG: a small panel per scenario, both axes in logs, readable in light and dark."""

import math
from collections.abc import Mapping, Sequence
from html import escape
from typing import Protocol

_WIDTH, _HEIGHT, _COLUMNS = 300, 210, 3
_LEFT, _TOP, _RIGHT, _BOTTOM = 44, 34, 12, 34
_X, _Y = (1, 300), (0.02, 100)
_COLOURS = {"Easel": "#2f6f9f", "oracle": "#8a8580"}
_RIVAL_COLOUR = "#b4552d"


class Point(Protocol):
    """A cost of watching."""

    @property
    def questions(self) -> float: ...
    @property
    def lag_s(self) -> float: ...


Drawing = tuple[str, Mapping[str, Sequence[Point]], Mapping[str, Point]]
"""Title, curves by name, single points by name."""


def draw_curves(drawings: Sequence[Drawing]) -> str:
    """Return the SVG: curves as lines, rivals as dots with their names."""
    rows = math.ceil(len(drawings) / _COLUMNS)
    width, height = _COLUMNS * _WIDTH, rows * _HEIGHT
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        'font-family="system-ui, sans-serif" font-size="11" role="img" '
        'aria-label="Seconds of lag over questions per task: Easel, an oracle, fixed and growing pauses">',
        f'<rect width="{width}" height="{height}" fill="#faf9f7"/>',
    ]
    for place, drawing in enumerate(drawings):
        x, y = place % _COLUMNS * _WIDTH, place // _COLUMNS * _HEIGHT
        parts += [f'<g transform="translate({x} {y})">', *_panel(drawing), "</g>"]
    return "\n".join([*parts, "</svg>", ""])


def _panel(drawing: Drawing) -> list[str]:
    title, curves, rivals = drawing
    parts = [f'<text x="{_LEFT}" y="20" fill="#292524" font-size="12">{escape(title)}</text>']
    for value in (1, 10, 100):
        x = _x(value)
        parts.append(f'<path d="M{x:.1f} {_TOP}V{_HEIGHT - _BOTTOM}" stroke="#e3dfda"/>')
        parts.append(f'<text x="{x:.1f}" y="{_HEIGHT - 20}" fill="#6b6661" text-anchor="middle">{value}</text>')
    for value in (0.1, 1, 10, 100):
        y = _y(value)
        parts.append(f'<path d="M{_LEFT} {y:.1f}H{_WIDTH - _RIGHT}" stroke="#e3dfda"/>')
        parts.append(f'<text x="{_LEFT - 5}" y="{y + 4:.1f}" fill="#6b6661" text-anchor="end">{value:g} s</text>')
    middle = (_LEFT + _WIDTH - _RIGHT) / 2
    parts.append(f'<text x="{middle}" y="{_HEIGHT - 7}" fill="#6b6661" text-anchor="middle">questions a task</text>')
    for number, (name, curve) in enumerate(curves.items()):
        points = sorted((_x(point.questions), _y(point.lag_s)) for point in curve)
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        dash = ' stroke-dasharray="4 3"' if name == "oracle" else ""
        colour = _COLOURS[name]
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"{dash}/>')
        y = _HEIGHT - _BOTTOM - 20 + 13 * number
        parts.append(f'<text x="{_LEFT + 5}" y="{y}" fill="{colour}">{escape(name)}</text>')
    for name, point in rivals.items():
        x, y = _x(point.questions), _y(point.lag_s)
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{_RIVAL_COLOUR}"/>')
        parts.append(
            f'<text x="{x + 5:.1f}" y="{y - 4:.1f}" fill="{_RIVAL_COLOUR}" font-size="10">{escape(name)}</text>'
        )
    return parts


def _x(questions: float) -> float:
    return _LEFT + _share(questions, *_X) * (_WIDTH - _LEFT - _RIGHT)


def _y(lag_s: float) -> float:
    return _HEIGHT - _BOTTOM - _share(lag_s, *_Y) * (_HEIGHT - _TOP - _BOTTOM)


def _share(value: float, low: float, high: float) -> float:
    return min(1.0, max(0.0, math.log(value / low) / math.log(high / low)))

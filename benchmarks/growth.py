"""How a cost grows with the number of reports: the exponent of a fit, and a plot as text or as a picture."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import linear_regression

Points = Mapping[int, float]
"""Seconds of processor time by number of reports."""
WIDTH = 50


def exponent(points: Points) -> float:
    """Return the slope of the points on logarithmic scales: 1 is linear, 2 quadratic."""
    return linear_regression([math.log(size) for size in points], [math.log(cost) for cost in points.values()]).slope


def drawn(series: Mapping[str, Points]) -> str:
    """Draw bars of milliseconds a report, which are of one length where a cost is linear."""
    each = {name: {size: cost * 1000 / size for size, cost in points.items()} for name, points in series.items()}
    most = max(cost for points in each.values() for cost in points.values())
    lines = []
    for name, points in each.items():
        lines.append(f"{name}, ms of processor time a report")
        lines += [f"{size:8} {'█' * max(1, round(cost / most * WIDTH))} {cost:.1f}" for size, cost in points.items()]
    return "\n".join(lines)


def picture(series: Mapping[str, Points], path: Path) -> None:
    """Plot seconds against the number of reports on logarithmic scales; needs matplotlib."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7, 4.5), layout="constrained")
    axes = figure.subplots()
    for name, points in series.items():
        sizes: Sequence[int] = list(points)
        (drawn_line,) = axes.loglog(sizes, list(points.values()), "o-", label=f"{name} (n^{exponent(points):.2f})")
        first = sizes[0]
        straight = [points[first] * size / first for size in sizes]
        axes.loglog(sizes, straight, ":", color=drawn_line.get_color())
    axes.set(xlabel="reports", ylabel="seconds of processor time (dotted: linear)")
    axes.legend()
    axes.grid(visible=True, which="both", alpha=0.3)
    figure.savefig(path, dpi=150)

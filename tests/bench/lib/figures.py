"""The output of a measurement: one line a figure, with the value it is compared with."""

import os
from dataclasses import dataclass

LINE = "{:58} {:>8} {:>8} {:>7}  {}"


@dataclass(frozen=True)
class Figure:
    """`value` is what the goal is about; None for a figure that only explains another."""

    name: str
    ours: str
    other: str = ""
    value: float = None
    goal: float = None
    unit: str = ""


def heading():
    print(LINE.format("", "ours", "other", "", "goal"), flush=True)


def report(figures):
    """Below the heading, which tests/bench/run prints once."""
    if not os.environ.get("BENCH_IS_ONE_OF_MANY"):
        heading()
    for figure in figures:
        value = "" if figure.value is None else f"{figure.value:.2f}"
        goal = "" if figure.goal is None else f"<= {figure.goal:g} {figure.unit}".rstrip()
        missed = "  MISSED" if figure.goal is not None and figure.value > figure.goal else ""
        print(LINE.format(figure.name, figure.ours, figure.other, value, goal + missed), flush=True)

"""docs/scale.md: the arithmetic is right, and its figures are the measured ones."""

import ast
import operator
import re

import pytest
from conftest import ROOT

TEXT = (ROOT / "docs" / "scale.md").read_text(encoding="utf-8")
SUMS = re.findall(r"\| `([^`=]+) = ([\d.]+)` \|", TEXT)
OPERATORS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}


def compute(node: ast.expr) -> float:
    if isinstance(node, ast.BinOp):
        return OPERATORS[type(node.op)](compute(node.left), compute(node.right))
    assert isinstance(node, ast.Constant)
    return node.value


def read_section(title: str) -> str:
    return TEXT.partition(f"## {title}\n")[2].partition("\n## ")[0]


@pytest.mark.parametrize("arithmetic, result", SUMS)
def test_the_arithmetic_is_right(arithmetic, result):
    digits = len(result.partition(".")[2])
    assert round(compute(ast.parse(arithmetic.strip(), mode="eval").body), digits) == float(result)


def test_what_is_extrapolated_starts_from_what_was_measured():
    measured = {float(figure.replace(",", "")) for figure in re.findall(r"\| ([\d.,]+) \|", read_section("Measured"))}
    results = {float(result) for _, result in SUMS}
    plain = {1.0, 1e6, 1e9, 1e12, 1.35e9, 100.0, 365.0, 3600.0, 24.0, 32.0, 1000.0}  # units, and sizes that the row names
    used = {float(number) for arithmetic, _ in SUMS for number in re.findall(r"\d[\d.]*(?:e\d+)?", arithmetic)}
    assert used <= measured | results | plain
    assert len(SUMS) == len(re.findall(r"^\| .* \|$", read_section("Extrapolated"), re.MULTILINE)) - 1

"""Draws the sample for a second coding, and says how far two coders agree.

python scripts/reliability.py sheet [FILE]  writes a tenth of the statements, without labels; never over a sheet with answers
python scripts/reliability.py agree [FILE]  compares a filled sheet (data/reliability_sample.csv) with the labels of the dataset as
                                            they were before data/reliability_decisions.csv resolved the differences: on all twelve
                                            labels, and folded to four classes in two ways
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from environment import LINES, ROOT, prepare

sys.path.insert(0, str(ROOT))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("task", choices=("sheet", "agree"), help="draw the sample, or compare a filled sheet")
    parser.add_argument("file", type=Path, nargs="?", default=ROOT / "data/reliability_sample.csv", help="the sheet")
    options = parser.parse_args()
    try:
        from datasette_claims.store import build_database, open_database
    except ModuleNotFoundError:  # started outside the environment that holds the package's requirements
        sys.exit(subprocess.run([str(prepare(LINES[0])), *sys.argv]).returncode)
    from evidence.agreement import read_pairs, read_rows, write_sheet

    if options.task == "sheet" and options.file.is_file() and any(row["label"] for row in read_rows(options.file)):
        sys.exit(f"{options.file} has answers in it; name another file for a new sheet.")
    with tempfile.TemporaryDirectory() as folder:
        build_database(ROOT / "data", Path(folder) / "claims.db")
        connection = open_database(Path(folder) / "claims.db")
        if options.task == "sheet":
            print(f"{write_sheet(connection, options.file)} rows to code in {options.file}")
            return
        pairs = read_pairs(connection, options.file, ROOT / "data/reliability_decisions.csv")
        labels = connection.execute("select id, sdqc, polarity, commitment from stance_labels order by sort").fetchall()
        connection.close()
    if not pairs:
        sys.exit(f"{options.file} has no row with a label; fill in the column label.")
    report(pairs, labels)


def report(pairs: list[Any], labels: list[tuple[str, str, int, str]]) -> None:
    """Prints the figures, the confusion table and the differences."""
    from evidence.agreement import compute_alpha, compute_interval, compute_kappa, write_confusion

    statements = [pair.statement for pair in pairs]
    sdqc = {name: fold for name, fold, _, _ in labels}
    side = {name: {1: "for", -1: "against"}.get(polarity, "passed on" if commitment == "transmitted" else "open")
            for name, _, polarity, commitment in labels}
    figures = {
        "twelve labels": [(pair.first.label, pair.second.label) for pair in pairs],
        "support, deny, query, comment": [(sdqc[pair.first.label], sdqc[pair.second.label]) for pair in pairs],
        "for, against, open, passed on": [(side[pair.first.label], side[pair.second.label]) for pair in pairs],
        "certainty": [(pair.first.certainty, pair.second.certainty) for pair in pairs],
    }
    read = Counter(pair.source for pair in pairs)
    print(f"{len(pairs)} rows of {len(set(statements))} statements; read: {dict(read)}")
    for name, coded in figures.items():
        share = sum(one == other for one, other in coded) / len(coded)
        low, high = compute_interval(coded, statements, compute_kappa)
        print(f"{name}: agreement {share:.3f}, kappa {compute_kappa(coded):.3f} [{low:.3f}, {high:.3f}], alpha {compute_alpha(coded):.3f}")
    for source in read:
        coded = [(pair.first.label, pair.second.label) for pair in pairs if pair.source == source]
        print(f"twelve labels, read from the {source}: n {len(coded)}, kappa {compute_kappa(coded):.3f}")
    print(f"actor: {sum(pair.first.actor == pair.second.actor for pair in pairs)} of {len(pairs)} the same")
    print("\n" + write_confusion(figures["twelve labels"], [name for name, *_ in labels]) + "\n")
    for pair in pairs:
        if pair.first.label != pair.second.label:
            print(f"{pair.statement} {pair.claim}: {pair.first.label} / {pair.second.label}")


if __name__ == "__main__":
    main()

"""Draws the sample for a second coding, and says how far two coders agree.

python scripts/reliability.py sheet      writes data/reliability_sample.csv: a tenth of the statements, without labels
python scripts/reliability.py agree FILE compares a sheet with its label column filled in with the labels of the dataset,
                                         on all twelve labels and folded to four (support, deny, query, comment)
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

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
    from evidence.agreement import compute_alpha, compute_kappa, read_pairs, write_sheet

    with tempfile.TemporaryDirectory() as folder:
        build_database(ROOT / "data", Path(folder) / "claims.db")
        connection = open_database(Path(folder) / "claims.db")
        if options.task == "sheet":
            print(f"{write_sheet(connection, options.file)} rows to code in {options.file}")
            return
        pairs = read_pairs(connection, options.file)
        folded = dict(connection.execute("select id, sdqc from stance_labels"))
        connection.close()
    if not pairs:
        sys.exit(f"{options.file} has no row with a label; fill in the column label.")
    for name, fold in (("twelve labels", lambda label: label), ("four classes", folded.__getitem__)):
        coded = [(fold(pair.first), fold(pair.second)) for pair in pairs]
        share = sum(one == other for one, other in coded) / len(coded)
        print(f"{name}: n {len(coded)}, agreement {share:.3f}, kappa {compute_kappa(coded):.3f}, alpha {compute_alpha(coded):.3f}")
    for pair in pairs:
        if pair.first != pair.second:
            print(f"{pair.quote} {pair.claim}: {pair.first} / {pair.second}")


if __name__ == "__main__":
    main()

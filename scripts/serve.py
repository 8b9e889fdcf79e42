"""Builds data/ into claims.db and serves the site on this machine.

Makes its own environment on the first run. Repeating it is safe: the environment is kept, and the
database is built anew and takes the old one's place only when whole.
"""

from __future__ import annotations

import argparse
import signal
import socket
import subprocess
import sys
from pathlib import Path

from environment import LINES, add_desk, prepare

# Facet suggestion is by far the slowest part of Datasette's own table pages: 13 times on a million rows.
SETTINGS = {"suggest_facets": "off", "max_csv_mb": "0", "default_page_size": "50", "facet_time_limit_ms": "200"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, default=8001, help="port on 127.0.0.1 (default 8001)")
    parser.add_argument("--build-only", action="store_true", help="build claims.db and stop")
    parser.add_argument("--line", choices=LINES, default=LINES[0], help="line of Datasette to serve with (default 0.65)")
    add_desk(parser)
    arguments = parser.parse_args()
    if not arguments.build_only:
        require_metadata(arguments.desk)
        require_port(arguments.port)
    python = prepare(arguments.line)
    datasette = [str(python), "-m", "datasette"]
    built = subprocess.run([*datasette, "claims", "build", "data", "claims.db"], cwd=arguments.desk)
    if built.returncode or arguments.build_only:
        sys.exit(built.returncode)
    signal.signal(signal.SIGTERM, stop)
    print(f"Serving http://127.0.0.1:{arguments.port}/ - stop with Ctrl-C.", flush=True)
    try:
        sys.exit(subprocess.run([*datasette, *list_options(arguments)], cwd=arguments.desk).returncode)
    except KeyboardInterrupt:
        print("\nStopped.")


def stop(*signal: object) -> None:
    """Ends as Ctrl-C does; without it the server would go on alone and keep the port."""
    raise KeyboardInterrupt


def list_options(arguments: argparse.Namespace) -> list[str]:
    # 1.0 reads titles and licences with -m, and facets and plugin settings with -c, from the same file.
    files = ["-m", "metadata.yml", *(["-c", "metadata.yml"] if arguments.line == "1.0" else [])]
    settings = [part for name, value in SETTINGS.items() for part in ("--setting", name, value)]
    return ["serve", "claims.db", *files, "--cors", "--host", "127.0.0.1", "--port", str(arguments.port), *settings]


def require_metadata(desk: Path) -> None:
    if not (desk / "metadata.yml").is_file():
        sys.exit(f"{desk} holds no metadata.yml, which names the site; new.py makes one for every new desk, to be copied from there.")


def require_port(port: int) -> None:
    if not 0 < port < 65536:
        sys.exit(f"{port} is no port; choose one from 1024 to 65535.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            sys.exit(f"Port {port} cannot be used ({error.strerror}); choose another one with --port.")


if __name__ == "__main__":
    main()

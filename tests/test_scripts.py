"""The scripts explain themselves and say in one sentence what is wrong."""

import os
import socket
import subprocess
import sys
import time

import pytest
from conftest import ROOT, free_port

SCRIPTS = sorted(path.name for path in (ROOT / "scripts").glob("*.py") if path.name != "environment.py")


def call(*command: str) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize("script", SCRIPTS)
def test_every_script_has_help(script):
    result = call(f"scripts/{script}", "--help")
    assert result.returncode == 0, result.stderr
    assert len(result.stdout.split()) > 15


def test_a_taken_port_gets_one_sentence():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = call("scripts/serve.py", "--port", str(port))
    assert result.returncode == 1
    assert result.stderr.strip().startswith(f"Port {port} cannot be used (") and result.stderr.strip().endswith("choose another one with --port.")


def test_a_port_out_of_range_gets_one_sentence():
    result = call("scripts/serve.py", "--port", "70000")
    assert (result.returncode, result.stderr.strip()) == (1, "70000 is no port; choose one from 1024 to 65535.")


def test_a_desk_without_metadata_gets_one_sentence(tmp_path):
    (tmp_path / "data").mkdir()
    result = call("scripts/serve.py", "--desk", str(tmp_path), "--port", str(free_port()))
    assert result.returncode == 1
    assert result.stderr.strip() == f"{tmp_path} holds no metadata.yml, which names the site; new.py makes one for every new desk, to be copied from there."


@pytest.mark.skipif(os.name == "nt", reason="Windows ends a program without asking it")
def test_a_server_that_is_told_to_end_leaves_the_port(tmp_path):
    port = free_port()
    (tmp_path / "data").mkdir()
    (tmp_path / "metadata.yml").write_text("title: Quay\n", encoding="utf-8")
    fake = tmp_path / "python"
    fake.write_text(f"""#!{sys.executable}
import socket, sys, time
if "serve" in sys.argv:
    with socket.create_server(("127.0.0.1", {port})):
        time.sleep(60)
""", encoding="utf-8")
    fake.chmod(0o755)
    program = f"import sys; sys.path.insert(0, 'scripts'); import serve; serve.prepare = lambda line: {str(fake)!r}; serve.main()"
    process = subprocess.Popen([sys.executable, "-c", program, "--desk", str(tmp_path), "--port", str(port)], cwd=ROOT, stdout=subprocess.PIPE)
    while socket.socket().connect_ex(("127.0.0.1", port)) and process.poll() is None:
        time.sleep(0.05)
    process.terminate()
    process.wait(20)
    assert socket.socket().connect_ex(("127.0.0.1", port)) != 0


@pytest.mark.parametrize(
    "lost, sentence",
    [
        ("import sys; sys.modules['venv'] = None", "This Python was installed without venv; on Debian and Ubuntu: apt install python3-venv."),
        ("import sys; sys.version_info = (3, 9, 1)", "Python 3.10 or newer is needed, and this is"),
        ("import sqlite3; sqlite3.sqlite_version_info = (3, 30, 0)", "SQLite 3.35 or newer is needed, and this Python has"),
    ],
)
def test_a_missing_python_feature_gets_one_sentence(lost, sentence):
    program = f"import sys; sys.path.insert(0, 'scripts'); import environment; {lost}; environment.require_python()"
    result = call("-c", program)
    assert result.returncode == 1
    assert result.stderr.strip().startswith(sentence) and len(result.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("script", ["bundle.py", "lite.py"])
def test_a_folder_with_other_files_is_left_alone(script, tmp_path):
    (tmp_path / "letters.txt").write_text("Dear Ada", encoding="utf-8")
    program = f"import sys; sys.path.insert(0, 'scripts'); import {script[:-3]} as script; script.prepare = lambda line: 'python'; script.main()"
    result = call("-c", program, "--target", str(tmp_path))
    assert (result.returncode, result.stderr.strip()) == (1, f"{tmp_path} holds other files; name another folder with --target.")
    assert (tmp_path / "letters.txt").exists()


def test_an_unknown_command_of_claims_is_named():
    result = call("-m", "datasette", "claims", "build", "no-such-folder", f"/tmp/{free_port()}.db")
    assert result.returncode == 2 and "no-such-folder" in result.stderr


def test_every_command_of_claims_is_described_in_a_whole_line():
    result = call("-m", "datasette", "claims", "--help")
    commands = result.stdout.split("Commands:\n")[1].splitlines()
    assert len(commands) >= 12 and [line for line in commands if not line.endswith(".") or line.endswith("...")] == []

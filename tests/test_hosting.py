"""Every command of docs/hosting.md is run, and what it makes is installed, started and asked over HTTP.

Programs that reach a host (docker, gcloud, flyctl, rsync, systemctl, apt-get) are stood in for by ones that note how
they were called and keep the folder they were called in; Datasette, pip, curl and nginx are the real ones.
"""

import gzip
import http.client
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
import yaml
from conftest import ROOT, free_port, wait_for

from datasette_claims import compat

# Hosts are given the default line of Datasette, whatever these tests are installed with: once is enough.
pytestmark = [
    pytest.mark.skipif(compat.IS_1X, reason="run with the default line of Datasette"),
    pytest.mark.skipif(os.name == "nt", reason="the stand-ins are shell scripts"),
]

HOSTING = (ROOT / "docs/hosting.md").read_text(encoding="utf-8")
NGINX = shutil.which("nginx") or next((path for path in ("/usr/sbin/nginx",) if Path(path).exists()), None)
SETTINGS = "--setting suggest_facets off --setting max_csv_mb 0 --setting default_page_size 50 --setting facet_time_limit_ms 200 --setting default_cache_ttl 300"

BARE = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}  # nothing of the checkout comes in

NOTE = '#!/bin/sh\necho "$(basename "$0")" "$@" >> "$RECORD/calls"\n'
KEEP = 'rm -rf "$RECORD/context"; cp -RL . "$RECORD/context"\n'
STAND_INS = {
    "docker": NOTE + 'if [ "$1" = build ]; then ' + KEEP.strip() + "; fi\n",
    "gcloud": NOTE + 'case "$*" in "config get-value project") echo desk-project;; "artifacts repositories describe"*) exit 1;; "builds submit"*) ' + KEEP.strip() + ";; esac\n",
    "flyctl": NOTE + 'case "$1 $2" in "auth token") echo \'{"token": "t"}\';; "volumes list") echo "[]";; "status --app") echo \'Could not find App "claims-desk"\' >&2; exit 1;; "deploy .") ' + KEEP.strip() + ";; esac\n",
    "apt-get": NOTE,
    "rsync": NOTE + 'mkdir -p "$3" && cp -R "$2/." "$3"\n',
}


def list_commands(heading: str) -> list[list[str]]:
    """The commands of each console block under a heading of the page."""
    section = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", HOSTING, re.DOTALL | re.MULTILINE)[1]
    return [[line[2:] for line in block.splitlines()] for block in re.findall(r"```console\n(.*?)```", section, re.DOTALL)]


def make_stand_ins(folder: Path, programs: dict[str, str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in programs.items():
        (folder / name).write_text(text, encoding="utf-8")
        (folder / name).chmod(0o755)


def run(commands: list[str], folder: Path, record: Path, **environment: str) -> subprocess.CompletedProcess:
    """Runs commands in one shell that stops at the first failure."""
    path = f"{record / 'bin'}{os.pathsep}{os.environ['PATH']}"
    result = subprocess.run(
        ["sh", "-ec", "\n".join(commands)], cwd=folder, env={**BARE, **environment, "PATH": path, "RECORD": str(record)},
        capture_output=True, text=True, encoding="utf-8", timeout=500,
    )
    if result.returncode and "pip" in " ".join(commands) and not os.environ.get("CI") and re.search("NewConnection|No matching distribution", result.stderr):
        pytest.skip("no package index can be reached")
    assert result.returncode == 0, f"{commands}\n{result.stdout}\n{result.stderr}"
    return result


def test_every_command_of_the_page_is_run_below():
    blocks = [line[2:] for block in re.findall(r"```console\n(.*?)```", HOSTING, re.DOTALL) for line in block.splitlines()]
    headings = ("What a host gets", "Docker", "Google Cloud Run", "Fly", "A plain server", "Upgrade, and go back")
    blocks = [command for command in blocks if command not in list_commands("In the reader's browser")[0]]  # test_lite.py
    assert [command for heading in headings for block in list_commands(heading) for command in block] == blocks
    assert set(headings) <= set(re.findall(r"^## (.*)", HOSTING, re.MULTILINE))


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    return tmp_path_factory.mktemp("hosting")


@pytest.fixture(scope="module")
def bundle(record):
    """build/site/ of this checkout, made by the first command, and the operator's Datasette by the second block."""
    make_stand_ins(record / "bin", {"python3": f'#!/bin/sh\nexec "{sys.executable}" "$@"\n'})
    for block in list_commands("What a host gets"):
        run(block, ROOT, record)
    return ROOT / "build" / "site"


def publish(heading: str, record: Path, name: str) -> tuple[Path, list[str]]:
    """Runs the block of a path; the build context that the host was given, and the calls of its program."""
    own = record / name
    make_stand_ins(own / "bin", STAND_INS)
    for block in list_commands(heading):
        run(block, ROOT, own, DATASETTE_PUBLISH_SECRET="s3cret")
    return own / "context", (own / "calls").read_text(encoding="utf-8").splitlines()


@pytest.fixture(scope="module")
def contexts(bundle, record):
    return {name: publish(heading, record, name) for name, heading in (("docker", "Docker"), ("cloudrun", "Google Cloud Run"), ("fly", "Fly"))}


def read_dockerfile(context: Path) -> dict[str, list[str]]:
    lines: dict[str, list[str]] = {}
    for line in (context / "Dockerfile").read_text(encoding="utf-8").splitlines():
        if line.strip():
            word, _, rest = line.partition(" ")
            lines.setdefault(word, []).append(rest)
    return lines


def test_the_wheel_for_serving_leaves_the_model_out_and_says_so(bundle):
    wheel = next((bundle / "plugins").glob("*.whl"))
    assert wheel.name.endswith("+site-py3-none-any.whl") and wheel.stat().st_size < 1_000_000
    assert (bundle / "plugins" / "requirements.txt").read_text(encoding="utf-8").endswith(f"\nplugins/{wheel.name}\n")


def test_every_package_is_pinned(bundle):
    lines = [line for line in (bundle / "plugins" / "requirements.txt").read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    assert [line for line in lines if "==" not in line] == [lines[-1]]
    assert {"datasette==0.65.5", "datasette-graphql==2.2"} <= set(lines)


EXPECTED_CALLS = {
    "docker": ["docker build -t claims-desk .", "docker run --detach --publish 127.0.0.1:8001:8001 claims-desk"],
    "cloudrun": [
        "gcloud config set run/region europe-west1",
        "gcloud config get-value project",
        "gcloud services enable artifactregistry.googleapis.com --project desk-project --quiet",
        "gcloud artifacts repositories describe datasette --project desk-project --location us --quiet",
        "gcloud artifacts repositories create datasette --repository-format=docker --location us --project desk-project --description Datasette Cloud Run images --quiet",
        "gcloud builds submit --tag us-docker.pkg.dev/desk-project/datasette/datasette-claims-desk",
        "gcloud run deploy --allow-unauthenticated --platform=managed --image us-docker.pkg.dev/desk-project/datasette/datasette-claims-desk claims-desk --memory 512Mi --max-instances 2",
    ],
    "fly": [
        "flyctl auth token --json",
        "flyctl status --app claims-desk --json",
        "flyctl apps create --name claims-desk --json --org personal",
        "flyctl volumes list -a claims-desk --json",
        "flyctl deploy . --app claims-desk --config fly.toml --remote-only",
    ],
}


@pytest.mark.parametrize("name", EXPECTED_CALLS)
def test_the_host_is_given_one_folder_with_everything(contexts, bundle, name):
    context, calls = contexts[name]
    assert calls == EXPECTED_CALLS[name]
    files = sorted(str(path.relative_to(context)) for path in context.rglob("*") if path.is_file())
    wheel = next((bundle / "plugins").glob("*.whl")).name
    assert files == sorted(["Dockerfile", "claims.db", "metadata.json", f"plugins/{wheel}", "plugins/requirements.txt", *(["fly.toml"] if name == "fly" else [])])
    assert (context / "claims.db").read_bytes() == (bundle / "claims.db").read_bytes()
    assert json.loads((context / "metadata.json").read_text()) == yaml.safe_load((ROOT / "metadata.yml").read_text(encoding="utf-8"))
    port = "8080" if name == "fly" else "8001"
    lines = read_dockerfile(context)
    assert lines["RUN"] == ["pip install -U datasette -r plugins/requirements.txt", "datasette inspect claims.db --inspect-file inspect-data.json"]
    assert lines["ENV"] == [*(["DATASETTE_SECRET 's3cret'"]), f"PORT {port}"]
    assert lines["CMD"] == [
        "datasette serve --host 0.0.0.0 -i claims.db --cors --inspect-file inspect-data.json --metadata metadata.json "
        f"--plugins-dir plugins/ {SETTINGS}{' --setting force_https_urls on' if name == 'cloudrun' else ''} --port $PORT"
    ]


def test_fly_is_told_the_port_that_is_served(contexts):
    tomllib = pytest.importorskip("tomllib", reason="Python 3.10 reads no TOML")
    service = tomllib.loads((contexts["fly"][0] / "fly.toml").read_text())["services"][0]
    assert service["internal_port"] == 8080 and service["ports"][0]["force_https"] is True


def test_fly_writes_the_same_files_into_a_folder_to_look_at(contexts, record, tmp_path):
    command = f"{list_commands('Fly')[0][0]} --generate-dir {tmp_path / 'fly'}"
    assert "--generate-dir build/fly" in HOSTING
    run([command], ROOT, record / "fly", DATASETTE_PUBLISH_SECRET="s3cret")
    assert read_dockerfile(tmp_path / "fly") == read_dockerfile(contexts["fly"][0])


@pytest.fixture(scope="module")
def installed(contexts, record):
    """A fresh environment in which the RUN lines of the Dockerfiles were run; they are the same for all."""
    subprocess.run([sys.executable, "-m", "venv", str(record / "venv")], check=True)
    context = contexts["docker"][0]
    make_stand_ins(record / "bin", {"pip": f'#!/bin/sh\nexec "{record}/venv/bin/pip" --quiet "$@"\n', "datasette": f'#!/bin/sh\nexec "{record}/venv/bin/datasette" "$@"\n'})
    for line in read_dockerfile(context)["RUN"]:
        run([line], context, record)
    for name in ("cloudrun", "fly"):
        shutil.copy(context / "inspect-data.json", contexts[name][0])
    return record / "venv"


def test_what_is_installed_is_what_was_pinned(installed, bundle):
    frozen = subprocess.run([str(installed / "bin/pip"), "list", "--format=freeze"], env=BARE, capture_output=True, text=True, check=True).stdout.lower().replace("_", "-")
    assert "datasette-claims==0.1a0+site" in frozen.splitlines()
    pins = {line.split(" ;")[0].lower() for line in (bundle / "plugins/requirements.txt").read_text().splitlines() if "==" in line and ";" not in line}
    assert pins - set(frozen.splitlines()) == set()


def test_the_image_of_datasette_reads_with_a_newer_sqlite(installed):
    program = "from datasette.utils.sqlite import sqlite_version, using_pysqlite3 as newer; print(newer, sqlite_version() >= (3, 35))"
    if "x86_64" not in os.uname().machine or sys.platform != "linux":
        pytest.skip("there is no pysqlite3-binary for this machine")
    assert subprocess.run([str(installed / "bin/python"), "-c", program], env=BARE, capture_output=True, text=True).stdout == "True True\n"


def start(command: str, folder: Path, port: int, path: str) -> subprocess.Popen:
    environment = {**BARE, "PORT": str(port), "PATH": f"{path}{os.pathsep}{os.environ['PATH']}", "DATASETTE_SECRET": "s3cret"}
    process = subprocess.Popen(["sh", "-c", f"exec {command}"], cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    wait_for(f"http://127.0.0.1:{port}", process)
    return process


def fetch(address: str, headers: dict[str, str] | None = None, data: bytes | None = None) -> tuple[int, dict[str, str], bytes]:
    request = urllib.request.Request(address, data, headers or {})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, {name.lower(): value for name, value in answer.headers.items()}, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, {name.lower(): value for name, value in error.headers.items()}, error.read()


def probe(address: str) -> None:
    """The site as a reader, a spreadsheet, a developer and a load balancer ask for it."""
    for path, expected in {
        "/": b"role=\"search\"", "/claims/-/claim/nk-volunteers-ready": b"North Korean volunteers", "/claims/-/search?q=kremlin": b"Kremlin",
        "/claims/-/positions?stance=denies": b"denies", "/claims/-/claim/nk-volunteers-ready.json": b'"ok": true',
        "/claims/denials_of_reported_troop_deployments.json?_shape=array": b"Russian Foreign Ministry",
        "/graphql/claims?query=%7Bclaims%7BtotalCount%7D%7D": b"totalCount", "/robots.txt": b"Sitemap: ", "/-/health": b'"ok": true',
    }.items():
        status, headers, body = fetch(address + path)
        assert status == 200 and expected in body, path
    status, headers, body = fetch(address + "/claims/-/positions.csv")
    assert status == 200 and body.count(b"\n") > 1000 and headers["cache-control"] == "max-age=300"
    query = json.dumps({"query": '{ claims_row(id: "nk-volunteers-ready") { text } }'}).encode()
    assert b"North Korean volunteers" in fetch(address + "/graphql/claims", {"content-type": "application/json"}, query)[2]
    for path in ("/", "/claims/-/claim/nk-volunteers-ready", "/claims/-/positions.csv"):
        tag = fetch(address + path)[1]["etag"]
        status, headers, body = fetch(address + path, {"If-None-Match": tag})
        assert (status, body, headers["cache-control"]) == (304, b"", "max-age=300"), path
    assert fetch(address + "/claims/positions")[1]["cache-control"] == "max-age=300"
    assert json.loads(fetch(address + "/-/databases.json")[2])[0]["is_mutable"] is False


@pytest.mark.parametrize("name", EXPECTED_CALLS)
def test_what_the_host_starts_serves_the_site(contexts, installed, name):
    port = free_port()
    process = start(read_dockerfile(contexts[name][0])["CMD"][0], contexts[name][0], port, str(installed / "bin"))
    try:
        probe(f"http://127.0.0.1:{port}")
    finally:
        process.terminate()
        process.wait(10)


# A plain server ----------------------------------------------------------------------------------------------------

SYSTEMCTL = NOTE + r"""
unit="$ETC/systemd/system/claims-desk.service"
read_unit() { sed -n "s/^$1=//p" "$unit"; }
stop() { if [ -f "$RECORD/pid" ]; then kill "$(cat "$RECORD/pid")"; while kill -0 "$(cat "$RECORD/pid")" 2>/dev/null; do sleep 0.1; done; fi; }
begin() { cd "$(read_unit WorkingDirectory)"; setsid $(read_unit ExecStart) > "$RECORD/log" 2>&1 < /dev/null & echo $! > "$RECORD/pid"; }
case "$*" in
  "enable --now claims-desk") begin;;
  "restart claims-desk") stop; begin;;
  "reload nginx") exec nginx;;
esac
"""


class Server:
    """A folder that stands for the server's file system, with the programs and ports of its own."""

    def __init__(self, root: Path, bundle: Path):
        self.root, self.port, self.front = root, free_port(), free_port()
        self.record = root / "record"
        shutil.copytree(bundle, root / "build" / "site")
        for name in ("claims-desk.service", "claims-desk.nginx"):
            file = root / "build" / "site" / name
            file.write_text(self.move(file.read_text(encoding="utf-8")), encoding="utf-8")
        for folder in ("etc/systemd/system", "etc/nginx/sites-available", "etc/nginx/sites-enabled", "var/cache/nginx", "record/bin"):
            (root / folder).mkdir(parents=True)
        (root / "etc/nginx/nginx.conf").write_text(
            f"{'user root;' if os.geteuid() == 0 else ''} pid {root}/nginx.pid; error_log {root}/nginx.log; worker_processes 1;\n"
            f"events {{}}\nhttp {{ access_log off; include /etc/nginx/mime.types; include {root}/etc/nginx/sites-enabled/*; }}\n",
            encoding="utf-8",
        )
        nginx = f'exec {NGINX} -c {root}/etc/nginx/nginx.conf "$@"\n' if NGINX else ""
        make_stand_ins(self.record / "bin", {
            "apt-get": NOTE, "rsync": STAND_INS["rsync"], "systemctl": SYSTEMCTL, "nginx": NOTE + nginx,
            "python3": f'#!/bin/sh\nexec "{sys.executable}" "$@"\n',
        })

    def move(self, text: str) -> str:
        """Paths, ports and the host of the page as they are here."""
        text = text.replace("/srv/claims", f"{self.root}/srv/claims").replace("/etc/nginx/", f"{self.root}/etc/nginx/")
        text = text.replace("/etc/systemd/", f"{self.root}/etc/systemd/").replace("/var/cache/", f"{self.root}/var/cache/")
        text = text.replace("root@claims.example.org:", "").replace("listen 80;", f"listen 127.0.0.1:{self.front};")
        return text.replace("8001", str(self.port))

    def run(self, commands: list[str]) -> None:
        run([self.move(command) for command in commands], self.root, self.record, ETC=str(self.root / "etc"))

    def stop(self) -> None:
        for file in (self.record / "pid", self.root / "nginx.pid"):
            try:
                os.kill(int(file.read_text()), signal.SIGTERM)
            except (FileNotFoundError, ProcessLookupError):
                pass  # it ended by itself
            file.unlink(missing_ok=True)


@pytest.fixture(scope="module")
def server(bundle, tmp_path_factory):
    made = Server(tmp_path_factory.mktemp("server"), bundle)
    for block in list_commands("A plain server"):
        made.run(block)
    yield made
    made.stop()


def test_the_server_is_asked_over_http_once_the_commands_are_through(server):
    probe(f"http://127.0.0.1:{server.port}")
    calls = (server.record / "calls").read_text(encoding="utf-8").splitlines()
    assert [call for call in calls if call.startswith("systemctl")] == ["systemctl daemon-reload", "systemctl enable --now claims-desk", "systemctl reload nginx"]
    assert "apt-get install --yes nginx-light python3-venv curl" in calls


def test_the_unit_and_the_publish_commands_serve_with_the_same_settings(bundle):
    unit = (bundle / "claims-desk.service").read_text(encoding="utf-8")
    command = re.search(r"^ExecStart=(.*)$", unit, re.MULTILINE)[1]
    assert command.endswith(SETTINGS) and HOSTING.count(SETTINGS) == 3
    assert shlex.split(command)[1:9] == ["serve", "-i", "claims.db", "--inspect-file", "inspect-data.json", "--metadata", "metadata.yml", "--cors"]


def test_systemd_finds_no_fault_in_the_unit(server):
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("no systemd-analyze on this machine")
    result = subprocess.run([analyze, "verify", str(server.root / "etc/systemd/system/claims-desk.service")], capture_output=True, text=True)
    faults = [line for line in result.stderr.splitlines() if "claims-desk" in line]
    assert faults == []


def test_an_upgrade_and_the_way_back_keep_the_address(server):
    commands = list_commands("Upgrade, and go back")[0]
    new, old = server.root / "srv/claims/2026-12-01", server.root / "srv/claims/2026-11-23"
    shutil.copytree(old, new, symlinks=True, ignore=shutil.ignore_patterns("venv"))
    (new / "venv").symlink_to(old / "venv")
    metadata = new / "metadata.yml"
    metadata.write_text(metadata.read_text(encoding="utf-8").replace("title: datasette-claims", "title: The new version"), encoding="utf-8")
    server.run(commands)
    assert "The new version" in fetch(f"http://127.0.0.1:{server.port}/claims/-/about")[2].decode()
    server.run([command.replace("2026-12-01", "2026-11-23") for command in commands])
    assert "The new version" not in fetch(f"http://127.0.0.1:{server.port}/claims/-/about")[2].decode()


@pytest.fixture(scope="module")
def front(server):
    """The nginx of the machine with the shipped site file."""
    if NGINX is None:
        pytest.skip("no nginx on this machine")
    return f"http://127.0.0.1:{server.front}"


def test_nginx_serves_the_whole_site(front):
    probe(front)


def test_nginx_stores_pages_for_everybody_and_asks_again_with_their_tag(front, server):
    path = front + "/claims/-/actor/kremlin"
    states = [fetch(path, {"Cookie": f"_ga={n}"})[1]["x-cache"] for n in range(3)]  # cookies of others change nothing
    assert states == ["MISS", "HIT", "HIT"]
    assert "x-cache" in fetch(front + "/-/health")[1] and fetch(front + "/-/health")[1]["x-cache"] == "MISS"  # never stored


def test_nginx_compresses(front):
    for path in ("/claims/-/claim/nk-volunteers-ready", "/claims/-/positions.csv", "/claims/-/positions.json"):
        status, headers, body = fetch(front + path, {"Accept-Encoding": "gzip"})
        whole = fetch(front + path)[2]
        assert headers["content-encoding"] == "gzip" and gzip.decompress(body) == whole, path
        assert len(body) < len(whole) / 2


def test_the_last_answer_stands_while_the_desk_hangs_or_is_restarted(front, server):
    path = front + "/claims/topics?_ttl=1"  # Datasette lets this be reused for a second
    whole = fetch(path)[2]
    time.sleep(2.5)  # the web server counts whole seconds
    desk = int((server.record / "pid").read_text())
    os.kill(desk, signal.SIGSTOP)
    try:
        status, headers, body = fetch(path)
    finally:
        os.kill(desk, signal.SIGCONT)
    assert (status, headers["x-cache"], body) == (200, "STALE", whole)
    os.kill(desk, signal.SIGTERM)
    while subprocess.run(["kill", "-0", str(desk)], capture_output=True).returncode == 0:
        time.sleep(0.1)
    assert fetch(path)[0] == 200 and fetch(front + "/-/health")[0] == 502
    (server.record / "pid").unlink()
    server.run([command for command in list_commands("Upgrade, and go back")[0] if not command.startswith("ln")])
    assert fetch(front + "/-/health")[0] == 200


def test_who_asks_without_end_is_slowed_down(front):
    connection = http.client.HTTPConnection(front.removeprefix("http://"))
    statuses = []
    for _ in range(250):
        connection.request("GET", "/robots.txt")
        answer = connection.getresponse()
        answer.read()
        statuses.append(answer.status)
    assert statuses[:50] == [200] * 50 and 429 in statuses


# The page itself ----------------------------------------------------------------------------------------------------


def test_the_settings_shown_are_understood_and_lead_where_they_say(make_site, database):
    shown = yaml.safe_load(re.search(r"```yaml\n(.*?)```", HOSTING, re.DOTALL)[1])
    known = {"home", "health", "robots", "canonical_url", "report_url", "cdn"}
    assert set(shown["plugins"]["datasette-claims"]) == known
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in readme for name in known)
    make_site(database, metadata=shown)


@pytest.mark.parametrize("page", ["hosting.md", "operating.md"])
def test_links_of_the_pages_lead_somewhere(page):
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\((?!http)([^)#]+)\)", text):
        assert (ROOT / "docs" / target).exists(), target


def test_the_backup_is_whole_and_can_be_checked(database, tmp_path):
    text = (ROOT / "docs/operating.md").read_text(encoding="utf-8")
    commands = [line[2:] for block in re.findall(r"```console\n(.*?)```", text, re.DOTALL) for line in block.splitlines()]
    shutil.copy(database, tmp_path / "desk.db")
    make_stand_ins(tmp_path / ".venv-0.65" / "bin", {"datasette": f'#!/bin/sh\nexec "{sys.executable}" -m datasette "$@"\n'})
    run(commands, tmp_path, tmp_path)
    copy = tmp_path / "backup/2026-11-23/claims.db"
    assert copy.exists() and str(copy.relative_to(tmp_path)) in text


# GitHub -------------------------------------------------------------------------------------------------------------

WORKFLOW = yaml.safe_load((ROOT / ".github/workflows/desk.yml").read_text(encoding="utf-8"))
STEPS = [(job, step) for job, made in WORKFLOW["jobs"].items() for step in made["steps"] if "run" in step]


def test_the_workflow_publishes_only_what_passed_and_only_with_a_secret():
    jobs = WORKFLOW["jobs"]
    assert jobs["publish"]["needs"] == jobs["release"]["needs"] == ["data", "test"]
    assert "refs/heads/main" in jobs["publish"]["if"] and "refs/tags/v" in jobs["release"]["if"]
    assert jobs["test"]["strategy"]["matrix"]["line"] == ["0.65", "1.0"]
    for step in jobs["publish"]["steps"]:
        if "publish" in step.get("run", "") and "pip" not in step["run"]:
            assert re.fullmatch(r"env\.(FLY_API_TOKEN|GCP_CREDENTIALS) != ''", step["if"])


@pytest.mark.parametrize("job, step", STEPS, ids=lambda value: value if isinstance(value, str) else value.get("name"))
def test_scripts_and_options_of_the_workflow_exist(job, step):
    assert subprocess.run(["bash", "-n"], input=step["run"], text=True).returncode == 0
    for script, rest in re.findall(r"python3 scripts/(\w+\.py)(.*)", step["run"]):
        shown = subprocess.run([sys.executable, str(ROOT / "scripts" / script), "--help"], capture_output=True, text=True, check=True).stdout
        assert all(option in shown for option in re.findall(r"--[a-z-]+", rest)), (script, rest)


def test_the_workflow_publishes_as_the_page_says(contexts, record):
    for name in ("fly", "cloudrun"):
        own = record / f"workflow-{name}"
        make_stand_ins(own / "bin", STAND_INS)
        step = next(step for job, step in STEPS if job == "publish" and f"publish {name}" in step["run"])
        run([step["run"]], ROOT, own, DATASETTE_PUBLISH_SECRET="s3cret", **{k: v for k, v in WORKFLOW["jobs"]["publish"]["env"].items() if "secrets." not in v})
        assert read_dockerfile(own / "context") == read_dockerfile(contexts[name][0])
        assert [call for call in contexts[name][1] if "config set" not in call] == (own / "calls").read_text(encoding="utf-8").splitlines()


def test_the_workflow_makes_a_release_and_compares_it_with_the_one_before(tmp_path):
    """The steps of a tag, with a stand-in for release.py that notes its arguments: releases have tests of their own."""
    programs = {
        "gh": NOTE + 'case "$1 $2" in "release list") echo v0.1.0;; "release download") cp "$RECORD/old.zip" before.zip;; esac\n',
        "python3": NOTE,
    }
    make_stand_ins(tmp_path / "bin", programs)
    (tmp_path / "old/datasette-claims-data-0.1.0").mkdir(parents=True)
    (tmp_path / "old/datasette-claims-data-0.1.0/SUMMARY.txt").write_text("x")
    shutil.make_archive(str(tmp_path / "old"), "zip", tmp_path / "old")
    (tmp_path / "checkout").mkdir()
    for job, step in STEPS:
        if job == "release":
            run([step["run"]], tmp_path / "checkout", tmp_path, GITHUB_REF_NAME="v0.2.0")
    assert (tmp_path / "calls").read_text().splitlines() == [
        "gh release list --limit 1 --json tagName --jq .[].tagName",
        "gh release download v0.1.0 --pattern datasette-claims-data-*.zip --output before.zip",
        "python3 scripts/release.py 0.2.0 --previous build/before/datasette-claims-data-0.1.0",
        "python3 scripts/bundle.py",
        "gh release create v0.2.0 --verify-tag --generate-notes dist/*.zip build/site/plugins/*.whl",
    ]

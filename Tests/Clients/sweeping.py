"""What the scripts share that judge sweeps of the real program from outside."""

import csv
import json
import re
import subprocess


class Simulation:
    """`dbmon simulate` on a free port, with a repository of its own; ends with the block."""

    def __init__(self, dbmon, folder, side, workspaces, seed):
        scenario = folder / f"scenario-{side}.json"
        scenario.write_text(json.dumps({
            "seed": seed, "anchor": "2026-11-24T05:00:00Z",
            "workspaces": [{"name": name, "jobs": jobs, "latency_milliseconds": [1, 8]}
                           for name, jobs in workspaces.items()]}))
        self.directory = folder / side
        self.process = subprocess.Popen(
            [dbmon, "simulate", "--port", "0", "--scenario", str(scenario), "--directory", str(self.directory)],
            stdout=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        self.port = int(re.search(r"127\.0\.0\.1:(\d+)", line).group(1))

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.process.terminate()
        self.process.communicate()

    def git(self, *arguments):
        return subprocess.run(
            ["git", "--git-dir", str(self.directory / "repository.git"), *arguments], check=True,
            capture_output=True, text=True).stdout

    def commits(self):
        return int(self.git("rev-list", "--count", "main"))

    def head(self):
        return self.git("rev-parse", "main").strip()


def write_configuration(folder, name, workspaces, port, github_port, reports, history):
    tokens = folder / "tokens"
    tokens.mkdir(exist_ok=True)
    for workspace in workspaces:
        (tokens / workspace).write_text(f"dapi-demo-{workspace}")
    (tokens / "github").write_text("ghp_demo")
    (folder / f"{name}.json").write_text(json.dumps({
        "defaults": {"lookback": "2d", "rate_limit": {"requests_per_second": 400, "burst": 400}},
        "workspaces": [
            {"name": workspace, "host": f"http://{workspace}.localhost:{port}",
             "auth": {"type": "pat", "token": f"file:tokens/{workspace}"}} for workspace in workspaces],
        "report": {"directory": reports},
        "history": {"database": history},
        "github": {"repository": "acme/pipeline-health", "branch": "main", "directory": "Error",
                   "token": "file:tokens/github", "api_url": f"http://github.localhost:{github_port}/api/v3"}}))


def rows(folder):
    """The rows, without the times at which a sweep first saw what has no time of its own."""
    with open(folder / "databricks_job_monitoring_report.csv", encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file, strict=True))
    for row in table:
        if row["Status"] in ("NO_RUNS", "NOT_FOUND", "UNREACHABLE"):
            row["Timestamp (UTC)"] = ""
    return table

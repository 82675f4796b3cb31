"""Kills sweeps at random instants and looks at what is left.

    kill_sweeps.py DBMON FOLDER [COUNT]

Two simulated fleets with the same workspaces and other jobs take turns, so that every sweep has something to publish.
After each kill -9 the history must be sound and the reports whole; the sweep that follows must end well, with the rows
that an undisturbed sweep gives, one commit for what changed, and a repository that git finds sound.
"""

import csv
import json
import pathlib
import random
import shutil
import sqlite3
import subprocess
import sys
import time

PORTS = {"a": 8491, "b": 8492}
WORKSPACES = ["one", "two", "three"]


def scenario(seed):
    jobs = {"one": 40, "two": 15, "three": 25}
    return {"seed": seed, "anchor": "2026-11-24T05:00:00Z", "workspaces": [
        {"name": name, "jobs": jobs[name], "latency_milliseconds": [1, 8]} for name in WORKSPACES]}


def configuration(side, reports, history):
    return {
        "defaults": {"lookback": "2d", "rate_limit": {"requests_per_second": 400, "burst": 400}},
        "workspaces": [
            {"name": name, "host": f"http://{name}.localhost:{PORTS[side]}",
             "auth": {"type": "pat", "token": f"file:tokens/{name}"}} for name in WORKSPACES],
        "report": {"directory": reports},
        "history": {"database": history},
        "github": {"repository": "acme/pipeline-health", "branch": "main", "directory": "Error",
                   "token": "file:tokens/github", "api_url": f"http://github.localhost:{PORTS['a']}/api/v3"},
    }


def rows(folder):
    """The rows, without the times at which a sweep first saw what has no time of its own."""
    with open(folder / "databricks_job_monitoring_report.csv", encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file, strict=True))
    for row in table:
        if row["Status"] in ("NO_RUNS", "NOT_FOUND", "UNREACHABLE"):
            row["Timestamp (UTC)"] = ""
    return table


def git(folder, *arguments):
    repository = folder / "a" / "repository.git"
    return subprocess.run(["git", "--git-dir", str(repository), *arguments], check=True, capture_output=True, text=True).stdout


def check_history(path):
    if path.exists():
        database = sqlite3.connect(path)
        assert database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        database.close()


def main():
    dbmon, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 100
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "tokens").mkdir(parents=True)
    for name in WORKSPACES:
        (folder / "tokens" / name).write_text(f"dapi-demo-{name}")
    (folder / "tokens" / "github").write_text("ghp_demo")
    servers = []
    try:
        for side, seed in (("a", 1), ("b", 2)):
            (folder / f"scenario-{side}.json").write_text(json.dumps(scenario(seed)))
            servers.append(subprocess.Popen(
                [dbmon, "simulate", "--port", str(PORTS[side]), "--scenario", str(folder / f"scenario-{side}.json"),
                 "--directory", str(folder / side)], stdout=subprocess.DEVNULL))
            (folder / f"{side}.json").write_text(json.dumps(configuration(side, "reports", "dbmon.sqlite")))
            (folder / f"clean-{side}.json").write_text(json.dumps(configuration(side, f"clean-{side}", f"{side}.sqlite")))
        time.sleep(2)

        def sweep(name, *options):
            return subprocess.run([dbmon, "sweep", "--workspaces", str(folder / f"{name}.json"), *options],
                                  capture_output=True, text=True)

        truth, seconds = {}, 0
        for side in PORTS:
            start = time.monotonic()
            done = sweep(f"clean-{side}", "--no-publish")
            assert done.returncode == 0, done.stderr
            seconds = max(seconds, time.monotonic() - start)
            truth[side] = rows(folder / f"clean-{side}")
        assert sweep("a").returncode == 0
        trees, killed = [], 0
        for number in range(count):
            side = "b" if number % 2 == 0 else "a"
            process = subprocess.Popen([dbmon, "sweep", "--workspaces", str(folder / f"{side}.json"), "--quiet"],
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(random.uniform(0, seconds))
            process.kill()
            killed += process.wait() == -9
            check_history(folder / "dbmon.sqlite")
            assert rows(folder / "reports") in truth.values(), "reports of no sweep"
            done = sweep(side)
            assert done.returncode == 0, f"{done.returncode}: {done.stdout}{done.stderr}"
            assert rows(folder / "reports") == truth[side], f"round {number}: other rows than those of a clean sweep"
            check_history(folder / "dbmon.sqlite")
            leftovers = [path.name for path in (folder / "reports").iterdir() if path.name.startswith(".")]
            assert all(name == ".lock" or "lock" in name for name in leftovers), leftovers
        git(folder, "fsck", "--strict")
        commits = git(folder, "log", "--format=%H %T", "main").split("\n")[:-1]
        trees = [line.split()[1] for line in commits]
        assert all(one != other for one, other in zip(trees, trees[1:])), "a commit that changes nothing"
        published = git(folder, "show", "main:Error/databricks_job_monitoring_report.csv")
        assert published == (folder / "reports" / "databricks_job_monitoring_report.csv").read_text("utf-8")
        print(json.dumps({"rounds": count, "killed": killed, "commits": len(commits) - 1}))
    finally:
        for server in servers:
            server.terminate()
            server.wait()


main()

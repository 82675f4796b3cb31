"""Kills sweeps at random instants and looks at what is left.

    kill_sweeps.py DBMON FOLDER [COUNT] [SEED]

Two simulated fleets with the same workspaces and other jobs take turns, so that every sweep has something to publish.
After each kill -9 the history must be sound and the reports whole. Then, by turns, the same sweep comes again, or one of
a single workspace and then the same sweep: each must end well, with the rows that undisturbed sweeps give, one commit
for what changed and none for what did not, nothing left lying about, and a repository that git finds sound.
"""

import json
import pathlib
import random
import shutil
import sqlite3
import subprocess
import sys
import time

from sweeping import Simulation, rows, write_configuration

WORKSPACES = {"one": 40, "two": 15, "three": 25}
REPORT = "databricks_job_monitoring_report.csv"


def check_history(path):
    if not path.exists():
        return
    database = sqlite3.connect(path)
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    database.close()


def check_leftovers(folder):
    reports = [path for path in (folder / "reports").rglob("*") if path.name.startswith(".")]
    assert not reports, reports
    beside = {path.name for path in folder.glob("dbmon.sqlite*")}
    allowed = {"dbmon.sqlite" + end for end in ("", "-wal", "-shm", ".lock")}
    assert beside <= allowed, beside


def of(workspace, table):
    return [row for row in table if row["Workspace"] == workspace]


def main():
    dbmon, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 100
    chance = random.Random(int(sys.argv[4]) if len(sys.argv) > 4 else None)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with Simulation(dbmon, folder, "a", WORKSPACES, seed=1) as a, Simulation(dbmon, folder, "b", WORKSPACES, seed=2) as b:
        for side, simulation in (("a", a), ("b", b)):
            for name, reports, history in (
                    (side, "reports", "dbmon.sqlite"), (f"clean-{side}", f"clean-{side}", f"{side}.sqlite")):
                write_configuration(folder, name, WORKSPACES, simulation.port, a.port, reports, history)

        def sweep(name, *options):
            """One that is left alone: what changed is one commit, and what did not is none."""
            tree, commits = a.git("rev-parse", "main^{tree}"), a.commits()
            done = subprocess.run([dbmon, "sweep", "--workspaces", str(folder / f"{name}.json"), *options],
                                  capture_output=True, text=True)
            assert done.returncode == 0, f"{done.returncode}: {done.stdout}{done.stderr}"
            changed = tree != a.git("rev-parse", "main^{tree}")
            assert a.commits() - commits == changed, "not one commit for what changed"

        truth, seconds = {}, 0
        for side in ("a", "b"):
            start = time.monotonic()
            sweep(f"clean-{side}", "--no-publish")
            seconds = max(seconds, time.monotonic() - start)
            truth[side] = rows(folder / f"clean-{side}")
        sweep("a")
        rounds, killed, moved, partial = 0, 0, 0, 0
        while killed < count and rounds < 5 * count:
            side = "b" if rounds % 2 == 0 else "a"
            rounds += 1
            before = a.commits()
            process = subprocess.Popen([dbmon, "sweep", "--workspaces", str(folder / f"{side}.json"), "--quiet"],
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(chance.uniform(0, seconds))
            process.kill()
            killed += process.wait() == -9
            assert a.commits() - before in (0, 1)
            moved += a.commits() - before
            check_history(folder / "dbmon.sqlite")
            assert rows(folder / "reports") in truth.values(), "reports of no sweep"
            if chance.random() < 0.5:
                partial += 1
                workspace = chance.choice(list(WORKSPACES))
                sweep(side, "--workspace", workspace)
                table = rows(folder / "reports")
                assert of(workspace, table) == of(workspace, truth[side]), f"round {rounds}: {workspace}"
                others = [other for other in WORKSPACES if other != workspace]
                assert any(all(of(other, table) == of(other, whole) for other in others) for whole in truth.values()), \
                    f"round {rounds}: the rows of workspaces that were not swept are of no sweep"
                check_leftovers(folder)
            start = time.monotonic()
            sweep(side)
            seconds = time.monotonic() - start  # as fast as the machine is now
            assert rows(folder / "reports") == truth[side], f"round {rounds}: other rows than those of a clean sweep"
            check_history(folder / "dbmon.sqlite")
            check_leftovers(folder)
            published = a.git("show", f"main:Error/{REPORT}")
            assert published == (folder / "reports" / REPORT).read_text("utf-8")
            # A killed sweep that had published all it had to leaves nothing to commit.
            assert 1 <= a.commits() - before <= 3, "a sweep is lost, or was published twice"
        a.git("fsck", "--strict")
        trees = a.git("log", "--format=%T", "main").split()
        assert all(one != other for one, other in zip(trees, trees[1:])), "a commit that changes nothing"
        assert killed > 0, "every sweep was faster"
        print(json.dumps({"rounds": rounds, "killed": killed, "published before the kill": moved,
                          "partial sweeps": partial, "commits": len(trees) - 1}))


main()

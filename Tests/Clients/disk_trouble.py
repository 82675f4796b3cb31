"""Sweeps whose disk does not take what they write: what the program says, how it ends, and what it leaves.

    disk_trouble.py DBMON FOLDER

Runs the program without root's rights, whoever runs this, and makes a disk full by the limit of the size of a file. (Of
the history this shows that the sweep ends as it should: SQLite calls only a device full that is.)
"""

import json
import os
import pathlib
import re
import resource
import shutil
import sqlite3
import subprocess
import sys

from sweeping import Simulation, rows, write_configuration

WORKSPACES = {"one": 150, "two": 20}
NOBODY = 65534
MANY = 1_500


class Trouble:
    def __init__(self, dbmon, folder):
        self.folder = folder
        self.dbmon = folder / "dbmon"
        shutil.copy(dbmon, self.dbmon)
        self.dbmon.chmod(0o755)
        self.reports, self.history = folder / "reports", folder / "history" / "dbmon.sqlite"
        self.done = []

    def give_away(self):
        """To the user that the program runs as."""
        if os.geteuid() != 0:
            return
        for path in [self.folder, *self.folder.rglob("*")]:
            os.chown(path, NOBODY, NOBODY)

    def sweep(self, side, *options, file_limit=None):
        def restrict():
            if file_limit is not None:
                resource.setrlimit(resource.RLIMIT_FSIZE, (file_limit, file_limit))
            if os.geteuid() == 0:
                os.setgid(NOBODY)
                os.setuid(NOBODY)

        # Python ignores SIGXFSZ, and so does what it starts: a write beyond the limit is an error then.
        return subprocess.run(
            [str(self.dbmon), "sweep", "--no-publish", "--workspaces", str(self.folder / f"{side}.json"), *options],
            capture_output=True, text=True, preexec_fn=restrict, restore_signals=False)

    def files(self):
        return {path.relative_to(self.folder): path.read_bytes()
                for path in self.reports.rglob("*") if path.is_file()}

    def well(self, side, truth):
        done = self.sweep(side)
        assert done.returncode == 0, f"{done.returncode}: {done.stdout}{done.stderr}"
        assert rows(self.reports) == truth[side]
        database = sqlite3.connect(f"file:{self.history}?mode=ro", uri=True)
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        database.close()

    def refused(self, name, done, message, fix):
        """Ended with 74 and exactly these two lines; `message` is a pattern."""
        assert done.returncode == 74, f"{name}: {done.returncode}: {done.stdout}{done.stderr}"
        lines = done.stderr.strip().split("\n")
        assert re.fullmatch(f"dbmon: {message}", lines[-2]), f"{name}: {lines}"
        assert lines[-1] == f"  fix: {fix}", f"{name}: {lines}"
        self.done.append(name)

    def warned(self, name, done, message):
        assert done.returncode == 0, f"{name}: {done.returncode}: {done.stdout}{done.stderr}"
        assert re.search(message, done.stdout + done.stderr), f"{name}: {done.stdout}{done.stderr}"
        self.done.append(name)


def main():
    dbmon, folder = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with Simulation(dbmon, folder, "a", WORKSPACES, seed=1) as a, Simulation(dbmon, folder, "b", WORKSPACES, seed=2) as b, \
            Simulation(dbmon, folder, "c", {"one": MANY}, seed=3) as c:
        trouble = Trouble(dbmon, folder)
        for side, simulation in (("a", a), ("b", b)):
            write_configuration(folder, side, WORKSPACES, simulation.port, a.port, "reports", "history/dbmon.sqlite")
        write_configuration(folder, "c", {"one": MANY}, c.port, a.port, "reports", "many.sqlite")
        trouble.give_away()
        truth = {}
        for side in ("b", "a"):
            done = trouble.sweep(side)
            assert done.returncode == 0, done.stderr
            truth[side] = rows(trouble.reports)
        old = trouble.files()
        place, database = re.escape(str(trouble.reports)), re.escape(str(trouble.history))
        another_folder = ("Give the user that runs dbmon the right to write there, or name another folder with --output")
        another_history = "Give the user that runs dbmon the right to write there, or name another history.database"

        # The reports.
        for path in [trouble.reports, trouble.reports / "workspaces"]:
            path.chmod(0o555)
            trouble.refused(f"read-only {path.name}", trouble.sweep("b"), f"no permission to read or write {place}.*",
                            another_folder)
            assert trouble.files() == old
            path.chmod(0o755)
        # So many rows that the report is larger than what an unchanged sweep adds to the history.
        full = trouble.sweep("c", "--output", str(folder / "many"))
        assert full.returncode == 0, full.stderr
        whole = folder / "many" / "databricks_job_monitoring_report.csv"
        done = trouble.sweep("c", "--output", str(folder / "other"), file_limit=whole.stat().st_size - 1)
        trouble.refused(
            "full disk", done, f"the disk is full: {re.escape(str(folder))}/other/{whole.name} cannot be written",
            "Free some space, or name a folder on another disk with --output or report.directory")
        assert not [path for path in (folder / "other").rglob("*") if path.is_file()], "half of the reports are there"
        trouble.well("a", truth)
        report = trouble.reports / "SUMMARY.md"
        report.unlink()
        report.mkdir()
        trouble.refused("a folder in a report's place", trouble.sweep("b"), f"{re.escape(str(report))} is not a file",
                        "Remove or rename what stands there: dbmon writes a file of that name")
        report.rmdir()
        trouble.well("a", truth)

        # The history.
        old = trouble.files()
        kept = trouble.history.read_bytes()

        def again():
            assert trouble.files() == old, "reports were touched"
            for path in trouble.history.parent.iterdir():
                shutil.rmtree(path) if path.is_dir() else path.unlink()
            trouble.history.write_bytes(kept)
            trouble.give_away()
            trouble.well("a", truth)

        trouble.history.chmod(0o444)
        trouble.refused("read-only history", trouble.sweep("b"), f"no permission to read or write {database}",
                        another_history)
        assert trouble.history.read_bytes() == kept
        trouble.history.chmod(0o644)
        again()
        for path in trouble.history.parent.iterdir():
            path.unlink()
        trouble.history.parent.chmod(0o555)
        trouble.refused("read-only folder of the history", trouble.sweep("b"),
                        f"no permission to read or write {database}.*", another_history)
        trouble.history.parent.chmod(0o755)
        again()
        trouble.refused("full disk of the history", trouble.sweep("b", file_limit=len(kept) // 2),
                        f"the history {database} cannot be used: disk I/O error",
                        "Check the folder and its disk, or name another history.database")
        again()
        trouble.history.unlink()
        trouble.history.mkdir()
        trouble.refused("a folder in the history's place", trouble.sweep("b"), f"{database} is not a file",
                        "Remove or rename what stands there, or name another history.database")
        again()
        future = sqlite3.connect(trouble.history)
        future.execute("INSERT INTO grdb_migrations VALUES ('v99')")
        future.commit()
        future.close()
        trouble.give_away()
        trouble.refused("a history of a later version", trouble.sweep("b"),
                        f"the history {database} was written by a later version of dbmon",
                        "Use that version of dbmon again, or name another history.database")
        again()
        for name, content in (
                ("no database", b"no database at all"), ("truncated", kept[:len(kept) // 2]),
                ("zeros in the middle", kept[:8192] + bytes(8192) + kept[16384:])):
            for path in trouble.history.parent.iterdir():
                path.unlink()
            trouble.history.write_bytes(content)
            trouble.give_away()
            trouble.warned(f"damaged history, {name}", trouble.sweep("a"),
                           rf"the history {database} was damaged \(.+\); it is now {database}.damaged-\w+")
            aside = [path for path in trouble.history.parent.glob("*.damaged-*") if path.suffix not in ("-wal", "-shm")]
            assert aside[0].read_bytes() == content
            again()
        for path in (pathlib.Path(f"{trouble.history}-wal"), pathlib.Path(f"{trouble.history}-journal")):
            path.write_bytes(b"left over" * 5_000)
            trouble.give_away()
            trouble.well("a", truth)
            trouble.done.append(f"leftover {path.name}")
    print(json.dumps(trouble.done, indent=1))


main()

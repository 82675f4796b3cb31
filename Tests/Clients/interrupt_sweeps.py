"""Interrupts sweeps at random instants, and looks at how they end.

    interrupt_sweeps.py DBMON FOLDER [COUNT [SEED [SLACK]]]

Between dbmon and the simulated services stands a proxy that makes every call slower and notes when the branch was asked
to move. A sweep that gets SIGINT or SIGTERM must end with 130 or 143: within a second before its reports are written,
within five after; its reports are whole, a commit that it made is seen by it, and what it fetched is not fetched again.
A second signal ends it at once. A busy machine gets SLACK seconds more: one, where nothing else is said.
"""

import http.client
import json
import pathlib
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from sweeping import Simulation, rows, write_configuration

WORKSPACES = {"one": 40, "two": 15}


class Proxy(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, port):
        super().__init__(("127.0.0.1", 0), Handler)
        self.upstream = port
        self.delays = {}
        self.calls = []
        threading.Thread(target=self.serve_forever, daemon=True).start()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self):
        kind = next((kind for kind in ("/git/refs", "/git/", "/jobs/", "/api/v3") if kind in self.path), "")
        self.server.calls.append((time.monotonic(), self.command, self.path))
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        connection = http.client.HTTPConnection("127.0.0.1", self.server.upstream)
        headers = {name: value for name, value in self.headers.items() if name.lower() != "accept-encoding"}
        connection.request(self.command, self.path, body, headers)
        response = connection.getresponse()
        content = response.read()
        time.sleep(self.server.delays.get(kind, 0))
        self.send_response(response.status)
        for name, value in response.getheaders():
            if name.lower() not in ("transfer-encoding", "content-length", "connection", "date", "server"):
                self.send_header(name, value)
        if response.status not in (204, 304):
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
        connection.close()

    do_GET = do_POST = do_PATCH = do_PUT = answer

    def log_message(self, *arguments):
        pass

    def handle_one_request(self):
        try:
            super().handle_one_request()
        except OSError:
            self.close_connection = True


def main():
    dbmon, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 40
    chance = random.Random(int(sys.argv[4]) if len(sys.argv) > 4 else 1)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    slack = float(sys.argv[5]) if len(sys.argv) > 5 else 1.0
    figures = {"before the reports": [], "after them": [], "second signal": []}
    with Simulation(dbmon, folder, "a", WORKSPACES, seed=1) as one, \
            Simulation(dbmon, folder, "b", WORKSPACES, seed=2) as two:
        proxies = {"a": Proxy(one.port), "b": Proxy(two.port)}
        publishing = proxies["a"]
        for side, proxy in proxies.items():
            proxy.delays = {"/jobs/": 0.02, "/git/": 0.15, "/git/refs": 0.6}
            port = proxy.server_address[1]
            write_configuration(
                folder, side, WORKSPACES, port, publishing.server_address[1], "reports", "dbmon.sqlite")
            write_configuration(
                folder, f"clean-{side}", WORKSPACES, port, publishing.server_address[1], f"clean-{side}",
                f"{side}.sqlite")

        def start(name, *options):
            return subprocess.Popen(
                [dbmon, "sweep", "--workspaces", str(folder / f"{name}.json"), "--format", "json", *options],
                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

        def sweep(name, *options):
            began = time.monotonic()
            process = start(name, *options)
            output, errors = process.communicate(timeout=120)
            assert process.returncode == 0, f"{process.returncode}: {output}{errors}"
            return time.monotonic() - began

        truth = {}
        for side in proxies:
            sweep(f"clean-{side}", "--no-publish")
            truth[side] = rows(folder / f"clean-{side}")
        whole = max(sweep("a"), sweep("b"), sweep("a"))
        for number in range(count):
            side = "b" if number % 2 == 0 else "a"
            before = rows(folder / "reports")
            commits = one.commits()
            publishing.calls.clear()
            process = start(side)
            # Later instants are more likely: that is where it publishes.
            time.sleep(whole * chance.random() ** 0.5)
            which = chance.choice([signal.SIGINT, signal.SIGTERM])
            sent = time.monotonic()
            process.send_signal(which)
            output, errors = process.communicate(timeout=30)
            took = time.monotonic() - sent
            moved = [at for at, method, path in publishing.calls if method == "PATCH" and "/git/refs" in path]
            if process.returncode == 0:
                continue  # it had ended already
            assert process.returncode in (128 + which, -which), f"{process.returncode}: {errors}"
            if process.returncode == -which:
                assert not moved, "ended by the signal itself after the program was under way"
                continue
            now = rows(folder / "reports")
            assert now in (before, truth[side]), "reports of no sweep"
            written = now != before
            assert took < (5 if written else 1) + slack, f"{took} s after a signal, reports written: {written}"
            figures["after them" if written else "before the reports"].append(took)
            if one.commits() != commits:
                result = json.loads(output)
                assert result["publish"]["status"] == "committed", result["publish"]
                assert result["publish"]["commit"] == one.head(), result["publish"]
                looked = [at for at, method, path in publishing.calls
                          if method == "GET" and "/git/ref/" in path and at > moved[-1]]
                assert looked, "the commit was not looked at"
            else:
                assert "nothing was published" in errors or '"commit": null' in output or not written, errors + output
            sweep(side)
            assert rows(folder / "reports") == truth[side], f"round {number}: other rows than those of a clean sweep"
            assert one.commits() == commits + 1, "not one commit"
        # A second signal: while the branch moves, the first one alone would wait.
        publishing.delays = {"/git/refs": 20}
        side = "b" if rows(folder / "reports") == truth["a"] else "a"
        publishing.calls.clear()
        process = start(side)
        while not any(method == "PATCH" for _, method, _ in list(publishing.calls)):
            assert process.poll() is None, process.communicate()
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        time.sleep(0.3)  # the two must not come as one
        assert process.poll() is None, "the first signal did not wait for the branch"
        sent = time.monotonic()
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=10)
        figures["second signal"].append(time.monotonic() - sent)
        assert process.returncode == 143, process.returncode
        assert figures["second signal"][0] < slack
        publishing.delays = {}
        sweep(side)
        assert rows(folder / "reports") == truth[side]
        database = sqlite3.connect(folder / "dbmon.sqlite")
        assert database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        one.git("fsck", "--strict")
    print(json.dumps({
        name: {"count": len(times), "longest": round(max(times, default=0), 2)} for name, times in figures.items()}))


main()

"""Walks a simulated Databricks workspace with databricks-sdk, a client that knows nothing of dbmon.

usage: databricks_client.py PORT WORKSPACE

Lists every page of jobs and of runs, asks for every failed run and for the output of its failed tasks, and prints the
counts as a JSON object. Whatever the client cannot read ends it with a traceback.
"""

import collections
import json
import socket
import sys

from databricks.sdk import WorkspaceClient
from databricks.sdk.config import Config

FAILURES = {"FAILED", "TIMEDOUT", "INTERNAL_ERROR"}
# Codes of what ended without an error of its own, with the result that the older `state` shows for them.
QUIET_CODES = {
    "USER_CANCELED": "CANCELED", "CANCELED": "CANCELED", "SKIPPED": "SKIPPED", "DISABLED": "SKIPPED",
    "MAX_CONCURRENT_RUNS_EXCEEDED": "SKIPPED", "MAX_JOB_QUEUE_SIZE_EXCEEDED": "SKIPPED",
}


def resolve_localhost_names():
    """Not every resolver knows that names under .localhost are the machine itself."""
    resolve = socket.getaddrinfo

    def resolve_here(host, *arguments, **options):
        if isinstance(host, str) and host.endswith(".localhost"):
            host = "127.0.0.1"
        return resolve(host, *arguments, **options)

    socket.getaddrinfo = resolve_here


def count_calls(client):
    """Counts the client's requests by path, so that pages can be counted."""
    calls = collections.Counter()
    ask = client.api_client.do

    def ask_and_count(method, path=None, *arguments, **options):
        calls[f"{method} {path}"] += 1
        return ask(method, path, *arguments, **options)

    client.api_client.do = ask_and_count
    return calls


def result_of(item):
    """One word for a run or a task run, from `state` or, where the service leaves that out, from `status`."""
    if item.state is not None:
        if item.state.life_cycle_state is not None and item.state.life_cycle_state.value == "INTERNAL_ERROR":
            return "INTERNAL_ERROR"
        word = item.state.result_state or item.state.life_cycle_state
        return word.value if word is not None else "UNKNOWN"  # a word that this SDK does not know becomes None
    if item.status is None:
        sys.exit(f"databricks_client: run {item.run_id} has neither state nor status")
    details = item.status.termination_details
    if details is None or details.type is None:
        return item.status.state.value if item.status.state is not None else "UNKNOWN"
    if details.type.value == "SUCCESS":
        return "SUCCESS"
    return QUIET_CODES.get(details.code.value if details.code else "", "FAILED")


def has_failed(item):
    return result_of(item) in FAILURES


def outputs_of(client, run):
    """Of the failed tasks. A run that was stopped, or never got to its tasks, has none; its own output is refused."""
    for task in run.tasks or []:
        if has_failed(task):
            yield client.jobs.get_run_output(task.run_id)


def main():
    if len(sys.argv) != 3:
        sys.exit("usage: databricks_client.py PORT WORKSPACE")
    port, workspace = int(sys.argv[1]), sys.argv[2]
    resolve_localhost_names()
    client = WorkspaceClient(
        config=Config(
            host=f"http://{workspace}.localhost:{port}", token=f"dapi-demo-{workspace}", auth_type="pat",
            retry_timeout_seconds=30))
    calls = count_calls(client)
    job_ids = [job.job_id for job in client.jobs.list(limit=100)]
    runs = list(client.jobs.list_runs(limit=24))
    if len(set(job_ids)) != len(job_ids):
        sys.exit("databricks_client: a job was listed twice")
    if len({run.run_id for run in runs}) != len(runs):
        sys.exit("databricks_client: a run was listed twice")
    failed = [run for run in runs if has_failed(run)]
    outputs = [output for run in failed for output in outputs_of(client, client.jobs.get_run(run.run_id))]
    results = collections.Counter(result_of(run) for run in runs)
    print(
        json.dumps({
            "workspace": workspace,
            "jobs": len(job_ids),
            "runs": len(runs),
            "results": dict(sorted(results.items())),
            "failed_runs": len(failed),
            "outputs": len(outputs),
            "outputs_with_error": sum(1 for output in outputs if output.error),
            "calls": dict(sorted(calls.items())),
        }))


if __name__ == "__main__":
    main()

"""Signs in at a simulated Databricks workspace with databricks-sdk as a service principal, and lists its jobs twice.

usage: databricks_oauth_client.py PORT WORKSPACE CLIENT_ID CLIENT_SECRET

Prints a JSON object: how many jobs each listing had, how many tokens were asked for, what the host said of itself; or,
where the client was refused, its `error`.
"""

import json
import sys

import requests
from databricks.sdk import WorkspaceClient
from databricks.sdk.config import Config

from databricks_client import resolve_localhost_names


def count_tokens():
    """Notes the addresses that tokens are asked of."""
    addresses = []
    post = requests.post

    def post_and_note(url, *arguments, **options):
        addresses.append(url)
        return post(url, *arguments, **options)

    requests.post = post_and_note
    return addresses


def main():
    if len(sys.argv) != 5:
        sys.exit("usage: databricks_oauth_client.py PORT WORKSPACE CLIENT_ID CLIENT_SECRET")
    port, workspace, client_id, client_secret = sys.argv[1:]
    resolve_localhost_names()
    addresses = count_tokens()
    host = f"http://{workspace}.localhost:{port}"
    try:
        client = WorkspaceClient(
            config=Config(
                host=host, client_id=client_id, client_secret=client_secret, auth_type="oauth-m2m",
                retry_timeout_seconds=30))
        jobs = [len(list(client.jobs.list(limit=100))) for _ in range(2)]
    except ValueError as error:
        print(json.dumps({"error": str(error)}))
        return
    print(
        json.dumps({
            "jobs": jobs,
            "tokens": len(addresses),
            "token_paths": sorted({address.removeprefix(host) for address in addresses}),
            "workspace_id": client.config.workspace_id,
            "user": client.current_user.me().user_name,
        }))


if __name__ == "__main__":
    main()

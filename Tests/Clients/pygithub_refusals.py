"""Makes one call of each kind to a simulated GitHub with PyGithub, and prints what came of it.

usage: pygithub_refusals.py PORT [TOKEN]

Prints a JSON object: for each call `"ok"`, or an object with the exception's class, its status, and the members of the
refusal's body. Nothing is judged here.
"""

import json
import sys

import github

NAME = "acme/pipeline-health"
AUTHOR = github.InputGitAuthor("Py Client", "client@example.com", "2026-11-24T05:00:00Z")
UNKNOWN = "00000000000000000000000000000000000000ff"


def outcome(call):
    try:
        call()
        return "ok"
    except github.GithubException as error:
        body = error.data if isinstance(error.data, dict) else {"text": error.data}
        return {"class": type(error).__name__, "status": error.status, "body": body}


def stale_update(repository, reference, commit):
    """From a commit beside the head."""
    parent = repository.get_git_commit(commit.sha)
    beside = repository.create_git_commit("Beside", parent.tree, [], AUTHOR, AUTHOR)
    reference.edit(beside.sha, force=False)


def main():
    port = int(sys.argv[1])
    token = sys.argv[2] if len(sys.argv) > 2 else "ghp_demo"
    client = github.Github(
        base_url=f"http://127.0.0.1:{port}/api/v3", auth=github.Auth.Token(token), retry=None,
        seconds_between_requests=0, seconds_between_writes=0)
    lazy = client.get_repo(NAME, lazy=True)
    found = {"repository": outcome(lambda: client.get_repo(NAME))}
    found["reference"] = outcome(lambda: lazy.get_git_ref("heads/main").object)
    found["missing reference"] = outcome(lambda: lazy.get_git_ref("heads/none").object)
    if found["repository"] == "ok" and client.get_repo(NAME).full_name != NAME:
        # Of the redirects, this client follows those of reads alone.
        print(json.dumps(found))
        return
    found["blob"] = outcome(lambda: lazy.create_git_blob("hello\n", "utf-8"))
    element = github.InputGitTreeElement("a.txt", "100644", "blob", content="hello\n")
    found["tree"] = outcome(lambda: lazy.create_git_tree([element]))
    found["unknown blob"] = outcome(
        lambda: lazy.create_git_tree([github.InputGitTreeElement("a", "100644", "blob", sha=UNKNOWN)]))
    found["bad path"] = outcome(
        lambda: lazy.create_git_tree([github.InputGitTreeElement("/a", "100644", "blob", content="x")]))
    found["file"] = outcome(lambda: lazy.create_file("new.txt", "New", "x", branch="main"))
    found["file that exists"] = outcome(lambda: lazy.create_file("README.md", "New", "x", branch="main"))
    found["unknown commit"] = outcome(lambda: lazy.create_git_ref("refs/heads/x", UNKNOWN))
    if found["reference"] == "ok":
        reference = lazy.get_git_ref("heads/main")
        found["existing reference"] = outcome(lambda: lazy.create_git_ref("refs/heads/main", reference.object.sha))
        found["stale update"] = outcome(lambda: stale_update(lazy, reference, reference.object))
    print(json.dumps(found))


if __name__ == "__main__":
    main()

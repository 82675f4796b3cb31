"""Makes one call of each kind to a simulated GitHub with PyGithub, and prints what came of it.

usage: pygithub_refusals.py PORT [TOKEN [malformed]]

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


def malformed(lazy, head):
    """What no careful client sends, by PyGithub's own requests where its objects do not let it through.

    - head: the commit of the branch; its tree stands in for an object of the wrong kind.
    """
    def ask(method, path, body, **more):
        return lambda: lazy._requester.requestJsonAndCheck(method, f"{lazy.url}/{path}", input=body, **more)

    def entry(path="a", mode="100644", kind="blob", **more):
        return {"tree": [{"path": path, "mode": mode, "type": kind, **more}], "base_tree": head.tree.sha}

    person = {"name": "Py Client", "email": "client@example.com"}
    commit = {"message": "m", "tree": head.tree.sha, "parents": [head.sha]}
    calls = {
        "no object": ask("POST", "git/blobs", [1]),
        "unknown version": ask("POST", "git/blobs", {"content": "x"}, headers={"X-GitHub-Api-Version": "1999-01-01"}),
        "deletion of nothing": ask("POST", "git/trees", entry(sha=None)),
        "bad mode": ask("POST", "git/trees", entry(mode="40000", content="x")),
        "malformed path": ask("POST", "git/trees", entry("a/../b", content="x")),
        "folder with content": ask("POST", "git/trees", entry(mode="040000", kind="tree", content="x")),
        "id and content": ask("POST", "git/trees", entry(sha=UNKNOWN, content="x")),
        "neither id nor content": ask("POST", "git/trees", entry()),
        "unknown base tree": ask("POST", "git/trees", {**entry(content="x"), "base_tree": UNKNOWN}),
        "null base tree": ask("POST", "git/trees", {**entry(content="x"), "base_tree": None}),
        "no tree": ask("POST", "git/commits", {"message": "m"}),
        "unknown tree": ask("POST", "git/commits", {**commit, "tree": UNKNOWN}),
        "unknown parent": ask("POST", "git/commits", {**commit, "parents": [UNKNOWN]}),
        "null author": ask("POST", "git/commits", {**commit, "author": None}),
        "nameless author": ask("POST", "git/commits", {**commit, "author": {**person, "name": ""}}),
        "date without a zone": ask("POST", "git/commits", {**commit, "author": {**person, "date": "2026-11-24"}}),
        "move of a missing branch": ask("PATCH", "git/refs/heads/none", {"sha": head.sha}),
        "move to an unknown commit": ask("PATCH", "git/refs/heads/main", {"sha": UNKNOWN}),
        "move to a tree": ask("PATCH", "git/refs/heads/main", {"sha": head.tree.sha}),
        "reference outside of refs": lambda: lazy.create_git_ref("heads/x", head.sha),
        "short reference": lambda: lazy.create_git_ref("refs/x", head.sha),
        "reference to a tree": lambda: lazy.create_git_ref("refs/heads/x", head.tree.sha),
        "file of a missing branch": lambda: lazy.create_file("b.txt", "New", "x", branch="none"),
        "file of another content": lambda: lazy.update_file("README.md", "New", "x", UNKNOWN, branch="main"),
        "file without base64": ask("PUT", "contents/b.txt", {"message": "m", "content": "***", "branch": "main"}),
    }
    return {name: outcome(call) for name, call in calls.items()}


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
        if len(sys.argv) > 3:
            found.update(malformed(lazy, lazy.get_git_commit(lazy.get_git_ref("heads/main").object.sha)))
    print(json.dumps(found))


if __name__ == "__main__":
    main()

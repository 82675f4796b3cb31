"""Publishes one commit to a simulated GitHub with PyGithub, a client that knows nothing of dbmon.

usage: pygithub_client.py PORT [OWNER/REPOSITORY [TOKEN]]

Creates a blob, a tree, a commit and moves the branch through the Git Data API, compares every answer with ids computed
here, lists the commit, and makes sure that an update from a stale head is refused. Ends with exit code 1 and a message
at the first mismatch; else prints a JSON object.
"""

import base64
import datetime
import hashlib
import json
import sys

import github

BRANCH = "main"
AUTHOR = github.InputGitAuthor("Py Client", "client@example.com", "2026-11-24T05:00:00Z")


def check(condition, what):
    if not condition:
        sys.exit(f"pygithub_client: {what}")


def same(found, expected, what):
    check(found == expected, f"{what}: expected {expected!r}, found {found!r}")


def object_id(kind, content):
    return hashlib.sha1(f"{kind} {len(content)}\0".encode() + content).hexdigest()


def commit_id(tree, parents, seconds, message):
    who = f"Py Client <client@example.com> {seconds} +0000"
    lines = [f"tree {tree}"] + [f"parent {parent}" for parent in parents] + [f"author {who}", f"committer {who}"]
    return object_id("commit", ("\n".join(lines) + "\n\n" + message).encode())


def head_of(repository):
    """The branch's ref; the first commit is made where the repository is empty."""
    try:
        return repository.get_git_ref(f"heads/{BRANCH}")
    except github.GithubException as error:
        if error.status == 404:
            repository.create_git_ref(
                f"refs/heads/{BRANCH}", repository.get_branch(repository.default_branch).commit.sha)
            return repository.get_git_ref(f"heads/{BRANCH}")
        same(error.status, 409, "status of an empty repository")
        same(error.data["message"], "Git Repository is empty.", "message of an empty repository")
    made = repository.create_file("README.md", "First commit", "# Pipeline health\n", branch=BRANCH)
    same(made["content"].sha, object_id("blob", b"# Pipeline health\n"), "blob of the first file")
    return repository.get_git_ref(f"heads/{BRANCH}")


def elements(repository, number):
    """Two files for a tree, one by an uploaded blob and one inline, with their contents."""
    raw = f"Job_Id,Job_Name\n{number},Café\n".encode()
    inline = f"# Run {number}\nno final line feed"
    blob = repository.create_git_blob(base64.b64encode(raw).decode(), "base64")
    same(blob.sha, object_id("blob", raw), "id of an uploaded blob")
    files = {"py/report.csv": raw, "py/notes/run.md": inline.encode()}
    tree = [
        github.InputGitTreeElement("py/report.csv", "100644", "blob", sha=blob.sha),
        github.InputGitTreeElement("py/notes/run.md", "100644", "blob", content=inline),
    ]
    return files, tree


def publish(repository):
    ref = head_of(repository)
    parent = repository.get_git_commit(ref.object.sha)
    number = repository.get_commits(sha=BRANCH).totalCount
    files, tree = elements(repository, number)
    made = repository.create_git_tree(tree, base_tree=parent.tree)
    listed = {entry.path: entry for entry in repository.get_git_tree(made.sha, recursive=True).tree}
    for path, content in files.items():
        check(path in listed, f"{path} is missing in the new tree")
        same(listed[path].sha, object_id("blob", content), f"id of {path}")
        same(listed[path].size, len(content), f"size of {path}")
    message = f"PyGithub run {number}\n\nBy a client of its own"
    commit = repository.create_git_commit(message, made, [parent], AUTHOR, AUTHOR)
    seconds = int(datetime.datetime(2026, 11, 24, 5, tzinfo=datetime.timezone.utc).timestamp())
    same(commit.sha, commit_id(made.sha, [parent.sha], seconds, message), "id of the commit")
    ref.edit(commit.sha, force=False)
    verify(repository, parent, commit, files, message)
    return commit, number


def verify(repository, parent, commit, files, message):
    same(repository.get_git_ref(f"heads/{BRANCH}").object.sha, commit.sha, "head after the update")
    newest = repository.get_commits(sha=BRANCH)[0]
    same(newest.sha, commit.sha, "newest commit of the list")
    same(newest.commit.message, message, "message of the newest commit")
    same([found.sha for found in newest.parents], [parent.sha], "parents of the newest commit")
    same({found.filename for found in repository.get_commit(commit.sha).files}, set(files), "files of the commit")
    for path, content in files.items():
        same(repository.get_contents(path, ref=BRANCH).decoded_content, content, f"content of {path}")
    comparison = repository.compare(parent.sha, BRANCH)
    same((comparison.status, comparison.ahead_by, comparison.behind_by), ("ahead", 1, 0), "comparison")
    stale = repository.create_git_commit("Stale", parent.tree, [parent], AUTHOR, AUTHOR)
    try:
        repository.get_git_ref(f"heads/{BRANCH}").edit(stale.sha, force=False)
    except github.GithubException as error:
        same(error.status, 422, "status of a stale update")
        same(error.data["message"], "Update is not a fast forward", "message of a stale update")
    else:
        check(False, "an update from a stale head went through")


def main():
    check(2 <= len(sys.argv) <= 4, "usage: pygithub_client.py PORT [OWNER/REPOSITORY [TOKEN]]")
    port = int(sys.argv[1])
    name = sys.argv[2] if len(sys.argv) > 2 else "acme/pipeline-health"
    token = sys.argv[3] if len(sys.argv) > 3 else "ghp_demo"
    client = github.Github(
        base_url=f"http://127.0.0.1:{port}/api/v3", auth=github.Auth.Token(token), retry=None,
        seconds_between_requests=0, seconds_between_writes=0)
    repository = client.get_repo(name)
    same(repository.full_name.lower(), name.lower(), "name of the repository")
    commit, number = publish(repository)
    limit = client.get_rate_limit().resources.core
    check(limit.remaining < limit.limit, "no request was counted against the rate limit")
    print(json.dumps({"commit": commit.sha, "commits_before": number, "rate_limit_remaining": limit.remaining}))


if __name__ == "__main__":
    main()

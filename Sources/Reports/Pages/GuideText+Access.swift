extension GuideText {
    static let tokens = """
        ## Tokens

        ### Databricks

        | In the configuration | What it is | What it needs |
        | --- | --- | --- |
        | `pat` | a personal access token, of a user or better of a service principal | CAN VIEW on every job to be \
        read |
        | `oauth_m2m` | client id and secret of a service principal | the same; the principal must be in the workspace |
        | `azure_sp` | tenant, client id and secret of an application in Microsoft Entra ID | the same; the \
        application must be in the workspace |
        | `profile` | a section of `~/.databrickscfg` | what its kind needs |

        CAN VIEW is the least permission that shows a job and its runs; CAN MANAGE RUN and ownership include it, and
        workspace admins see every job. Grant it to a group, on each job's page (Permissions) or where jobs are deployed,
        and think of new jobs: a listing leaves out, without a word, what the token may not see. `dbmon` only reads: it
        never starts, stops or changes anything in a workspace.

        ### GitHub

        | Token | What it needs |
        | --- | --- |
        | fine-grained personal access token | the repository in its list, and the repository permission Contents: \
        Read and write |
        | classic personal access token | the scope `repo`; for an organisation with single sign-on also its \
        authorisation |
        | GitHub App | the repository permission Contents: Read and write; its tokens live one hour |
        | `GITHUB_TOKEN` of GitHub Actions | `permissions: contents: write` in the workflow |

        Use a token for this one repository. An organisation may have to approve a fine-grained token before it can \
        write.

        ### Changing a token

        A secret in the configuration is a reference (`env:NAME`, `file:PATH`, `exec:COMMAND`), so the configuration
        stays as it is. No sweep is lost in this order:

        1. Create the new token while the old one still works. Note when it expires.
        2. Put it where the reference points: the variable, the file, `.env`, the secret of your CI service.
        3. Sweep once and see exit code 0: `dbmon sweep --workspaces workspaces.json --workspace prod-eu`.
        4. Revoke the old token.

        A token that has expired shows as `UNREACHABLE` with a refused credential (Databricks), or as exit code 75
        (GitHub); the rows and reports of before stay. A token that was seen by others is revoked first.

        """

    static let branch = """
        ## A branch of its own

        A sweep makes a commit only when something changed, but every 15 minutes that may still be 96 commits a day.
        Give the reports a branch of their own, so that they stay out of the history of your code and builds do not
        start for them:

        ```json
        { "github": { "repository": "acme/pipeline-health", "branch": "reports", "token": "env:GITHUB_TOKEN" } }
        ```

        `dbmon` makes a missing branch from the default branch, never forces a branch, and never touches other people's
        files.

        To prune the branch, replace its history now and then by one commit with the same files. In a clone of the
        repository (the files you work on are not touched):

        ```sh
        git fetch origin +refs/heads/reports:refs/remotes/origin/reports
        old=$(git rev-parse origin/reports)
        new=$(git commit-tree -m "Start the reports afresh" "$old^{tree}")
        git push --force-with-lease=reports:"$old" origin "$new":refs/heads/reports
        ```

        If a sweep came in between, the push is refused and nothing is lost: do it again. The next sweep goes on from
        the new commit. To keep the old history under a tag, do this before the push:

        ```sh
        git push origin "$old":refs/tags/reports-before-pruning
        ```

        """

    static let exitCodes = """
        ## Exit codes

        The first that applies, in this order: 64, 78, 77, 70, 74, 75, 69, 1.

        | Code | Meaning | What to do |
        | ---: | --- | --- |
        | 0 | swept and published; failing jobs are a result, not an error | nothing |
        | 1 | `--fail-on failed` was given, and a job's latest run failed | look at the failed jobs |
        | 64 | the command was used wrongly | read the message; `dbmon --help` |
        | 69 | some workspace could not be read completely; the reports are written and say which | see "A workspace \
        or job is UNREACHABLE" |
        | 70 | an internal error | tell the makers, with the message |
        | 74 | the reports or the history could not be written (disk full, read-only); the old files are whole | make \
        room, check the owner of the folder |
        | 75 | publishing failed: the reports are on disk, and the next sweep publishes them; or another sweep is at \
        work | see "Publishing failed" |
        | 77 | a credential was refused or is missing, and no workspace could be read | see "401 and 403" |
        | 78 | the configuration is wrong | correct the place that the message names |
        | 130, 143 | interrupted (SIGINT, SIGTERM) | nothing: the next sweep goes on |

        """

    static let monitoredNotes = """

        An entry is a job's exact name, a pattern with `*`, `?` or `[…]`, an id, or tags that must all match. An entry
        that matches no job gives a `NOT_FOUND` row. The lookback decides which failed runs are reported, and not which
        jobs. The rates hold for all calls to one workspace's host together: at most `Burst` at once,
        `Requests per second` in the long run, `In flight` unanswered.

        A job whose very name has one of `*`, `?` and `[` is selected by its id, or with each of these in brackets:
        `nightly-[[]x]` is the job `nightly-[x]`, `what[?]` the job `what?`.

        """
}

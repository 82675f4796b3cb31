internal import Model

extension GuideText {
    static let troubleshooting = """
        ## Troubleshooting

        ### \(GuideSection.notFound.rawValue)

        The listing of a workspace leaves out what a token may not see, so a job that is not there and a job without
        permission look the same. Go through this in order:

        1. **Wrong name or case.** Names are compared byte by byte: `Billing` is not `billing`, and a space at the end
           counts. Copy the name from the job's page, or select the job by its id: `{ "id": 42 }`.
        2. **Another workspace.** Look for the name in [\(ReportFile.monitoringPath)](\(ReportFile.monitoringPath)), and
           compare the host in the browser's address with `host` in the configuration.
        3. **No permission.** The owner of the token needs CAN VIEW on the job. Ask for the job by its id, with the same
           token:

           ```sh
           printf 'Authorization: Bearer %s' "$TOKEN" | curl --header @- "https://HOST/api/2.2/jobs/get?job_id=42"
           ```

           A 403 is a missing permission, a 404 or a 400 that says "does not exist" is a missing job.
        4. **Renamed or deleted.** An entry with `*` or an id survives a new name. Take out the entry of a job that
        is gone. 5. **Tags.** All tags of an entry must match, in key and value.

        ### \(GuideSection.unreachable.rawValue)

        `\(ReportColumn.errorDetails.rawValue)` names the cause and the last known status; the run cells are those last
        known. When every job of a workspace is `\(JobStatus.unreachable.rawValue)`, the workspace could not be read;
        when only some are, those calls failed and the rest of the workspace is up to date. The terminal and
        `--format json` say more than the cell: the service's own message. By the kind of cause:

        | Cause | What it means | What to do |
        | --- | --- | --- |
        | the credential was refused (401, 403) | the token is wrong, expired, revoked or of another workspace, or \
        the address it is used from is not allowed | see "401 and 403" below |
        | a secret could not be resolved | the variable, file or command that the configuration names gave nothing | \
        set it for the user that runs `dbmon`; a schedule does not have the variables of your shell |
        | permission denied | this one job may not be read | grant CAN VIEW on the job |
        | host name not found, no connection | a wrong host, or no route: DNS, firewall, proxy, private link | `curl \
        -I https://HOST` from the same machine |
        | no answer in time, the connection broke | the network or the service is slow or gone | wait for the next \
        sweep; if it lasts, look at the status page of Databricks and at the proxy |
        | TLS is not trusted | a proxy opens the connection, or the system's certificates are old | install the \
        certificates of the proxy; `SSL_CERT_FILE` names another file of them |
        | rate limit | others use the workspace's limits, too | lower `requests_per_second` of this workspace, or \
        sweep at another time |
        | service unavailable | the service answers with 5xx | wait for the next sweep |
        | not a Databricks API | the host answers with a page for people | set `host` to the workspace, not to the \
        account or a login page |
        | the answer could not be read, or was too large | something between changes the answers | look at the proxy; \
        tell the makers of `dbmon` if there is none |
        | not asked for, interrupted | the sweep ended before it came to this | wait for the next sweep; give it more \
        time |

        A workspace that was never read has no rows at all; [\(ReportFile.summaryPath)](\(ReportFile.summaryPath)) \
        says so.

        ### 401 and 403

        1. **Token.** Try it, out of sight of the list of processes:

           ```sh
           printf 'Authorization: Bearer %s' "$TOKEN" | curl --header @- "https://HOST/api/2.2/jobs/list?limit=1"
           ```

           A 401, or a 403 with "Invalid access token", is a token that is wrong, expired or revoked: create a new one.
           "Invalid access to Org" is the token of another workspace.
        2. **Permission.** A 403 with `PERMISSION_DENIED` names what is missing: CAN VIEW on the job.
        3. **Address.** A 403 with "Source IP address … is blocked" comes of an IP access list: let the machine's public
           address be added, or run `dbmon` from one that is on the list.

        ### Publishing failed (exit code 75)

        The reports are on disk, and the next sweep publishes them. The message names the cause:

        | Message | What to do |
        | --- | --- |
        | GitHub refuses the token (401) | it is expired or revoked: create a new one and put it where `github.token` \
        points |
        | the token lacks contents=write (403) | fine-grained token: repository permission Contents, Read and write; \
        classic token: scope `repo` |
        | the repository does not exist for this token (404) | check `github.repository`; add the repository to the \
        token's list; an organisation may have to approve the token first |
        | the organisation demands single sign-on | token settings, Configure SSO, Authorize |
        | the branch is protected, a rule refuses the commit | let the token's owner bypass the rule, or give the \
        reports a branch of their own |
        | push protection sees a credential | find it in the named file, revoke it, and keep it out of the job's \
        messages |
        | GitHub cannot be reached | check the network, the proxy and `github.api_url` |
        | a rate limit asks for a pause | nothing once; if it comes again, sweep less often, or use a token that is \
        not shared |
        | others moved the branch | nothing; a branch of its own avoids it |
        | too large | a shorter `lookback`, or fewer jobs in one repository |

        Exit code 75 without such a message: another sweep holds the history. Let the schedule start one at a time.

        ### The figures look wrong

        - **Far fewer jobs than yesterday:** the token lost a permission. A sweep warns of it; compare the number of \
        jobs
          in the workspace with that of the report.
        - **A job shows an old run:** only runs of the job itself count, not runs that were submitted on their own.
        - **An id ends in zeros:** a spreadsheet has rounded it. Import the file with the id columns as text.
        - **A job that runs again is `RUNNING` and not `FAILED`:** the latest run decides. What failed before is in
          [\(ReportFile.failuresPath)](\(ReportFile.failuresPath)).
        - **Nothing changes any more:** either nothing happened, or no sweep ran. Look at the schedule's log.

        """
}

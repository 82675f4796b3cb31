internal import Model

/// `COMPREHENSIVE_MONITORING_DOCUMENTATION.md`: how to read and operate all this, and what is monitored.
struct Guide {
    private let report: Report

    init(_ report: Report) { self.report = report }

    var text: String {
        [Self.introduction, Self.columns, Self.statuses, Self.categories, Self.reading, Self.operating, monitored]
            .joined(separator: "\n\n") + "\n"
    }

    private static let introduction = """
        # Job monitoring: the guide

        These files are written by dbmon. It reads every job of the Databricks workspaces below, and says how its latest
        run went. The same state always gives the same files, so a commit here means that something changed.

        | file | a row is |
        | :-- | :-- |
        | `\(ReportPath.monitoring)` | a monitored job of any workspace, with the status of its latest run |
        | `workspaces/<name>.csv` | the same for one workspace, in the five base columns |
        | `\(ReportPath.failures)` | a failed task of a failed run that started within the lookback |
        | `\(ReportPath.summary)`, `\(ReportPath.overview)` | what to look at first |

        The CSV files are UTF-8 without a byte-order mark, RFC 4180, with LF line ends and a header line.
        Times are UTC. Rows stand in the order of the workspaces, then of the job's name, then of its id.
        """

    private static let columns = """
        ## Columns

        | column | meaning |
        | :-- | :-- |
        | `Job_Id` | the job's id, 64 bits; `N/A` for a configured job that was not found |
        | `Job_Name` | as Databricks has it; empty for a job without a name; for a job not found the entry of the configuration |
        | `Timestamp (UTC)` | when the job entered its status: the end of its run, the start of a running one, else when it was first seen so |
        | `Status` | see below |
        | `Error_Details` | why it failed, on one line, at most 1,000 characters, credentials masked |
        | `Workspace`, `Environment` | as configured |
        | `Run_Id`, `Run_Page_Url` | the latest run, and its page |
        | `Result_State` | the state that decided, in the words of Databricks |
        | `Start_Time (UTC)`, `End_Time (UTC)`, `Duration_Seconds` | of that run; no end and no duration while it runs |
        | `Error_Category`, `Suggested_Action` | what kind of failure it is, and what to do first |
        | `Error_Fingerprint` | equal for equal failures, of whatever job and day |
        | `Failed_Tasks` | the keys of the tasks that failed, joined by `;` |
        | `Termination_Code`, `Task_Key`, `Task_Run_Id`, `Attempt`, `Error_Trace` | in the failures report: of the failed task's last attempt (`0` is the first) |

        A cell that a spreadsheet would run as a formula begins with `'`.
        """

    private static let statuses = """
        ## Statuses

        | status | meaning |
        | :-- | :-- |
        | `SUCCESS` | the latest run succeeded, perhaps with some failed tasks (they are named) |
        | `FAILED` | it failed, timed out, or ended in a state that is no success |
        | `RUNNING` | it has not ended: queued, waiting, running or ending |
        | `CANCELED` | somebody or something stopped it |
        | `SKIPPED` | it did not run: disabled, or too many runs at once |
        | `NO_RUNS` | Databricks keeps no run of the job (it forgets them after 60 days) |
        | `NOT_FOUND` | no job matches an entry of the configuration: check its name, its case and the permissions |
        | `UNREACHABLE` | the workspace or the job could not be read; the row shows what was known last |
        """

    private static let categories = """
        ## Error categories

        | category | meaning |
        | :-- | :-- |
        | `configuration` | the job, cluster, library, path or secret is set up wrongly |
        | `runtime` | the code or its SQL fails |
        | `data_quality` | the data breaks a type, rule, key or test |
        | `resource` | memory, disk, capacity, quota or a limit of rate or concurrency; lost nodes |
        | `permission` | a right, credential or token is missing or expired |
        | `network` | name, route, TLS or connection |
        | `timeout` | a limit of time passed |
        | `upstream` | another task, job, feed or provider failed or did not deliver |
        | `platform` | Databricks or the cloud itself |
        | `canceled` | somebody or something stopped it |
        | `unknown` | the text says nothing |
        """

    private static let reading = """
        ## Reading the files

        With pandas, keep every cell as text: ids have 64 bits, and `NA` can be a job's name.

        ```python
        import pandas
        jobs = pandas.read_csv("\(ReportPath.monitoring)", dtype=str, keep_default_na=False)
        print(jobs[jobs.Status == "FAILED"][["Workspace", "Job_Name", "Error_Category", "Error_Details"]])
        ```

        In a spreadsheet, import the file with every column as text, UTF-8 and the comma as separator; opened by a double
        click, long ids lose their last digits.
        """

    private static let operating = """
        ## Operating

        - A sweep is `dbmon sweep --workspaces workspaces.json`. Run it on a schedule: cron, a systemd timer, a GitHub
          Actions workflow or a Databricks job will do.
        - Exit codes: 0 swept and published; 1 `--fail-on failed` met; 64 usage; 69 some workspace could not be read
          completely (the reports say which); 70 internal error; 74 the reports could not be written; 75 publishing
          failed (the next sweep publishes); 77 a credential was refused and nothing could be read; 78 configuration;
          130 and 143 interrupted.
        - `UNREACHABLE` rows with "credential refused": the token has expired or was revoked. Create a new one and put it
          where the configuration refers to; no restart is needed.
        - The Databricks token needs CAN VIEW on the jobs. The GitHub token needs the repository permission
          "Contents: write".
        - Publish to a branch of its own: at one sweep a quarter of an hour it grows by up to 96 commits a day. To prune
          it, start the branch anew from its last commit: `git checkout --orphan fresh && git commit -m "Prune" && git
          push --force origin fresh:BRANCH`; dbmon goes on from there.
        """

    private var monitored: String {
        var lines = [
            "## What is monitored", "",
            "| workspace | environment | jobs | lookback | requests/s | burst | in flight |",
            "| :-- | :-- | :-- | --: | --: | --: | --: |",
        ]
        for workspace in report.workspaces {
            let selections = workspace.selections.prefix(20).map(Markup.markdown).joined(separator: ", ")
            let more = workspace.selections.count > 20 ? ", and \(workspace.selections.count - 20) more" : ""
            lines.append(
                "| \(Markup.markdown(workspace.name.text)) | \(Markup.markdown(workspace.environment)) "
                    + "| \(selections)\(more) | \(Self.hours(workspace.lookback)) "
                    + "| \(Self.number(workspace.requestsPerSecond)) | \(workspace.burst) | \(workspace.maxInFlight) |")
        }
        return lines.joined(separator: "\n")
    }

    private static func hours(_ duration: Duration) -> String {
        let seconds = duration.components.seconds
        if seconds % 86_400 == 0 { return "\(seconds / 86_400) d" }
        if seconds % 3_600 == 0 { return "\(seconds / 3_600) h" }
        return "\(seconds / 60) min"
    }

    private static func number(_ value: Double) -> String {
        value == value.rounded() ? String(Int(value)) : String(value)
    }
}

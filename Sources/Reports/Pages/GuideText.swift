/// The parts of the guide that are the same everywhere: what the files hold.
enum GuideText {
    static let opening = """
        # Guide to the Databricks job reports

        `dbmon` reads the jobs of many Databricks workspaces and writes what it found into this folder. This page says
        what the files hold, what to do when something is missing, and how to keep all this running. What needs somebody
        today stands in [\(ReportFile.summaryPath)](\(ReportFile.summaryPath)).

        """

    static let sameBytes = """

        The CSV files are UTF-8 without a byte-order mark, as RFC 4180 has it, with LF line ends and a header line.
        Times are UTC, `YYYY-MM-DD HH:MM:SS`. Rows are ordered by workspace as configured, then by job name, then by \
        job id.

        The same state gives the same bytes: a file changes only when a job, a run or the configuration did, so the
        history of this folder is a history of the jobs. It also means that no new commit is no sign of trouble, and
        that these files cannot tell whether sweeps still run: watch the exit code of the schedule for that.

        """

    static let failureNotes = """

        A run with several failed tasks has a row for each. A task that was only skipped because another failed has
        none. A failure of a task that runs another job is a row of both runs, the parent's and the child's. A run
        leaves this file when it started longer ago than the lookback.

        """

    static let statusNotes = """

        The latest run is the one that started last. A run that was repaired or tried again counts as one run, with the
        id and times of its newest attempt. `\(ReportColumn.timestamp.rawValue)` stays while the status stays: it says
        since when a job has been failing, not when it was last looked at. A state that this version of `dbmon` does not
        know is `FAILED` if the run has ended and `RUNNING` if not, with the raw state in
        `\(ReportColumn.resultState.rawValue)`.

        """

    static let cells = """
        ## Cells

        - No value is an empty cell. `\(ReportColumn.jobID.rawValue)` is `\(PriorReports.noJobID)` where no job was \
        found.
        - Ids have up to 19 digits and are written in full.
        - Known forms of passwords, tokens and keys are masked in every text.
        - Control characters and line breaks are folded to a space, terminal colours taken out.
        - `\(ReportColumn.errorDetails.rawValue)` has at most \(Limits.details) characters, \
        `\(FailureColumn.errorTrace.rawValue)` at most \(Limits.trace). Where a run
          has several failed tasks, the row of its job names each: `task: error | task: error`.
        - A cell that a spreadsheet would run as a formula (its first character is `=`, `+`, `-`, `@`, a tab or a CR)
          begins with a `'` that is not part of the text.

        """

    static let reading = """
        ## Reading the reports

        ### With pandas

        Ids have more digits than a floating-point number holds, and `\(PriorReports.noJobID)` is a text and no missing
        value. So read every column as text:

        ```python
        import pandas as pd

        jobs = pd.read_csv("\(ReportFile.monitoringPath)", dtype=str, keep_default_na=False)
        failed = jobs[jobs["Status"] == "FAILED"]
        since = pd.to_datetime(failed["Timestamp (UTC)"], format="%Y-%m-%d %H:%M:%S", utc=True)
        newest = failed.assign(Since=since).sort_values("Since", ascending=False)
        print(newest[["Since", "Workspace", "Job_Name", "Error_Details"]].to_string(index=False, max_colwidth=60))
        ```

        Names as the workspace has them, without the `'` before a formula:

        ```python
        jobs["Job_Name"] = jobs["Job_Name"].str.replace(r"^'(?=[=+\\-@])", "", regex=True)
        ```

        Errors that several jobs share, and one trace with its line breaks:

        ```python
        failures = pd.read_csv("\(ReportFile.failuresPath)", dtype=str, keep_default_na=False)
        shared = failures.groupby("Error_Fingerprint")["Job_Id"].nunique().sort_values(ascending=False)
        print(shared.head(10))
        for trace in failures["Error_Trace"].head(1):
            print(trace.replace("\\\\n", "\\n"))
        ```

        ### In a spreadsheet

        Import the file (in Excel: Data, From Text/CSV) as UTF-8 with the comma as delimiter, and set the id columns \
        to text.
        Opening it by a double click rounds the ids. The `'` before a formula keeps a job's name from being run: \
        leave it
        there.

        """
}

extension Limits {
    /// `1,000`, `8,000`, as people write them.
    fileprivate static var details: String { thousands(detailsScalars) }
    fileprivate static var trace: String { thousands(traceScalars) }

    private static func thousands(_ number: Int) -> String {
        let rest = String(number % 1_000)
        return "\(number / 1_000),\(String(repeating: "0", count: 3 - rest.count))\(rest)"
    }
}

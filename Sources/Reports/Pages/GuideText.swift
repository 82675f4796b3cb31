/// The parts of the guide that are the same everywhere.
enum GuideText {
    static let opening = """
        # Guide to the Databricks job reports

        `dbmon` reads the jobs of many Databricks workspaces and writes what it found into this folder. This page says
        what the files hold, how to read them with a program, and how to keep them fresh. Start with
        [SUMMARY.md](SUMMARY.md).

        """

    static let sameBytes = """

        The CSV files are UTF-8 without a byte-order mark, as RFC 4180 has it, with LF line ends and a header line.
        Times are UTC, `YYYY-MM-DD HH:MM:SS`. Rows are ordered by workspace as configured, then by job name, then by job id.

        The same state gives the same bytes: a file changes only when a job, a run or the configuration did, so the
        history of this folder is a history of the jobs.

        """

    static let failureColumns = """
        ## Columns of the failures report

        `Workspace`, `Environment`, `Job_Id`, `Job_Name`, `Run_Id`, the times, `Result_State`, the error columns,
        `Suggested_Action` and `Run_Page_Url` mean the same as above, for one failed run. Further ones:

        | Column | Meaning |
        | --- | --- |
        | `Termination_Code` | why the run ended, as a code of Databricks |
        | `Task_Key` | the failed task; empty where a run failed without one |
        | `Task_Run_Id` | that task's own run, which has the output |
        | `Attempt` | which attempt of the task it was, 0 the first |
        | `Error_Trace` | the error with its stack, line breaks written as `\\n`, at most 8,000 characters |

        A run with several failed tasks has a row for each. A task that was only skipped because another failed has
        none.

        """

    static let statusNotes = """

        A run that was repaired or tried again counts as one run. `Timestamp (UTC)` stays while the status stays: it
        says since when a job has been failing, not when it was last looked at.

        """

    static let cells = """
        ## Cells

        - No value is an empty cell.
        - Known forms of passwords, tokens and keys are masked in every text.
        - Control characters, line breaks and terminal colours are taken out or folded to a space.
        - A cell that a spreadsheet would run as a formula (`=`, `+`, `-`, `@` first) begins with a `'` that is not part
          of the text.

        """

    static let reading = """
        ## Reading the reports with a program

        Ids have up to 19 digits, more than a floating-point number holds, and `N/A` is text and no missing value. So
        read every column as text:

        ```python
        import pandas as pd

        jobs = pd.read_csv("databricks_job_monitoring_report.csv", dtype=str, keep_default_na=False)
        failed = jobs[jobs["Status"] == "FAILED"]
        since = pd.to_datetime(failed["Timestamp (UTC)"], format="%Y-%m-%d %H:%M:%S", utc=True)
        print(failed.assign(since=since).sort_values("since")[["Workspace", "Job_Name", "since", "Error_Details"]])
        ```

        The failures that several jobs share:

        ```python
        failures = pd.read_csv("databricks_job_failures.csv", dtype=str, keep_default_na=False)
        shared = failures.groupby("Error_Fingerprint")["Job_Id"].nunique().sort_values(ascending=False)
        ```

        In a spreadsheet, import the file and set the id columns to text; opening it by a double click rounds the ids.

        """

    static let operating = """
        ## Keeping them fresh

        Run `dbmon sweep --workspaces workspaces.json` on a schedule: by a systemd timer, a workflow of your CI service, a
        Databricks job, or every 15 minutes by cron:

        ```
        */15 * * * * cd /path/to/the/configuration && dbmon sweep --workspaces workspaces.json
        ```

        - Keep the interval above the time that a sweep takes: the terminal and the JSON result tell it.
        - Without a lasting disk (a job of a CI service), the published reports say since when a job has its status.
        - A token that expires or loses a permission shows as `UNREACHABLE`, or as a warning that a workspace has far
          fewer jobs than before.

        ### A branch of its own

        A sweep makes a commit only when something changed, but every 15 minutes that may still be 96 commits a day.
        Give the reports a branch of their own (`github.branch`), so that they stay out of the history of your code and
        builds do not start for them.

        To prune that branch, replace it now and then by a single commit with the same files. Stop the schedule first;
        the next sweep goes on from there.

        ```
        git fetch origin reports
        git checkout --orphan pruned origin/reports
        git commit -m "Start the reports afresh"
        git push --force-with-lease=reports:origin/reports origin pruned:reports
        ```

        Here `reports` is the name of the branch. `dbmon` itself never forces a branch and never touches other people's
        files.

        """

    static let exitCodes = """
        ## Exit codes

        | Code | Meaning |
        | ---: | --- |
        | 0 | swept and published; failing jobs are a result, not an error |
        | 1 | what `--fail-on` names has happened |
        | 64 | the command was used wrongly |
        | 69 | some workspace could not be read completely; the reports are written and say which |
        | 70 | an internal error |
        | 74 | the reports or the history could not be written; the old files are whole |
        | 75 | publishing failed and the next sweep publishes, or another sweep is at work |
        | 77 | a credential was refused or is missing, and no workspace could be read |
        | 78 | the configuration is wrong |
        | 130, 143 | interrupted |

        """

    static let monitoredNotes = """

        An entry is a job's exact name, a pattern with `*`, `?` or `[…]`, an id, or tags that must all match. An entry
        that matches no job gives a `NOT_FOUND` row. The lookback decides which failed runs are reported. The rates hold
        for all calls to one workspace's host together.

        A job whose very name has one of `*`, `?` and `[` is selected by its id, or with each of these in brackets:
        `nightly-[[]x]` is the job `nightly-[x]`, `what[?]` the job `what?`.

        """
}

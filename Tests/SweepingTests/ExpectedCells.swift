import Simulator

/// What the columns of the reports must hold: INTERFACE "Cells", written a second time and plainly.
///
/// Texts that hold a secret are left out: masking is tested with the redactor.
enum ExpectedCells {
    static func cells(of job: ExpectedJob) -> [String: String] {
        var cells: [String: String] = [
            "Job_Id": String(job.id),
            "Job_Name": cell(job.name),
            "Status": job.status,
            "Result_State": job.resultState,
            "Run_Id": job.runID.map(String.init) ?? "",
            "Start_Time (UTC)": job.startTime ?? "",
            "End_Time (UTC)": job.endTime ?? "",
            "Duration_Seconds": job.durationSeconds.map(String.init) ?? "",
            "Failed_Tasks": job.failedTasks.map(\.key).joined(separator: ";"),
            "Run_Page_Url": job.pageURL ?? "",
        ]
        cells["Timestamp (UTC)"] = job.timestamp
        if !Redaction.touches(job.errorDetails) { cells["Error_Details"] = cell(job.errorDetails, limit: 1_000) }
        return cells
    }

    static func cells(of failure: ExpectedFailure) -> [String: String] {
        var cells: [String: String] = [
            "Job_Id": String(failure.jobID),
            "Job_Name": cell(failure.jobName),
            "Run_Id": String(failure.runID),
            "Start_Time (UTC)": failure.startTime,
            "End_Time (UTC)": failure.endTime ?? "",
            "Duration_Seconds": failure.durationSeconds.map(String.init) ?? "",
            "Result_State": failure.resultState,
            "Termination_Code": failure.task?.terminationCode ?? failure.terminationCode,
            "Task_Key": failure.task?.key ?? "",
            "Task_Run_Id": failure.task.map { String($0.runID) } ?? "",
            "Attempt": failure.task.map { String($0.attempt) } ?? "",
            "Run_Page_Url": failure.pageURL,
        ]
        if !Redaction.touches(failure.errorDetails + failure.errorTrace) {
            cells["Error_Details"] = cell(failure.errorDetails, limit: 1_000)
            cells["Error_Trace"] = trace(failure.errorTrace)
        }
        return cells
    }

    private static func cell(_ text: String, limit: Int = .max) -> String { guarded(folded(text), limit) }

    /// Line breaks stay, as `\\n`.
    private static func trace(_ text: String) -> String {
        let lines = text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)
        return guarded(lines.map { folded(String($0)) }.joined(separator: "\\n"), 8_000)
    }

    private static func folded(_ text: String) -> String {
        var scalars: [Unicode.Scalar] = []
        var endsInFold = false
        for scalar in TerminalText.plain(text).unicodeScalars {
            let isFold =
                switch scalar.value {
                case 0...0x1F, 0x7F...0x9F, 0x2028, 0x2029: true
                default: false
                }
            if !isFold || !endsInFold { scalars.append(isFold ? " " : scalar) }
            endsInFold = isFold
        }
        return String(String.UnicodeScalarView(scalars))
    }

    /// What a spreadsheet would run is text.
    private static func guarded(_ text: String, _ limit: Int) -> String {
        let isFormula = text.unicodeScalars.first.map { "=+-@".unicodeScalars.contains($0) } ?? false
        return String(String.UnicodeScalarView(((isFormula ? "'" : "") + text).unicodeScalars.prefix(limit)))
    }
}

enum Redaction {
    static func touches(_ text: String) -> Bool {
        ["dapi", "password", "secret", "token", "Bearer", "AKIA", "eyJ", "ghp_", "://"].contains {
            text.lowercased().contains($0.lowercased())
        }
    }
}

enum TerminalText {
    /// Colour sequences are the only ones that the scenarios hold.
    static func plain(_ text: String) -> String {
        text.replacing(#/\u{1B}\[[0-9;]*m/#, with: "")
    }
}

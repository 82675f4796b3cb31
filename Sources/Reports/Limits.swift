/// What a report may grow to, each with its reason.
enum Limits {
    /// INTERFACE "Cells": a message that can still be read in a spreadsheet.
    static let detailsScalars = 1_000
    /// INTERFACE "Cells": a whole stack trace, and far below the 32,767 characters a spreadsheet's cell holds.
    static let traceScalars = 8_000

    /// Rows of each list of SUMMARY.md: what fits a screen.
    static let listedRows = 10
    /// Workspaces in the table of totals; the rest is one row.
    static let listedWorkspaces = 40
    /// Bars of overview.svg; the rest is one bar.
    static let bars = 40
    /// Scalars of a job's name and of an error in a list: longer ones make a table unreadable.
    static let listedName = 80
    static let listedError = 160
    /// Selections shown of one workspace in the guide: somebody may list thousands of jobs.
    static let listedSelections = 20

    /// Bytes of one record of a CSV that is read back. No row that dbmon writes comes near it; it ends the search for
    /// the closing quote in a damaged file.
    static let recordBytes = 1 << 20
    /// Bytes of one report that is read back: millions of rows, and still far from the memory of a small machine.
    static let fileBytes = 1 << 30
}

/// What a report may grow to, each with its reason.
enum Limits {
    /// INTERFACE "Cells": a message that can still be read in a spreadsheet.
    static let detailsScalars = 1_000
    /// INTERFACE "Cells": a whole stack trace, and far below the 32,767 characters a spreadsheet's cell holds.
    static let traceScalars = 8_000

    /// Rows of each list of SUMMARY.md: what fits a screen.
    static let listedRows = 10
    /// Rows of the lists that only explain: errors shared by several jobs, causes of what could not be read.
    static let listedGroups = 5
    /// Names in one cell of a list.
    static let listedNames = 3
    /// Workspaces in the table of totals; the rest is one row.
    static let listedWorkspaces = 40
    /// Bars of overview.svg, what fits a screen; the rest is one bar.
    static let bars = 20
    /// Scalars of a job's name and of an error in a list: longer ones make a table unreadable.
    static let listedName = 60
    static let listedError = 140
    static let listedAction = 160
    /// Scalars of one word of them: a table's column is never narrower than its longest word.
    static let listedWord = 36
    /// Selections shown of one workspace in the guide: somebody may list thousands of jobs.
    static let listedSelections = 20

    /// Bytes of one record of a CSV that is read back. No row that dbmon writes comes near it; it ends the search for
    /// the closing quote in a damaged file.
    static let recordBytes = 1 << 20
    /// Bytes of one report that is read back: millions of rows, and still far from the memory of a small machine.
    static let fileBytes = 1 << 30
}

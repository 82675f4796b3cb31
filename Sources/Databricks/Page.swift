package import Model

/// One answer of `jobs/list` or of `runs/list`.
package struct Page<Row: Sendable & Equatable>: Sendable, Equatable {
    package private(set) var rows: [Row] = []
    /// `nil` at the end of the listing; `""` and `null` mean the same.
    package private(set) var nextPageToken: String?
    /// Rows that could not be read: each is lost alone.
    package private(set) var problems: [RowProblem] = []
}

package typealias JobPage = Page<Job>
package typealias RunPage = Page<Run>

extension RunPage {
    /// - Throws: where the bytes are not JSON, or no object.
    package init(scanning bytes: [UInt8]) throws { try unsafe self.init(bytes.span.bytes) }
}

/// What a list of a page holds.
protocol PageRow: Sendable, Equatable {
    /// The field that holds the rows.
    static var list: StaticString { get }
    static var endpoint: String { get }

    /// Reads a row's fields, behind its opening bracket.
    ///
    /// - Parameter place: of the row in its page, from 1.
    static func read(_ reader: inout FieldReader, place: Int, _ bytes: borrowing RawSpan) throws(ScanError)
        -> RowReading<Self>
}

enum RowReading<Row> {
    case row(Row)
    case problem(RowProblem)
    /// Something that nobody asked for.
    case other
}

extension Page where Row: PageRow {
    /// - Throws: `ScanError` where the bytes are not JSON, or no object.
    init(_ bytes: borrowing RawSpan) throws(ScanError) {
        var reader = FieldReader(JSONCursor())
        try reader.cursor.take(0x7B, bytes)
        var isFirst = true
        while let key = try reader.cursor.nextKey(bytes, isFirst: &isFirst) {
            if bytes.holds("next_page_token", at: key) {
                nextPageToken = try reader.text("next_page_token", bytes)
            } else if bytes.holds(Row.list, at: key) {
                guard try reader.array(Row.list, bytes) else { continue }
                var row = FieldReader(reader.cursor)
                try readRows(&row, bytes)
                reader.cursor = row.cursor
            } else if bytes.holds("error_code", at: key) {
                try reader.refuseError(bytes)
            } else {
                try reader.cursor.skipValue(bytes)
            }
        }
        try reader.cursor.end(bytes)
        if nextPageToken?.isEmpty == true { nextPageToken = nil }
        if let field = reader.mistyped { throw .mistyped(field: field) }
    }

    private mutating func readRows(_ reader: inout FieldReader, _ bytes: borrowing RawSpan) throws(ScanError) {
        rows.reserveCapacity(26)
        var isFirst = true
        var place = 0
        while try reader.cursor.nextElement(bytes, isFirst: &isFirst) {
            place += 1
            reader.beginRow()
            guard try reader.object("object", bytes) else {
                problems.append(RowProblem(endpoint: Row.endpoint, field: "object", row: "row \(place) of a page"))
                continue
            }
            switch try Row.read(&reader, place: place, bytes) {
            case .row(let row): rows.append(row)
            case .problem(let problem): problems.append(problem)
            case .other: break
            }
        }
    }
}

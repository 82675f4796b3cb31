/// A heading of the guide that other pages lead to.
enum GuideSection: String, CaseIterable {
    case notFound = "A job is NOT_FOUND"
    case unreachable = "A workspace or job is UNREACHABLE"

    /// As GitHub makes it of the heading: in lower case, a hyphen for a space.
    private var anchor: String { rawValue.lowercased().split(separator: " ").joined(separator: "-") }

    func link(_ label: String) -> String { "[\(label)](\(ReportFile.guidePath)#\(anchor))." }
}

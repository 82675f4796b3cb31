/// A heading of the guide that other pages lead to.
enum GuideSection: String, CaseIterable {
    case notFound = "A job is NOT_FOUND"
    case unreachable = "A workspace or job is UNREACHABLE"

    /// As GitHub makes it of a heading: in lower case, a hyphen for a space, no other punctuation than `-` and `_`.
    static func anchor(of heading: String) -> String {
        let kept = heading.lowercased().unicodeScalars.filter { scalar in
            scalar == " " || scalar == "-" || scalar == "_" || scalar.properties.isAlphabetic
                || scalar.properties.numericType != nil
        }
        return String(String.UnicodeScalarView(kept)).split(separator: " ", omittingEmptySubsequences: false)
            .joined(separator: "-")
    }

    func link(_ label: String) -> String { "[\(label)](\(ReportFile.guidePath)#\(Self.anchor(of: rawValue)))." }
}

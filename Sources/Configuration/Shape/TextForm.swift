/// Which texts may stand at a place of `workspaces.json`, as a regular expression (ECMA 262) for the schema.
///
/// The reader's own rules are those of `ServiceAddress`, `GitHubNames`, `Glob` and so on; a test gives every example of
/// the tests to both. What an expression cannot say (a range that runs backwards, a length in bytes) the reader alone
/// finds.
enum TextForm: CaseIterable, Sendable {
    case any
    case environment
    case workspaceName
    case host
    case apiURL
    case identifier
    case profile
    case secret
    case jobName
    case deadline
    case path
    case repository
    case branch
    case repositoryDirectory

    /// `nil` for every text.
    var pattern: String? {
        switch self {
        case .any: nil
        case .environment: "^\(Self.visible){0,128}$"
        case .workspaceName: "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"
        case .host: AddressPattern.host
        case .apiURL: AddressPattern.prefix
        case .identifier: #"^(?:(?!\#(Self.random))[A-Za-z0-9_.-]{1,128}|\#(Self.reference))$"#
        case .profile, .path: "^\(Self.visible)+$"
        case .secret: "^\(Self.reference)$"
        case .jobName: #"^(?:[^\[]|\[(?:![\s\S]|[^!])[^\]]*\])+$"#
        case .deadline:
            #"^(?:[01][0-9]|2[0-3]):[0-5][0-9](?: (?=.{1,64}$)\#(Self.zonePart)(?:/\#(Self.zonePart))*)?$"#
        case .repository: #"^[A-Za-z0-9][A-Za-z0-9_-]{0,99}/(?!\.{1,2}$)(?!.*\.git$)[A-Za-z0-9_.-]{1,100}$"#
        case .branch:
            #"^(?!refs/heads/)(?![-./])(?!@$)(?!HEAD$)(?![0-9A-Fa-f]{40}$)"#
                + #"(?!.*(?:\.\.|@\{|//|/\.|\.lock/))(?!.*(?:[./]|\.lock)$)[^\u0000-\u0020\u007f~^:?*\[\\]+$"#
        case .repositoryDirectory: #"^(?:\./)*\#(Self.folder)(?:/\#(Self.folder))*/*$"#
        }
    }

    /// What has the form of a known kind of token stands nowhere in the file (`String.holdsKnownToken`).
    static let token =
        "-----BEGIN|github_pat_|(?:^|[^A-Za-z0-9_])(?:(?:dapi|dose)[0-9A-Fa-f]{8}|AKIA[A-Za-z0-9]{16}"
        + "|eyJ[A-Za-z0-9_]{12}|gh[pousr]_[A-Za-z0-9]{16})"

    private static let invisible = #"\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff"#
    private static let visible = "[^\(invisible)]"

    /// A long run of letters and digits, both among them.
    private static let random =
        "(?:.*[^A-Za-z0-9])?(?=[A-Za-z0-9]*[0-9])(?=[A-Za-z0-9]*[A-Za-z])[A-Za-z0-9]{32}"

    private static let reference =
        "(?:env:(?!\(random))[A-Za-z_][A-Za-z0-9_]*|file:\(visible)+|exec:[ ]*[^ \(invisible)]\(visible)*"
        + "|vault:\(visible)+)"

    private static let zonePart = "[A-Za-z][A-Za-z0-9_+-]*"

    private static let folder =
        #"(?!\.{1,2}(?:/|$))(?!\.[gG][iI][tT](?:/|$))[^/\\\#(invisible)]{1,255}"#
}

/// `ServiceAddress` as regular expressions.
private enum AddressPattern {
    static let host = "^[ \\t]*\(authority)(?:[/?#][\\s\\S]*|[ \\t]*)$"
    static let prefix = #"^[ \t]*\#(authority)(?:/(?!\.{1,2}(?:/|$))[A-Za-z0-9_.~-]+)*/*[ \t]*$"#

    private static let authority =
        "(?:(?:[hH][tT][tT][pP][sS]://)?(?:\(name)|\(octet)(?:\\.\(octet)){3}\\.?|\(address6))"
        + "|[hH][tT][tT][pP]://(?:\(loopbackName)|127(?:\\.\(octet)){3}\\.?|\(loopback6)))"
        + "(?::(?=[0-9]{1,5}(?![0-9]))\(DecimalRangePattern.text(1...65_535)))?"

    private static let label = "[A-Za-z0-9](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9])?"
    /// Resolvers read a name that ends in a number as an address.
    private static let endsInNumber =
        #"(?:[^/?#:@]*\.)?(?:[0-9]+|0[xX][0-9A-Fa-f]*)\.?(?:[ \t]*$|[:/?#])"#
    private static let name = #"(?!\#(endsInNumber))\#(label)(?:\.\#(label))*\.?"#
    private static let octet = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])"

    private static let group = "[0-9A-Fa-f]{1,4}"
    private static let groups = "\(group)(?::\(group))*"
    private static let address6 =
        #"\[(?:\#(group)(?::\#(group)){7}|(?!(?::*[0-9A-Fa-f]+(?![0-9A-Fa-f])){8})(?:\#(groups))?::(?:\#(groups))?)\]"#

    private static let loopbackName = #"(?:\#(label)\.)*[lL][oO][cC][aA][lL][hH][oO][sS][tT]\.?"#
    private static let loopback6 =
        #"\[(?:(?:0{1,4}:){7}0{0,3}1|(?!(?::*[0-9A-Fa-f]+(?![0-9A-Fa-f])){8})(?:0{1,4}(?::0{1,4})*)?::(?:0{1,4}:)*0{0,3}1)\]"#
}

/// The addresses inside answers. They lead back to where the request came, so that a client can follow them.
struct GitHubAddresses {
    /// Without a slash at the end.
    let api: String
    private let html: String
    private let raw: String
    private let fullName: String

    init(of request: SimulatedRequest, isEnterprisePath: Bool, repository: GitHubRepository) {
        let scheme = request.header("X-Forwarded-Proto") == "https" ? "https" : "http"
        let origin = "\(scheme)://\(request.header("Host") ?? request.host)"
        let isPublicService = request.host == "api.github.com"
        api = isEnterprisePath ? "\(origin)/api/v3" : origin
        html = isPublicService ? "https://github.com" : origin
        raw = isPublicService ? "https://raw.githubusercontent.com" : "\(origin)/raw"
        fullName = repository.fullName
    }

    var repository: String { "\(api)/repos/\(fullName)" }
    var repositoryPage: String { "\(html)/\(fullName)" }

    func git(_ kind: GitObjectKind, _ id: GitObjectID) -> String { "\(repository)/git/\(kind.rawValue)s/\(id)" }
    func ref(_ name: GitRefName) -> String { "\(repository)/git/\(Self.encoded(name.text))" }
    func commit(_ id: GitObjectID) -> String { "\(repository)/commits/\(id)" }
    func commitPage(_ id: GitObjectID) -> String { "\(repositoryPage)/commit/\(id)" }
    func branch(_ name: String) -> String { "\(repository)/branches/\(Self.encoded(name))" }

    func contents(_ path: String, at revision: String) -> String {
        "\(repository)/contents/\(Self.encoded(path))?ref=\(Self.encoded(revision))"
    }

    func filePage(_ path: String, at revision: String, isDirectory: Bool) -> String {
        "\(repositoryPage)/\(isDirectory ? "tree" : "blob")/\(Self.encoded(revision))/\(Self.encoded(path))"
    }

    func download(_ path: String, at revision: String) -> String {
        "\(raw)/\(fullName)/\(Self.encoded(revision))/\(Self.encoded(path))"
    }

    /// Percent-encodes what may not stand in a path; slashes stay.
    static func encoded(_ text: String) -> String {
        var output: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x2F, 0x5F, 0x7E: output.append(byte)
            default: output += "%\(HexDigits.text(of: [byte]).uppercased())".utf8
            }
        }
        return String(decoding: output, as: UTF8.self)
    }
}

#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif
internal import Model

/// The bodies of our requests. A field without a value is left out, for the service refuses null; only a deletion's
/// `sha` is null, and must be there.
extension Wire {
    struct NewBlob: Encodable {
        let content: String
        let encoding = "base64"

        init(_ bytes: [UInt8]) { content = Data(bytes).base64EncodedString() }

        private enum CodingKeys: CodingKey { case content, encoding }
    }

    struct NewTree: Encodable {
        let base_tree: String
        let tree: [TreeChange]
    }

    struct Person: Encodable {
        let name: String
        let email: String
        let date: String

        init(_ commit: GitCommit) {
            name = commit.identity.name
            email = commit.identity.email
            date = commit.time.rfc3339Text
        }
    }

    struct NewCommit: Encodable {
        let message: String
        let tree: String
        let parents: [String]
        let author: Person
        let committer: Person

        init(_ commit: GitCommit) {
            message = commit.message
            tree = "\(commit.tree)"
            parents = commit.parents.map { "\($0)" }
            author = Person(commit)
            committer = Person(commit)
        }
    }

    struct MovedReference: Encodable {
        let sha: String
        let force = false

        private enum CodingKeys: CodingKey { case sha, force }
    }

    struct NewReference: Encodable {
        let ref: String
        let sha: String
    }

    struct FirstFile: Encodable {
        let message: String
        let content: String
        let branch: String
        let author: Person
        let committer: Person
    }

    static func encode(_ body: some Encodable) throws(PublishError) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return Array(try encoder.encode(body))
        } catch {
            throw .unreadable(endpoint: "our request", field: "it cannot be written as JSON")
        }
    }
}

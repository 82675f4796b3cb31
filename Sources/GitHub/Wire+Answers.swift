#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

/// The parts of the service's answers that are used. Everything else is skipped.
enum Wire {
    struct Reference: Decodable {
        let object: Object
    }

    struct Object: Decodable {
        let sha: GitObjectID
    }

    struct Commit: Decodable {
        let sha: GitObjectID
        let tree: Object
        let parents: [Object]
        let message: String?
    }

    struct Tree: Decodable {
        let sha: GitObjectID
        let tree: [Entry]
        let truncated: Bool?
    }

    struct Entry: Decodable {
        let path: String
        let mode: String
        let sha: GitObjectID
        let size: Int?
    }

    struct Blob: Decodable {
        let sha: GitObjectID
        let content: String
        let encoding: String
    }

    struct Repository: Decodable {
        let full_name: String
        let default_branch: String
        let archived: Bool?
    }

    struct Comparison: Decodable {
        let status: String
    }

    struct FirstCommit: Decodable {
        let commit: Object
    }

    /// - Throws: `PublishError.unreadable`, naming the field.
    static func decode<Body: Decodable>(
        _ type: Body.Type, from body: [UInt8], of endpoint: Endpoint
    ) throws(PublishError) -> Body {
        do {
            return try JSONDecoder().decode(type, from: Data(body))
        } catch let error as DecodingError {
            throw .unreadable(endpoint: endpoint.title, field: Self.field(of: error))
        } catch {
            throw .unreadable(endpoint: endpoint.title, field: "it is not JSON")
        }
    }

    private static func field(of error: DecodingError) -> String {
        switch error {
        case .keyNotFound(let key, let context): "\(path(context.codingPath + [key])) is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            "\(path(context.codingPath)) is not of its type"
        case .dataCorrupted(let context) where context.codingPath.isEmpty: "it is not JSON"
        case .dataCorrupted(let context): "\(path(context.codingPath)) is not of its form"
        @unknown default: "it is not JSON"
        }
    }

    private static func path(_ keys: [any CodingKey]) -> String {
        guard !keys.isEmpty else { return "the whole" }
        return keys.map { key in key.intValue.map { "[\($0)]" } ?? key.stringValue }.joined(separator: ".")
    }
}

extension GitObjectID: Decodable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let id = GitObjectID(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not 40 hexadecimal digits")
        }
        self = id
    }
}

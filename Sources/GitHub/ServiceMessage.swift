#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

/// The body of a refusal, where it is JSON: a web page or nothing may come in its place.
struct ServiceMessage: Decodable, Equatable {
    struct Block: Decodable, Equatable {
        let reason: String?
    }

    let message: String
    let documentation_url: String?
    let block: Block?
    let namesCredential: Bool
    /// What the validation found, an item each: `author.name missing_field`.
    let details: [String]

    private struct Detail: Decodable {
        let resource: String?
        let field: String?
        let code: String?
        let message: String?

        var text: String {
            let place = [resource, field].compactMap { $0 }.joined(separator: ".")
            return [place, message ?? code ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
        }
    }

    private enum Key: String, CodingKey {
        case message, documentation_url, block, metadata, errors
    }

    private enum MetadataKey: String, CodingKey {
        case secret_scanning
    }

    /// Only `message` is needed; what else has an unexpected form counts as missing.
    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        message = try fields.decode(String.self, forKey: .message)
        documentation_url = try? fields.decode(String.self, forKey: .documentation_url)
        block = try? fields.decode(Block.self, forKey: .block)
        let metadata = try? fields.nestedContainer(keyedBy: MetadataKey.self, forKey: .metadata)
        namesCredential = metadata?.contains(.secret_scanning) ?? false
        // A list of objects, a list of sentences, or one sentence.
        if let list = try? fields.decode([Detail].self, forKey: .errors) {
            details = list.map(\.text)
        } else if let list = try? fields.decode([String].self, forKey: .errors) {
            details = list
        } else {
            details = (try? fields.decode(String.self, forKey: .errors)).map { [$0] } ?? []
        }
    }

    init?(_ body: [UInt8]) {
        guard let message = try? JSONDecoder().decode(ServiceMessage.self, from: Data(body)) else { return nil }
        self = message
    }

    /// One line, cut.
    var line: String {
        let details = details.filter { !$0.isEmpty }
        return ServiceText.line(details.isEmpty ? message : "\(message) (\(details.joined(separator: ", ")))")
    }
}

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

    private enum Key: String, CodingKey {
        case message, documentation_url, block, metadata
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
    }

    init?(_ body: [UInt8]) {
        guard let message = try? JSONDecoder().decode(ServiceMessage.self, from: Data(body)) else { return nil }
        self = message
    }

    /// One line, cut.
    var line: String { ServiceText.line(message) }
}

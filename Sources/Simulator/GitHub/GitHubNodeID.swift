/// The opaque ids of the service's graph. Nothing may read them; these are built as the service builds its own.
enum GitHubNodeID {
    static func repository(_ id: Int64) -> String { "R_" + text(of: [0x92, 0x00] + integer(id)) }
    static func commit(_ id: GitObjectID, in repository: Int64) -> String { "C_" + part(id.hex, of: repository) }
    static func blob(_ id: GitObjectID, in repository: Int64) -> String { "B_" + part(id.hex, of: repository) }
    static func ref(_ name: GitRefName, in repository: Int64) -> String { "REF_" + part(name.text, of: repository) }
    static func user(_ id: Int64) -> String { "U_" + text(of: [0x92, 0x00] + integer(id)) }

    private static func part(_ name: String, of repository: Int64) -> String {
        text(of: [0x93, 0x00] + integer(repository) + string(name))
    }

    /// Base64 for addresses, without padding.
    private static func text(of bytes: [UInt8]) -> String {
        let swapped = GitHubBase64.encode(bytes).compactMap { byte -> UInt8? in
            switch byte {
            case 0x2B: 0x2D
            case 0x2F: 0x5F
            case 0x3D: nil
            default: byte
            }
        }
        return String(decoding: swapped, as: UTF8.self)
    }

    /// MessagePack: an unsigned integer of four bytes, and a string.
    private static func integer(_ value: Int64) -> [UInt8] {
        [0xCE] + (0..<4).reversed().map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }

    private static func string(_ text: String) -> [UInt8] {
        let bytes = Array(text.utf8)
        if bytes.count < 32 { return [0xA0 | UInt8(bytes.count)] + bytes }
        return [0xDA, UInt8(truncatingIfNeeded: bytes.count >> 8), UInt8(truncatingIfNeeded: bytes.count)] + bytes
    }
}

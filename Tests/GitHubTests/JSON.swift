import Foundation
import Transport

/// JSON without our own types.
enum JSON {
    static func object(_ bytes: [UInt8]) -> [String: Any] {
        (try? JSONSerialization.jsonObject(with: Data(bytes))) as? [String: Any] ?? [:]
    }

    static func bytes(_ value: Any) -> [UInt8] {
        ((try? JSONSerialization.data(withJSONObject: value, options: [.sortedKeys])).map { Array($0) }) ?? []
    }

    static func base64(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }

    static func bytes(base64: String) -> [UInt8] { Data(base64Encoded: base64).map { Array($0) } ?? [] }

    static func response(_ status: Int, _ value: Any, headers: [HTTPHeader] = []) -> HTTPResponse {
        HTTPResponse(
            status: status, headers: [HTTPHeader("X-GitHub-Request-Id", "0689:9DE5")] + headers, body: bytes(value))
    }

    static func refusal(_ status: Int, _ message: String, headers: [HTTPHeader] = []) -> HTTPResponse {
        response(status, ["message": message, "status": "\(status)"], headers: headers)
    }
}

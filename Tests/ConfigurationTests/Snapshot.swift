import Foundation
import Testing

/// What a person reads is compared whole with a file under Snapshots/. `RECORD_SNAPSHOTS=1` writes the file anew and
/// still fails that run, so nothing is recorded unseen.
func expectSnapshot(_ bytes: [UInt8], _ name: String, location: SourceLocation = #_sourceLocation) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Snapshots")
    let file = folder.appending(path: name)
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
        Issue.record("recorded \(name): look at it, then run without RECORD_SNAPSHOTS", sourceLocation: location)
        return
    }
    let expected = try String(decoding: Data(contentsOf: file), as: UTF8.self)
    #expect(String(decoding: bytes, as: UTF8.self) == expected, sourceLocation: location)
}

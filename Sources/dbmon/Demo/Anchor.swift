import Model
import Reports

/// The instant around which a simulated fleet is made up. It is kept beside the repository, so that a simulation that is
/// started again shows the same jobs and runs: nothing of it changes within six hours.
struct Anchor {
    private static let life = Duration.seconds(6 * 3_600)
    private static let name = "anchor"

    let directory: String

    /// - Throws: `ReportError` where the folder cannot be written.
    func current(at now: Timestamp) throws(ReportError) -> Timestamp {
        let path = "\(directory)/\(Self.name)"
        if let bytes = try? DiskFile.read(path),
            let kept = Timestamp(text: String(decoding: bytes.prefix { $0 != 0x0A }, as: UTF8.self)),
            kept <= now, now - kept < Self.life
        {
            return kept
        }
        let fresh = Timestamp(milliseconds: now.milliseconds / 60_000 * 60_000)
        try DiskFile.createFolder(directory)
        try DiskFile.write(Array((fresh.reportText + "\n").utf8), to: path)
        return fresh
    }
}

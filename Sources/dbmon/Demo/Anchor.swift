import Model

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The instant around which a simulated fleet is made up. It is kept beside the repository, so that a simulation that is
/// started again shows the same jobs and runs: nothing of it changes within six hours.
struct Anchor {
    private static let life = Duration.seconds(6 * 3_600)
    private static let name = "anchor"

    let folder: DemoFolder

    /// - Throws: `DemoFolder.Failure` where the folder cannot be written.
    func current(at now: Timestamp) throws(DemoFolder.Failure) -> Timestamp {
        if let text = folder.text(of: Self.name), let kept = Timestamp(text: String(text.prefix { $0 != "\n" })),
            kept <= now, now - kept < Self.life
        {
            return kept
        }
        let fresh = Timestamp(milliseconds: now.milliseconds / 60_000 * 60_000)
        try folder.write(fresh.reportText + "\n", to: Self.name)
        return fresh
    }
}

internal import Configuration
internal import GitHub
internal import History
internal import Model
internal import Reports
internal import Transport

/// Where the reports go beyond the disk, and what earlier reports say, here and there.
struct Outlet: Sendable {
    /// With what the published reports say: a runner without a lasting disk then goes on where the last one ended.
    let prior: PriorKnowledge
    /// `nil` where nothing is published.
    let token: Secret?
    private let destination: Destination

    private enum Destination: Sendable {
        case nowhere
        /// Nothing is published without knowing what it would replace.
        case closed(PublicationResult)
        case open(Publishing, Publisher)
    }

    /// - Throws: `CancellationError`.
    static func open(
        _ configuration: Configuration,
        in surroundings: Sweep.Surroundings,
        publishes: Bool,
        prior: PriorKnowledge,
        files: [ReportFile],
        history: any History,
        keeper: OutputKeeper
    ) async throws -> Outlet {
        guard publishes, let github = configuration.github else {
            keeper.resolved(nil)
            return Outlet(prior: prior, token: nil, destination: .nowhere)
        }
        let token: Secret
        do {
            token = try await surroundings.resolver.resolve(github.token)
            keeper.resolved(token)
        } catch {
            keeper.resolved(nil)
            try Task.checkCancellation()
            let closed = PublicationResult(failed: error.message, fix: error.fix)
            return Outlet(prior: prior, token: nil, destination: .closed(closed))
        }
        let publishing = Publishing(github: github, surroundings: surroundings)
        // A history that cannot say it costs a few calls.
        let memory = try? history.publishMemory(of: PublishDestination(github))
        let publisher = publishing.publisher(token, memory: memory ?? nil)
        let follows = Self.isPublished(files, by: publisher, at: PublishDestination(github), history)
        let missing = configuration.workspaces.map(\.name).filter { !prior.workspaceNames.contains($0) }
        do {
            let published = try await publishing.published(missing, besides: files, by: publisher)
            return Outlet(
                prior: prior.adding(published: published, diskIsOlder: follows), token: token,
                destination: .open(publishing, publisher))
        } catch is PublishFailure where missing.isEmpty {
            // What is published is only asked to agree with other hosts: publishing itself says what is wrong.
            return Outlet(prior: prior, token: token, destination: .open(publishing, publisher))
        } catch let error as PublishFailure {
            var closed = PublicationResult(failed: error.message, fix: error.fix)
            closed.calls = error.calls
            return Outlet(prior: prior, token: token, destination: .closed(closed))
        }
    }

    /// The reports on the disk are what this host published last: nothing waits, and the branch had this report then.
    private static func isPublished(
        _ files: [ReportFile], by publisher: Publisher, at destination: PublishDestination, _ history: any History
    ) -> Bool {
        guard let report = files.first(where: { $0.path == ReportFile.monitoringPath }),
            let waiting = try? history.unpublished(), !waiting.contains(where: { $0.destination == destination })
        else { return false }
        return publisher.knows(PublishedFile(path: report.path, bytes: report.bytes))
    }

    /// Keeps what the publisher knows for the next sweep's.
    ///
    /// - Throws: `HistoryError`.
    func remember(in history: any History) throws(HistoryError) {
        guard case .open(let publishing, let publisher) = destination else { return }
        try history.keep(publishMemory: publisher.memory.bytes, of: PublishDestination(publishing.github))
    }

    /// - Throws: `CancellationError`.
    func publish(_ files: [ReportFile], _ sweep: SweepResult, redactor: Redactor) async throws -> PublicationResult {
        switch destination {
        case .nowhere: return PublicationResult()
        case .closed(var result):
            result.error = result.error.map(redactor.redact)
            return result
        case .open(let publishing, let publisher):
            return try await publishing.publish(files, sweep, by: publisher, redactor: redactor)
        }
    }
}

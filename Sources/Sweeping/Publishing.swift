internal import Configuration
internal import GitHub
internal import Model
internal import Reports
internal import Transport

/// Takes the reports to GitHub: one commit, or none where nothing changed.
struct Publishing: Sendable {
    let github: GitHubConfiguration
    let surroundings: Sweep.Surroundings

    /// What the published reports say, as far as they differ from those on this disk.
    ///
    /// - Parameter missing: workspaces that no report on this disk covers.
    /// - Throws: `PublishFailure`, `CancellationError`.
    func published(
        _ missing: [WorkspaceName], besides local: [ReportFile], by publisher: Publisher
    ) async throws -> PriorReports {
        let paths = [ReportFile.monitoringPath, ReportFile.failuresPath] + missing.map(ReportFile.path(of:))
        let known = local.map { PublishedFile(path: $0.path, bytes: $0.bytes) }
        let files = try await publisher.read(paths, known: known)
        let bytes = Dictionary(local.map { ($0.path, $0.bytes) }, uniquingKeysWith: { first, _ in first })
        guard files.contains(where: { bytes[$0.path] != $0.bytes }) else { return PriorReports() }
        return PriorReports(files: files.map { ReportFile(path: $0.path, bytes: $0.bytes) })
    }

    /// - Parameter memory: what the last publisher knew, as the history kept it.
    func publisher(_ token: Secret, memory: [UInt8]?) -> Publisher {
        Publisher(
            target: PublishTarget(
                apiURL: github.apiURL, owner: github.owner, repository: github.repository, branch: github.branch,
                directory: github.directory),
            token: token,
            client: surroundings.client,
            clock: surroundings.clock,
            seed: surroundings.seed,
            version: Product.version,
            memory: memory.flatMap(PublishMemory.init(bytes:)),
            interruption: surroundings.interruption
        )
    }

    /// Whatever goes wrong is a part of the result: the reports are on the disk, and the next sweep publishes them.
    ///
    /// - Throws: `CancellationError`.
    func publish(
        _ files: [ReportFile],
        _ sweep: SweepResult,
        by publisher: Publisher,
        redactor: Redactor
    ) async throws -> PublicationResult {
        var result = PublicationResult()
        do {
            let publication = try await publisher.publish(
                files.map { PublishedFile(path: $0.path, bytes: $0.bytes) }, message: CommitMessage(sweep).text)
            (result.files, result.calls, result.warnings) =
                (publication.files, publication.calls, publication.warnings)
            switch publication.outcome {
            case .committed(let commit):
                result.status = .committed
                result.commit = commit.description
            case .unchanged: result.status = .unchanged
            }
        } catch let error as PublishFailure {
            result.status = .failed
            (result.error, result.fix) = (redactor.redact(error.message), error.fix)
            (result.calls, result.warnings) = (error.calls, error.warnings)
        }
        result.warnings = result.warnings.map(redactor.redact)
        return result
    }
}

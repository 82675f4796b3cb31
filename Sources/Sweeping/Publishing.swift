internal import Configuration
internal import GitHub
internal import Model
internal import Reports
internal import Transport

/// Takes the reports to GitHub: one commit, or none where nothing changed.
struct Publishing: Sendable {
    let github: GitHubConfiguration
    let surroundings: Sweep.Surroundings

    enum Token: Sendable {
        case found(Secret)
        case missing(SecretError)

        var secret: Secret? {
            if case .found(let secret) = self { secret } else { nil }
        }
    }

    /// - Throws: `CancellationError`.
    func token() async throws -> Token {
        do {
            return .found(try await surroundings.resolver.resolve(github.token))
        } catch {
            try Task.checkCancellation()
            return .missing(error)
        }
    }

    /// Whatever goes wrong is a part of the result: the reports are on the disk, and the next sweep publishes them.
    ///
    /// - Throws: `CancellationError`.
    func publish(
        _ files: [ReportFile],
        _ sweep: SweepResult,
        token: Token,
        redactor: Redactor
    ) async throws -> PublicationResult {
        var result = PublicationResult()
        guard case .found(let token) = token else {
            result.status = .failed
            if case .missing(let error) = token { (result.error, result.fix) = (error.message, error.fix) }
            return result
        }
        do {
            let publisher = Publisher(
                target: PublishTarget(
                    apiURL: github.apiURL, owner: github.owner, repository: github.repository, branch: github.branch,
                    directory: github.directory),
                token: token,
                client: surroundings.client,
                clock: surroundings.clock,
                seed: surroundings.seed,
                version: Product.version
            )
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

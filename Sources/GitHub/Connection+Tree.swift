internal import Transport

/// Building a tree in as many calls as the service needs.
extension Connection {
    /// Applies the changes to `base`, each call on top of the one before. A call that is too much for the service is
    /// halved; a text that is too much by itself is uploaded, so that a refusal names its file.
    ///
    /// - Returns: the id of the resulting tree.
    /// - Throws: `PublishError`; `CancellationError`.
    func newTree(on base: GitObjectID, changes: [TreeChange]) async throws -> GitObjectID {
        var tree = base
        var failures = 0
        var open = Array(
            TreeChange.chunks(changes, entries: limits.entriesPerTree, inlineBytes: limits.inlineBytesPerTree)
                .reversed())
        while let chunk = open.popLast() {
            do {
                tree = try await newTree(on: tree, chunk: chunk)
                failures = 0
            } catch PublishError.pushProtection(path: nil) {
                throw PublishError.pushProtection(path: try await culprit(among: chunk, on: tree))
            } catch let error as PublishError where Self.isTooMuch(error) {
                failures += 1
                guard failures < limits.treeFailures else { throw error }
                if chunk.count > 1 {
                    let middle = chunk.count / 2
                    open.append(Array(chunk[middle...]))
                    open.append(Array(chunk[..<middle]))
                } else {
                    guard case .refused = error, let change = chunk.first, let file = change.file else { throw error }
                    try await upload(file)
                    open.append([TreeChange(path: change.path, content: .blob(file.id))])
                }
            }
        }
        return tree
    }

    private func newTree(on base: GitObjectID, chunk: [TreeChange]) async throws -> GitObjectID {
        let body = try Wire.encode(Wire.NewTree(base_tree: "\(base)", tree: chunk))
        switch try await ask(
            Wire.Object.self, .newTree, body: body, attempts: chunk.count > 1 ? 2 : limits.attempts)
        {
        case .body(let object, _): return object.sha
        case .other(.tooMuch(let error)): throw error
        case .other:
            throw PublishError.unreadable(endpoint: Endpoint.newTree.title, field: "it does not belong to this call")
        }
    }

    /// The file that push protection objects to: the refused texts are halved until one is left, seven calls at most
    /// for the hundred of one call. The trees that come of it belong to no commit.
    ///
    /// - Returns: `nil` where it cannot be told.
    private func culprit(among chunk: [TreeChange], on base: GitObjectID) async throws -> String? {
        var suspects = chunk.filter { $0.file != nil }
        while suspects.count > 1 {
            let half = Array(suspects[..<(suspects.count / 2)])
            do {
                _ = try await newTree(on: base, chunk: half)
                suspects.removeFirst(half.count)
            } catch PublishError.pushProtection {
                suspects = half
            } catch is PublishError {
                return nil
            }
        }
        return suspects.first?.path.text
    }

    /// The service said so, or went silent or away over it (api/github, 2.5).
    private static func isTooMuch(_ error: PublishError) -> Bool {
        if case .unavailable = error { return true }
        if case .unreachable(let error) = error { return error.isTransient }
        guard case .refused(let status, let endpoint, let text) = error, endpoint == Endpoint.newTree.title else {
            return false
        }
        return status == 413 || text.lowercased().hasPrefix("sorry, your ")
    }
}

import Foundation
import Model
import Transport

@testable import GitHub

/// What the service answers and does, call by call (api/github, 2 and 10).
enum FakeAnswers {
    typealias State = FakeGitHub.State

    static func answer(_ call: FakeGitHub.Call, state: inout State) -> HTTPResponse {
        guard call.headers.contains(where: { $0.name == "User-Agent" && $0.value.hasPrefix("dbmon/") }) else {
            return HTTPResponse(status: 403, body: Array("Request forbidden by administrative rules".utf8))
        }
        guard call.headers.contains(HTTPHeader("Authorization", "Bearer ghp_TEST")) else {
            return JSON.refusal(401, "Bad credentials")
        }
        let body = JSON.object(call.body)
        if call.path.isEmpty || call.path.hasPrefix("/repositories/700000001") { return repository(state) }
        if call.path.hasPrefix("/repos/") { return JSON.refusal(404, "Not Found") }
        if call.method == "PUT" { return contents(call, body, &state) }
        guard !state.repository.branches.isEmpty else { return JSON.refusal(409, "Git Repository is empty.") }
        if call.method != "GET", state.repository.isArchived {
            return JSON.refusal(403, "Repository was archived so is read-only.")
        }
        switch (call.method, call.path) {
        case ("GET", let path) where path.hasPrefix("/git/ref/heads/"): return reference(tail(path), &state)
        case ("GET", let path) where path.hasPrefix("/git/commits/"): return commit(tail(path), state)
        case ("GET", let path) where path.hasPrefix("/git/trees/"): return tree(tail(path), state)
        case ("GET", let path) where path.hasPrefix("/git/blobs/"): return blob(tail(path), state)
        case ("GET", let path) where path.hasPrefix("/compare/"): return comparison(path, state)
        case ("POST", "/git/blobs"): return newBlob(body, &state)
        case ("POST", "/git/trees"): return newTree(body, &state)
        case ("POST", "/git/commits"): return newCommit(body, &state)
        case ("POST", "/git/refs"): return newReference(body, &state)
        case ("PATCH", let path) where path.hasPrefix("/git/refs/heads/"): return move(tail(path), body, &state)
        default: return JSON.refusal(404, "Not Found")
        }
    }

    // MARK: Reads

    private static func tail(_ path: String) -> String {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        let rest = path.hasPrefix("/git/ref") ? parts.dropFirst(4) : parts.dropFirst(3)
        return rest.joined(separator: "/").removingPercentEncoding ?? ""
    }

    private static func repository(_ state: State) -> HTTPResponse {
        JSON.response(
            200,
            [
                "full_name": state.name, "default_branch": state.repository.defaultBranch,
                "archived": state.repository.isArchived,
            ])
    }

    private static func reference(_ branch: String, _ state: inout State) -> HTTPResponse {
        var id = state.repository.branches[branch]
        if let late = state.late[branch], late.left > 0 {
            state.late[branch] = (late.left - 1, late.old)
            id = late.old
        }
        guard let id else { return JSON.refusal(404, "Not Found") }
        return JSON.response(200, ["ref": "refs/heads/\(branch)", "object": ["sha": "\(id)", "type": "commit"]])
    }

    private static func commit(_ text: String, _ state: State) -> HTTPResponse {
        guard let id = GitObjectID(text), let commit = state.repository.commits[id] else {
            return JSON.refusal(404, "Not Found")
        }
        return JSON.response(200, shape(id, commit))
    }

    private static func shape(_ id: GitObjectID, _ commit: FakeRepository.Commit) -> [String: Any] {
        [
            "sha": "\(id)", "tree": ["sha": "\(commit.tree)"], "message": commit.message,
            "parents": commit.parents.map { ["sha": "\($0)"] },
        ]
    }

    private static func tree(_ text: String, _ state: State) -> HTTPResponse {
        guard let id = GitObjectID(text), let level = state.repository.level(id) else {
            return JSON.refusal(404, "Not Found")
        }
        let entries = level.map { line in
            var entry: [String: Any] = [
                "path": line.name, "mode": line.mode, "sha": "\(line.id)",
                "type": line.mode == "040000" ? "tree" : line.mode == "160000" ? "commit" : "blob",
            ]
            if let bytes = state.repository.blobs[line.id] { entry["size"] = bytes.count }
            return entry
        }
        return JSON.response(200, ["sha": text, "tree": entries, "truncated": false])
    }

    private static func blob(_ text: String, _ state: State) -> HTTPResponse {
        guard let id = GitObjectID(text), let bytes = state.repository.blobs[id] else {
            return JSON.refusal(404, "Not Found")
        }
        var content = ""
        for (index, character) in JSON.base64(bytes).enumerated() {
            content.append(character)
            if index % 60 == 59 { content.append("\n") }
        }
        return JSON.response(
            200, ["sha": text, "size": bytes.count, "encoding": "base64", "content": content + "\n"])
    }

    private static func comparison(_ path: String, _ state: State) -> HTTPResponse {
        let parts = path.dropFirst("/compare/".count).prefix { $0 != "?" }.split(separator: ".").map(String.init)
        guard parts.count == 2, let old = GitObjectID(parts[0]), let new = GitObjectID(parts[1]),
            state.repository.commits[old] != nil, state.repository.commits[new] != nil
        else { return JSON.refusal(404, "Not Found") }
        let status =
            old == new
            ? "identical"
            : state.repository.isAncestor(old, of: new)
                ? "ahead" : state.repository.isAncestor(new, of: old) ? "behind" : "diverged"
        return JSON.response(200, ["status": status])
    }

    // MARK: Writes

    private static func newBlob(_ body: [String: Any], _ state: inout State) -> HTTPResponse {
        let text = body["content"] as? String ?? ""
        let bytes = body["encoding"] as? String == "base64" ? JSON.bytes(base64: text) : Array(text.utf8)
        return JSON.response(201, ["sha": "\(state.repository.write(bytes))"])
    }

    private static func newTree(_ body: [String: Any], _ state: inout State) -> HTTPResponse {
        var files: [String: FakeRepository.File] = [:]
        if let base = body["base_tree"] as? String {
            guard let id = GitObjectID(base), let known = state.repository.trees[id] else {
                return JSON.refusal(422, "base_tree is not a valid tree oid")
            }
            files = known
        }
        for entry in body["tree"] as? [[String: Any]] ?? [] {
            guard let path = entry["path"] as? String, !path.hasPrefix("/") else {
                return JSON.refusal(422, "tree.path cannot start with a slash")
            }
            switch (entry["sha"], entry["content"]) {
            case (nil, let content as String):
                files[path] = FakeRepository.File(id: state.repository.write(Array(content.utf8)))
            case (let sha as String, nil):
                guard let id = GitObjectID(sha), state.repository.blobs[id] != nil else {
                    return JSON.refusal(422, "tree.sha \(sha) is not a valid blob")
                }
                files[path] = FakeRepository.File(id: id)
            case (.some, nil):
                guard files.removeValue(forKey: path) != nil else {
                    return JSON.refusal(422, "GitRPC::BadObjectState")
                }
            default: return JSON.refusal(422, "Must supply either tree.sha or tree.content.")
            }
            guard entry["mode"] as? String == "100644" else {
                return JSON.refusal(422, "Must supply a valid tree.mode")
            }
        }
        return JSON.response(201, ["sha": "\(state.repository.write(files))", "tree": []])
    }

    private static func newCommit(_ body: [String: Any], _ state: inout State) -> HTTPResponse {
        guard let tree = (body["tree"] as? String).flatMap({ GitObjectID($0) }), state.repository.trees[tree] != nil
        else { return JSON.refusal(422, "Tree SHA does not exist") }
        let parents = (body["parents"] as? [String] ?? []).compactMap { GitObjectID($0) }
        guard parents.allSatisfy({ state.repository.commits[$0] != nil }) else {
            return JSON.refusal(422, "Parent SHA does not exist or is not a commit object")
        }
        guard let author = body["author"] as? [String: String], let committer = body["committer"] as? [String: String],
            let date = author["date"].flatMap({ Timestamp(text: $0) }), committer == author, author["date"]?.last == "Z"
        else { return JSON.refusal(422, "Invalid request.\n\nno valid date-time.") }
        let message = body["message"] as? String ?? ""
        let id = GitObjectID.commit(
            GitCommit(
                tree: tree, parents: parents,
                identity: .init(name: author["name"] ?? "", email: author["email"] ?? ""), time: date,
                message: message))
        let commit = FakeRepository.Commit(tree: tree, parents: parents, message: message)
        state.repository.commits[id] = commit
        return JSON.response(201, shape(id, commit))
    }

    private static func set(_ branch: String, _ id: GitObjectID, _ state: inout State) {
        guard state.repository.branches[branch] != id else { return }
        if state.lateReads > 0 { state.late[branch] = (state.lateReads, state.repository.branches[branch]) }
        state.repository.branches[branch] = id
    }

    private static func newReference(_ body: [String: Any], _ state: inout State) -> HTTPResponse {
        guard let ref = body["ref"] as? String, ref.hasPrefix("refs/heads/") else {
            return JSON.refusal(422, "Reference name must start with 'refs/'.")
        }
        let branch = String(ref.dropFirst("refs/heads/".count))
        guard state.repository.branches[branch] == nil else { return JSON.refusal(422, "Reference already exists") }
        guard let id = (body["sha"] as? String).flatMap({ GitObjectID($0) }), state.repository.commits[id] != nil
        else { return JSON.refusal(422, "Object does not exist") }
        set(branch, id, &state)
        return JSON.response(201, ["ref": ref, "object": ["sha": "\(id)"]])
    }

    private static func move(_ branch: String, _ body: [String: Any], _ state: inout State) -> HTTPResponse {
        guard let old = state.repository.branches[branch] else { return JSON.refusal(422, "Reference does not exist") }
        guard let id = (body["sha"] as? String).flatMap({ GitObjectID($0) }), state.repository.commits[id] != nil
        else { return JSON.refusal(422, "Object does not exist") }
        guard body["force"] as? Bool == false, state.repository.isAncestor(old, of: id) else {
            return JSON.refusal(422, "Update is not a fast forward")
        }
        set(branch, id, &state)
        return JSON.response(200, ["ref": "refs/heads/\(branch)", "object": ["sha": "\(id)"]])
    }

    private static func contents(
        _ call: FakeGitHub.Call, _ body: [String: Any], _ state: inout State
    ) -> HTTPResponse {
        let path = String(call.path.dropFirst("/contents/".count)).removingPercentEncoding ?? ""
        let branch = body["branch"] as? String ?? "main"
        let text = JSON.bytes(base64: body["content"] as? String ?? "")
        guard state.repository.branches.isEmpty || state.repository.branches[branch] != nil else {
            return JSON.refusal(404, "Branch \(branch) not found")
        }
        guard state.repository.text(path, on: branch) == nil else {
            return JSON.refusal(422, "Invalid request.\n\n\"sha\" wasn't supplied.")
        }
        let id = state.repository.push(
            [path: String(decoding: text, as: UTF8.self)], to: branch, message: body["message"] as? String ?? "")
        return JSON.response(201, ["commit": ["sha": "\(id)"]])
    }
}

internal import Model

/// Reads one entry of `jobs`: a name, a glob, or an object with one of `name`, `id` and `tags`.
struct JobEntryReader {
    let path: String
    let problems: Problems

    func read(_ node: JSONNode) -> JobEntry? {
        if case .string(let text) = node.value { return selection(text, node.place, path).map { JobEntry($0) } }
        guard case .object = node.value else {
            problems.add("a name or an object is expected, found \(node.kind)", at: node.place, path: path)
            return nil
        }
        guard let entry = Section(node, path: path, known: ["name", "id", "tags", "tier", "sla"], problems: problems)
        else { return nil }
        let selectors = ["name", "id", "tags"].filter { entry[$0] != nil }
        guard selectors.count == 1, let selector = selectors.first else {
            problems.add("one of \"name\", \"id\" and \"tags\" is expected", at: node.place, path: path)
            return nil
        }
        checkService(entry)
        let tier = entry.string("tier")
        return selection(entry, by: selector).map { JobEntry($0, tier: tier) }
    }

    private func selection(_ entry: Section, by selector: String) -> JobSelection? {
        switch selector {
        case "name":
            return entry.required("name").flatMap { selection($0, entry.place, entry.path(of: "name")) }
        case "id":
            guard case .number(let text)? = entry["id"]?.value, let id = Int64(text), id > 0 else {
                entry.report("a job's id is a whole number above zero", "id")
                return nil
            }
            return .id(JobID(id))
        default: return tags(entry)
        }
    }

    private func selection(_ text: String, _ place: Place, _ path: String) -> JobSelection? {
        if text == "*" { return .everything }
        guard !text.isEmpty else {
            problems.add("must not be empty", at: place, path: path)
            return nil
        }
        guard Glob.isPattern(text) else { return .name(text) }
        guard let glob = Glob(text) else {
            problems.add("the pattern \"\(text)\" has a \"[\" without its \"]\", or a range that runs backwards", at: place, path: path)
            return nil
        }
        return .glob(glob)
    }

    private func tags(_ entry: Section) -> JobSelection? {
        guard let node = entry["tags"], case .object(let members) = node.value, !members.isEmpty else {
            entry.report("an object of tag names and values is expected", "tags")
            return nil
        }
        var tags: [String: String] = [:]
        for member in members {
            guard case .string(let value) = member.value.value else {
                problems.add(
                    "a string is expected, found \(member.value.kind)", at: member.value.place,
                    path: "\(entry.path(of: "tags")).\(member.key)")
                continue
            }
            tags[member.key] = value
        }
        return .tags(tags)
    }

    /// What a job is expected to do is checked here and used by the predictions.
    private func checkService(_ entry: Section) {
        guard let node = entry["sla"],
            let service = Section(
                node, path: entry.path(of: "sla"), known: ["max_duration", "deadline"], problems: problems)
        else { return }
        _ = service.duration("max_duration", in: .seconds(1) ... .seconds(86_400 * 60))
        _ = service.string("deadline")
    }
}

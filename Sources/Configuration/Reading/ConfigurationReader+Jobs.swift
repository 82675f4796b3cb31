internal import Model

extension ConfigurationReader {
    mutating func jobs(_ node: Node?) -> [JobEntry]? {
        guard let node, let nodes = list(node) else { return nil }
        if nodes.isEmpty {
            report("the list is empty: it selects no job", fix: "leave \"jobs\" out for every job", at: node)
        }
        var entries: [JobEntry] = []
        var seen: [JobSelection: (entry: JobEntry, path: String)] = [:]
        for node in nodes {
            guard let entry = job(node) else { continue }
            if let first = seen[entry.selection] {
                if first.entry == entry {
                    note("\(node.path) repeats \(first.path); it counts once.")
                } else {
                    report(
                        .conflict, "the entry selects what \(first.path) selects, with another tier or sla", at: node)
                }
                continue
            }
            seen[entry.selection] = (entry, node.path)
            entries.append(entry)
        }
        return entries
    }

    private mutating func job(_ node: Node) -> JobEntry? {
        switch node.value.kind {
        case .string(let text): return selection(named: text, at: node).map { JobEntry($0) }
        case .object: break
        case .null, .bool, .number, .array:
            reportKind(of: node, expected: "a name or an object")
            return nil
        }
        let selectors = FileShape.jobSelectors
        guard let section = section(node, FileShape.jobEntry) else { return nil }
        let tier = tier(section["tier"])
        let sla = serviceLevel(section["sla"])
        let given = selectors.filter { section[$0] != nil }
        guard given.count == 1 else {
            if given.isEmpty, selectors.contains(where: section.has) { return nil }
            let what = given.isEmpty ? "the entry selects nothing" : "the entry has \(given.listed)"
            report(
                given.isEmpty ? .missingKey : .conflict, what, fix: "write exactly one of \(selectors.listed)", at: node
            )
            return nil
        }
        guard let selection = selection(section) else { return nil }
        return JobEntry(selection, tier: tier, sla: sla)
    }

    private mutating func selection(_ section: Section) -> JobSelection? {
        if let node = section["name"] { return text(node).flatMap { selection(named: $0, at: node) } }
        if let node = section["tags"] { return tags(node) }
        return integer(section["id"], within: FileRange.jobID).map { .id(JobID($0)) }
    }

    private mutating func selection(named text: String, at node: Node) -> JobSelection? {
        selection(named: text, at: place(node.value.position, node.path))
    }

    mutating func selection(named text: String, at place: ConfigurationError.Place) -> JobSelection? {
        checked(at: place) { () throws(Refusal) in
            guard !text.isEmpty else { throw Refusal("the name is empty") }
            guard text.utf8.count <= 4_096 else { throw Refusal("the name is longer than 4096 bytes, as no job's is") }
            if text == "*" { return .everything }
            guard !text.holdsKnownToken else { throw Refusal.token }
            return Glob.isPattern(text) ? .glob(try Glob(text)) : .name(text)
        }
    }

    private mutating func tags(_ node: Node) -> JobSelection? {
        guard case .object(let members) = node.value.kind else {
            reportKind(of: node, expected: "an object")
            return nil
        }
        if members.isEmpty { report("the entry names no tag", fix: "write one, as { \"team\": \"risk\" }", at: node) }
        var tags: [JobTag] = []
        for member in members {
            if member.key.holdsKnownToken {
                report(
                    .secret, Refusal.token.message, fix: Refusal.token.fix,
                    at: place(member.keyPosition, node.child("?", member.value).path))
                continue
            }
            let name = member.key.utf8.allSatisfy(\.isWordByte) && !member.key.looksLikeSecret ? member.key : "?"
            guard let value = text(node.child(name, member.value)) else { continue }
            tags.append(JobTag(key: member.key, value: value))
        }
        guard tags.count == members.count, !tags.isEmpty else { return nil }
        return .tags(tags.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) })
    }

    private mutating func tier(_ node: Node?) -> JobTier? {
        guard let node, let text = text(node) else { return nil }
        if let tier = JobTier(rawValue: text) { return tier }
        let names = JobTier.allCases.map(\.rawValue)
        let near = NearestName.to(text, among: names)
        report(
            "unknown tier \(text.quoted)",
            fix: near.map { "did you mean \($0.quoted)?" } ?? "write one of \(names.listed)", at: node)
        return nil
    }

    private mutating func serviceLevel(_ node: Node?) -> ServiceLevel? {
        guard let section = section(node, FileShape.serviceLevel) else { return nil }
        let maxDuration = duration(section["max_duration"], within: FileRange.maxDuration)
        var deadline: ServiceLevel.Deadline?
        if let node = section["deadline"], let text = text(node) {
            deadline = checked(at: node) { () throws(Refusal) in try ServiceLevel.Deadline(configured: text) }
        }
        if !section.has("max_duration"), !section.has("deadline") {
            report(
                .missingKey, "the sla promises nothing", fix: "write \"max_duration\" or \"deadline\"", at: section.node
            )
        }
        guard maxDuration != nil || deadline != nil else { return nil }
        return ServiceLevel(maxDuration: maxDuration, deadline: deadline)
    }
}

/// One object of the file: gives its values by key, and reports what is unknown, doubled or of the wrong type.
struct Section {
    let path: String
    let place: Place
    private let members: [String: JSONNode]
    let problems: Problems

    /// - Parameter known: every key that may stand here.
    init?(_ node: JSONNode, path: String, known: [String], problems: Problems) {
        guard case .object(let list) = node.value else {
            problems.add("an object is expected, found \(node.kind)", at: node.place, path: path)
            return nil
        }
        var members: [String: JSONNode] = [:]
        for member in list {
            let memberPath = path.isEmpty ? member.key : "\(path).\(member.key)"
            if !known.contains(member.key) {
                let nearest = nearestWord(to: member.key, among: known)
                problems.add(
                    "unknown key",
                    at: member.place,
                    path: memberPath,
                    fix: nearest.map { "did you mean \"\($0)\"?" } ?? "known here: \(known.joined(separator: ", "))"
                )
            } else if members.updateValue(member.value, forKey: member.key) != nil {
                problems.add("the key stands here twice", at: member.place, path: memberPath)
            }
        }
        self.members = members
        self.path = path
        place = node.place
        self.problems = problems
    }

    subscript(key: String) -> JSONNode? { members[key] }

    func path(of key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

    func report(_ message: String, _ key: String, fix: String? = nil) {
        problems.add(message, at: members[key]?.place ?? place, path: path(of: key), fix: fix)
    }

    // MARK: - Values; nil where the key is missing or wrong, and what is wrong is reported

    func string(_ key: String) -> String? {
        guard let node = members[key] else { return nil }
        guard case .string(let text) = node.value else {
            report("a string is expected, found \(node.kind)", key)
            return nil
        }
        return text
    }

    func required(_ key: String) -> String? {
        guard members[key] != nil else {
            problems.add("\"\(key)\" is missing", at: place, path: path)
            return nil
        }
        guard let text = string(key) else { return nil }
        guard !text.isEmpty else {
            report("must not be empty", key)
            return nil
        }
        return text
    }

    func integer(_ key: String, in range: ClosedRange<Int>) -> Int? {
        guard let node = members[key] else { return nil }
        guard case .number(let text) = node.value, let value = Int(text) else {
            report("a whole number is expected, found \(node.kind)", key)
            return nil
        }
        guard range.contains(value) else {
            report("\(value) is not within \(range.lowerBound) to \(range.upperBound)", key)
            return nil
        }
        return value
    }

    func number(_ key: String, above least: Double, upTo most: Double) -> Double? {
        guard let node = members[key] else { return nil }
        guard case .number(let text) = node.value, let value = Double(text) else {
            report("a number is expected, found \(node.kind)", key)
            return nil
        }
        guard value > least, value <= most else {
            report("\(text) is not above \(Int(least)) and up to \(Int(most))", key)
            return nil
        }
        return value
    }

    func duration(_ key: String, in range: ClosedRange<Duration>) -> Duration? {
        guard let text = string(key) else { return nil }
        guard let value = Duration(configurationText: text) else {
            report("\"\(text)\" is no duration", key, fix: "write it like 90s, 15m, 24h or 7d")
            return nil
        }
        guard range.contains(value) else {
            report(
                "\(text) is not within \(range.lowerBound.configurationText) to \(range.upperBound.configurationText)", key)
            return nil
        }
        return value
    }

    func list(_ key: String) -> [JSONNode]? {
        guard let node = members[key] else { return nil }
        guard case .array(let elements) = node.value else {
            report("a list is expected, found \(node.kind)", key)
            return nil
        }
        return elements
    }
}

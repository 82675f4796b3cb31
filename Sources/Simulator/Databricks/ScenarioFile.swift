package import Model

#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

/// A fleet written down in JSON: `dbmon simulate --scenario FILE`. Times are relative to the anchor, like `-2h`.
///
///     { "seed": 7, "anchor": "2026-11-24T05:00:00Z",
///       "workspaces": [
///         { "name": "alpha", "jobs": 120, "scenario": "random", "run_order": "end_time" },
///         { "name": "beta", "jobs": [
///           { "name": "billing", "tags": { "team": "risk" }, "tasks": 3, "runs": [
///             { "outcome": "notebook", "start": "-2h", "duration": "10m" },
///             { "outcome": "repaired_and_failed", "start": "-1h", "duration": "5m",
///               "repair_after": "10m", "repair_duration": "5m" } ] } ] } ] }
package struct ScenarioFile: Sendable {
    /// Where the file is wrong, and how.
    package struct Mistake: Error, Sendable, Equatable {
        /// Like `workspaces[0].jobs[2].runs[1].start`; empty for the file as a whole.
        package let place: String
        package let message: String

        package var text: String { place.isEmpty ? message : "\(place): \(message)" }
    }

    package let fleet: SimulatedFleet

    /// - Throws: `Mistake`, also for a file that cannot be read.
    package init(path: String, now: Timestamp, seed: UInt64) throws(Mistake) {
        guard let data = try? Data(contentsOf: URL(filePath: path)) else {
            throw Mistake(place: "", message: "it cannot be read: is it there, and may you read it?")
        }
        try self.init(Array(data), now: now, seed: seed)
    }

    /// - Parameters:
    ///   - now: the anchor of a file that names none.
    ///   - seed: of a file that names none.
    /// - Throws: `Mistake`.
    package init(_ bytes: [UInt8], now: Timestamp, seed: UInt64) throws(Mistake) {
        let written: WrittenFleet
        do {
            written = try JSONDecoder().decode(WrittenFleet.self, from: Data(bytes))
        } catch let error as DecodingError {
            throw Mistake(error)
        } catch let error as Mistake {
            throw error
        } catch {
            throw Mistake(place: "", message: "it cannot be read: \(error)")
        }
        if let double = Dictionary(grouping: written.workspaces, by: \.name).first(where: { $0.value.count > 1 }) {
            throw Mistake(place: "workspaces", message: "two are called \"\(double.key)\": names are unique")
        }
        fleet = SimulatedFleet(
            seed: written.seed ?? seed, anchor: written.anchor ?? now, workspaces: written.workspaces)
    }
}

extension ScenarioFile.Mistake {
    init(_ error: DecodingError) {
        switch error {
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            self.init(place: Self.place(context.codingPath), message: context.debugDescription)
        case .keyNotFound(let key, let context):
            self.init(place: Self.place(context.codingPath), message: "\"\(key.stringValue)\" is missing")
        @unknown default: self.init(place: "", message: "it cannot be read: \(error)")
        }
    }

    static func place(_ path: [any CodingKey]) -> String {
        path.reduce(into: "") { place, key in
            if let index = key.intValue {
                place += "[\(index)]"
            } else {
                place += place.isEmpty ? key.stringValue : ".\(key.stringValue)"
            }
        }
    }
}

/// The file as a whole.
private struct WrittenFleet: Decodable {
    let seed: UInt64?
    let anchor: Timestamp?
    let workspaces: [SimulatedWorkspace.Plan]

    init(from decoder: any Decoder) throws {
        let fields = try WrittenFields(decoder, of: ["seed", "anchor", "workspaces"])
        seed = try fields.optional("seed")
        anchor = try (fields.optional("anchor") as String?).map { text in
            guard let instant = try? Date(text, strategy: .iso8601) else {
                throw fields.mistake("anchor", "\"\(text)\" is no instant like 2026-11-24T05:00:00Z")
            }
            return Timestamp(milliseconds: Int64(instant.timeIntervalSince1970 * 1_000))
        }
        workspaces = try fields.required("workspaces")
    }
}

/// The fields of one object: those that nobody knows are mistakes.
struct WrittenFields {
    private struct Key: CodingKey {
        let stringValue: String
        let intValue: Int? = nil

        init(_ name: String) { stringValue = name }
        init?(stringValue: String) { self.init(stringValue) }
        init?(intValue: Int) { nil }
    }

    private let container: KeyedDecodingContainer<Key>

    init(_ decoder: any Decoder, of names: Set<String>) throws {
        container = try decoder.container(keyedBy: Key.self)
        guard let unknown = container.allKeys.first(where: { !names.contains($0.stringValue) }) else { return }
        throw mistake(unknown.stringValue, "there is no such key; there are \(names.sorted().joined(separator: ", "))")
    }

    func optional<Value: Decodable>(_ name: String) throws -> Value? {
        try container.decodeIfPresent(Value.self, forKey: Key(name))
    }

    func required<Value: Decodable>(_ name: String) throws -> Value {
        try container.decode(Value.self, forKey: Key(name))
    }

    /// One of the words of a table.
    func word<Value>(_ name: String, of words: [String: Value]) throws -> Value? {
        guard let text: String = try optional(name) else { return nil }
        guard let value = words[text] else {
            throw mistake(name, "\"\(text)\" is none of \(words.keys.sorted().joined(separator: ", "))")
        }
        return value
    }

    /// A span of time, like `10m` or `-2h`.
    func milliseconds(_ name: String) throws -> Int64? {
        guard let text: String = try optional(name) else { return nil }
        let units: [Character: Int64] = ["s": 1_000, "m": 60_000, "h": 3_600_000, "d": 86_400_000]
        guard let unit = text.last.flatMap({ units[$0] }), let count = Int64(text.dropLast()),
            (-999_999...999_999).contains(count)
        else { throw mistake(name, "\"\(text)\" is no span of time like 90s, 10m, -2h or 7d") }
        return count * unit
    }

    func range(_ name: String) throws -> ClosedRange<Int64>? {
        guard let bounds: [Int64] = try optional(name) else { return nil }
        guard bounds.count == 2, bounds[0] >= 0, bounds[0] <= bounds[1], bounds[1] <= 1_000_000 else {
            throw mistake(name, "it takes two numbers, the lesser first")
        }
        return bounds[0]...bounds[1]
    }

    func count(_ name: String, atMost limit: Int) throws -> Int? {
        guard let count: Int = try optional(name) else { return nil }
        guard (0...limit).contains(count) else { throw mistake(name, "it must be within 0 and \(limit)") }
        return count
    }

    func mistake(_ name: String, _ message: String) -> ScenarioFile.Mistake {
        ScenarioFile.Mistake(
            place: ScenarioFile.Mistake.place(container.codingPath + [Key(name)]), message: message)
    }
}

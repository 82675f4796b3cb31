import Foundation
import Model
import Simulator
import Transport

/// A service and what a test needs to ask it things; answers are read with Foundation, which shares nothing with the
/// simulator's writer.
struct DatabricksBench {
    static let anchor = Timestamp(milliseconds: 1_764_000_000_000)

    struct Reply {
        let status: Int
        let headers: [HTTPHeader]
        let body: [UInt8]

        /// Empty where the body is no JSON object.
        var object: [String: Any] {
            (try? JSONSerialization.jsonObject(with: Data(body))) as? [String: Any] ?? [:]
        }

        var message: String { object["message"] as? String ?? "" }
        var code: String { object["error_code"] as? String ?? "" }

        func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
    }

    let fleet: SimulatedFleet
    var service: DatabricksService
    var now = DatabricksBench.anchor

    init(fleet: SimulatedFleet) {
        self.fleet = fleet
        service = DatabricksService(fleet: fleet)
    }

    init(seed: UInt64 = 7, _ plans: SimulatedWorkspace.Plan...) {
        self.init(fleet: SimulatedFleet(seed: seed, anchor: Self.anchor, workspaces: plans))
    }

    /// - Parameter path: What follows `/api/`, query included, percent-encoding excluded.
    mutating func get(
        _ path: String, in workspace: String, token: String? = nil, method: String = "GET"
    ) -> Reply {
        let parts = path.split(separator: "?", maxSplits: 1)
        let pairs = parts.count < 2 ? [] : parts[1].split(separator: "&")
        let query = pairs.map { pair -> SimulatedRequest.QueryItem in
            let sides = pair.split(separator: "=", maxSplits: 1)
            return .init(name: String(sides[0]), value: sides.count < 2 ? nil : String(sides[1]))
        }
        let token = token ?? "dapi-demo-\(workspace)"
        let request = SimulatedRequest(
            method: method,
            host: "\(workspace).localhost",
            path: "/api/\(parts[0])",
            query: query,
            headers: token.isEmpty ? [] : [HTTPHeader("authorization", "Bearer \(token)")]
        )
        let answer = service.answer(request, at: now)
        return Reply(status: answer.status, headers: answer.headers, body: answer.body)
    }

    /// Any request, to any host.
    mutating func send(
        _ method: String, _ host: String, _ path: String, _ headers: [HTTPHeader] = [], _ body: String = ""
    ) -> Reply {
        let request = SimulatedRequest(
            method: method, host: host, path: path, headers: headers, body: Array(body.utf8))
        let answer = service.answer(request, at: now)
        return Reply(status: answer.status, headers: answer.headers, body: answer.body)
    }

    /// Reads a listing to its end by its tokens alone, and counts its pages.
    mutating func list(
        _ path: String, _ field: String, in workspace: String
    ) -> (rows: [[String: Any]], pages: [Int]) {
        var rows: [[String: Any]] = []
        var pages: [Int] = []
        var token = ""
        var isAtEnd = false
        repeat {
            let answer = get(path + (token.isEmpty ? "" : "&page_token=\(token)"), in: workspace)
            if answer.status == 429 {
                now = now + .seconds(1)
                continue
            }
            let reply = answer.object
            let page = reply[field] as? [[String: Any]] ?? []
            rows += page
            pages.append(page.count)
            token = reply["next_page_token"] as? String ?? ""
            isAtEnd = token.isEmpty
        } while !isAtEnd && pages.count < 5_000
        return (rows, pages)
    }
}

extension [String: Any] {
    /// The exact integer of a member; 0 where it is missing.
    func integer(_ name: String) -> Int64 { (self[name] as? NSNumber)?.int64Value ?? 0 }

    func object(_ name: String) -> [String: Any] { self[name] as? [String: Any] ?? [:] }

    func array(_ name: String) -> [[String: Any]] { self[name] as? [[String: Any]] ?? [] }

    func text(_ name: String) -> String { self[name] as? String ?? "" }
}

import Testing

@testable import Transport

/// Many large answers at once: each is within its limit, and all of them together are not.
@Suite struct BodyBudgetTests {
    @Test func smallAnswersAlwaysHaveRoom() {
        let budget = BodyBudget(limit: 3 << 20)
        #expect(budget.take(1 << 20, besides: 2 << 20))
        #expect(budget.take(2 << 20, besides: 0))
        #expect(!budget.take(1, besides: 1 << 20))
        #expect(budget.take(1 << 20, besides: 0))
        budget.giveBack(2 << 20)
        #expect(budget.take(1, besides: 1 << 20))
    }

    /// Each server sends 3 MiB and then waits for as long as anybody does: together they never hold more than 8.
    @Test func largeAnswersGiveWayToEachOther() async throws {
        let part = [UInt8](repeating: 0x20, count: 3 << 20)
        let header = "HTTP/1.1 200 OK\r\nContent-Length: \(part.count + 1)\r\n\r\n"
        let script: [ScriptedServer.Step] = [.readRequest, .send(Array(header.utf8) + part), .stall]
        let servers = try (0..<4).map { _ in try ScriptedServer(connections: [script]) }
        let client = try CurlClient(
            limits: TransferLimits(connect: .seconds(60), stall: .seconds(3), request: .seconds(60), heldBytes: 8 << 20)
        )
        let errors = await withTaskGroup(of: TransportError?.self) { group in
            for server in servers {
                group.addTask {
                    do {
                        _ = try await client.execute(HTTPRequest(url: server.url))
                        return nil
                    } catch {
                        return error as? TransportError
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        let crowded = TransportError.broken(host: "127.0.0.1", reason: "too many large answers at once")
        #expect(crowded.isTransient)
        // How many give way depends on how evenly they grow.
        let stalled = TransportError.stalled(host: "127.0.0.1", phase: .body)
        #expect((1...3).contains(errors.count { $0 == crowded }))
        #expect(errors.allSatisfy { $0 == crowded || $0 == stalled })
        #expect(errors.contains(stalled))
        // What was held is given back.
        let whole = Array(header.replacing("\(part.count + 1)", with: "\(part.count)").utf8) + part
        let later = try ScriptedServer(connections: [[.readRequest, .send(whole)]])
        #expect(try await client.execute(HTTPRequest(url: later.url)).body.count == part.count)
    }
}

import Model
import Simulator
import Testing

@Suite struct DatabricksPageTokenTests {
    private func bench(_ change: (inout SimulatedPageTokens) -> Void) -> DatabricksBench {
        var plan = SimulatedWorkspace.Plan(name: "w", jobs: 45, failureKinds: [.forEachLarge])
        change(&plan.traits.pageTokens)
        return DatabricksBench(plan)
    }

    /// A listing of each kind, with more than two pages where that can be had.
    private func listings(_ bench: DatabricksBench) throws -> [(path: String, end: String)] {
        let workspace = try #require(bench.fleet.workspace(named: "w"))
        let run = try #require(workspace.runs.last { $0.kind == .forEachLarge })
        let task = try #require(workspace.tasks(of: run).first)
        return [
            ("2.2/jobs/list?limit=10", "jobs"), ("2.2/jobs/runs/list?limit=10", "runs"),
            ("2.2/jobs/runs/get?run_id=\(workspace.runID(of: task, in: run))", "iterations"),
        ]
    }

    /// The tokens that a client follows, `count` at most.
    private func tokens(_ bench: inout DatabricksBench, _ path: String, count: Int) -> [String] {
        var tokens: [String] = []
        while tokens.count < count {
            let query = tokens.last.map { "&page_token=\($0)" } ?? ""
            let reply = bench.get(path + query, in: "w")
            #expect(reply.status == 200)
            let next = reply.object.text("next_page_token")
            if next.isEmpty { return tokens }
            tokens.append(next)
        }
        return tokens
    }

    @Test func aTokenThatRepeatsNeverLeadsOn() throws {
        var bench = bench { $0.chain = .repeats }
        for listing in try listings(bench) {
            let tokens = tokens(&bench, listing.path, count: 6)
            #expect(tokens.count == 6)
            #expect(Set(tokens).count == 1)
        }
    }

    @Test func aListingThatLoopsGoesToAndFro() throws {
        var bench = bench { $0.chain = .loops }
        for listing in try listings(bench).prefix(2) {
            let tokens = tokens(&bench, listing.path, count: 6)
            #expect(tokens.count == 6)
            #expect(tokens[0] == tokens[2] && tokens[2] == tokens[4])
            #expect(tokens[1] == tokens[3] && tokens[3] == tokens[5])
            #expect(tokens[0] != tokens[1])
        }
    }

    @Test func aListingWithoutEndHasNewTokensAndNoMoreRows() throws {
        var bench = bench { $0.chain = .neverEnds }
        for listing in try listings(bench) {
            let tokens = tokens(&bench, listing.path, count: 400)
            #expect(Set(tokens).count == 400)
            let last = bench.get("\(listing.path)&page_token=\(tokens[399])", in: "w")
            #expect(last.object[listing.end] == nil || last.object.array(listing.end).isEmpty)
        }
    }

    @Test func aTokenIsRefusedOnceItIsTooOld() throws {
        var bench = bench { $0.life = .seconds(10) }
        let start = bench.now
        for listing in try listings(bench) {
            bench.now = start
            let token = try #require(tokens(&bench, listing.path, count: 1).first)
            bench.now = start + .seconds(10)
            #expect(bench.get("\(listing.path)&page_token=\(token)", in: "w").status == 200)
            bench.now = start + .milliseconds(10_001)
            let late = bench.get("\(listing.path)&page_token=\(token)", in: "w")
            #expect(late.status == 400)
            #expect(late.code == "INVALID_PARAMETER_VALUE")
            #expect(late.message == "The page token has expired.")
        }
    }

    @Test func aTokenIsRefusedBeyondTheLimitOfPages() {
        var bench = bench { $0.pageLimit = 3 }
        let found = tokens(&bench, "2.2/jobs/list?limit=10", count: 3)
        let statuses = found.map { bench.get("2.2/jobs/list?limit=10&page_token=\($0)", in: "w").status }
        #expect(statuses == [200, 200, 400])
    }

    @Test func parametersThatDifferAreRefusedOrTaken() throws {
        for isStrict in [true, false] {
            var bench = bench { $0.mustRepeatParameters = isStrict }
            let token = try #require(tokens(&bench, "2.2/jobs/runs/list?limit=10&run_type=JOB_RUN", count: 1).first)
            let same = bench.get("2.2/jobs/runs/list?run_type=JOB_RUN&limit=10&page_token=\(token)", in: "w")
            #expect(same.object.array("runs").count == 10)
            let other = bench.get("2.2/jobs/runs/list?limit=10&page_token=\(token)", in: "w")
            #expect(other.status == (isStrict ? 400 : 200))
            let larger = bench.get("2.2/jobs/runs/list?limit=12&run_type=JOB_RUN&page_token=\(token)", in: "w")
            #expect(larger.object.array("runs").count == (isStrict ? 0 : 12))
        }
    }

    @Test func onlyTheEndpointsNamedAreMeant() {
        var bench = bench {
            $0.chain = .repeats
            $0.endpoints = ["runs/list"]
        }
        #expect(tokens(&bench, "2.2/jobs/list?limit=10", count: 50).count == 4)
        #expect(tokens(&bench, "2.2/jobs/runs/list?limit=10", count: 50).count == 50)
    }
}

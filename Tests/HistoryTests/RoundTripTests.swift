import History
import Model
import Testing

@Suite struct RoundTripTests {
    @Test(arguments: 1...20 as ClosedRange<UInt64>) func whatLandsIsKnownAfterwards(seed: UInt64) throws {
        let folder = try TemporaryFolder()
        var samples = Samples(seed: seed)
        let landed = try [name("a"), name("b-2"), name("Z")].map { samples.workspace($0, rows: 12, failures: 7) }
        let first = try open(folder)
        try first.land(sweep("one", landed))
        for isReopened in [false, true] {
            if isReopened { first.close() }
            let history = isReopened ? try open(folder) : first
            for workspace in landed {
                let known = try #require(try history.known(of: workspace.name, failuresSince: always))
                #expect(sorted(known.rows) == sorted(workspace.rows))
                #expect(sorted(known.failures) == sorted(workspace.failures))
                #expect(known.visibleJobs == workspace.visibleJobs)
                #expect(known.lastStatus == workspace.status)
                #expect(known.lastSweep == Samples.noon)
            }
            #expect(history.warnings.isEmpty)
        }
    }

    @Test func outputsComeBackAsTheyWere() throws {
        let folder = try TemporaryFolder()
        var samples = Samples(seed: 9)
        var outputs: [RunID: KeptOutput] = [:]
        for id in 0..<200 { outputs[RunID(Int64.max - Int64(id))] = samples.output() }
        outputs[RunID(1)] = .output(error: nil, trace: nil, startedRunID: nil)
        outputs[RunID(2)] = .output(error: "", trace: "", startedRunID: RunID(.min))
        outputs[RunID(3)] = .gone
        let (workspace, other) = try (name("a"), name("b"))
        let history = try open(folder)
        try history.keep(outputs, of: workspace, at: Samples.noon)
        try history.keep(
            [RunID(3): .output(error: "other", trace: nil, startedRunID: nil)], of: other, at: Samples.noon)
        history.close()

        let again = try open(folder)
        let read = try again.outputs(of: outputs.keys + [RunID(77)], in: workspace)
        #expect(sorted(read) == sorted(outputs))
        #expect(try again.outputs(of: [RunID(3), RunID(1)], in: other).keys.map(\.value) == [3])
        #expect(try again.outputs(of: [RunID(3)], in: name("c")).isEmpty)
        // Nothing landed: keeping outputs makes no workspace known.
        #expect(try again.known(of: workspace, failuresSince: always) == nil)
    }

    @Test func anOutputThatIsFetchedAgainReplacesTheFirst() throws {
        let folder = try TemporaryFolder()
        let history = try open(folder)
        try history.keep([RunID(1): .gone, RunID(2): .gone], of: name("a"), at: Samples.noon)
        try history.keep(
            [RunID(1): .output(error: "x", trace: nil, startedRunID: nil)], of: name("a"), at: Samples.noon)
        #expect(
            try history.outputs(of: [RunID(1), RunID(2)], in: name("a"))
                == [RunID(1): .output(error: "x", trace: nil, startedRunID: nil), RunID(2): .gone])
    }

    @Test func entriesThatLookAlikeAreDifferentRows() throws {
        let folder = try TemporaryFolder()
        let workspace = try name("a")
        let rows = ["é", "e\u{301}", "a", "a\u{0}", "a\u{0}b", ""].map { entry in
            JobRow(
                workspace: workspace, environment: "", jobID: nil, jobName: entry, status: .notFound,
                enteredAt: Samples.noon)
        }
        let history = try open(folder)
        try history.land(sweep("one", [LandedWorkspace(name: workspace, status: .ok, rows: rows)]))
        let known = try #require(try history.known(of: workspace, failuresSince: always))
        #expect(sorted(known.rows) == sorted(rows))
    }

    @Test func ofTwoRowsOfOneJobTheLaterCounts() throws {
        let folder = try TemporaryFolder()
        let workspace = try name("a")
        let rows = [JobStatus.failed, .success].map { status in
            JobRow(
                workspace: workspace, environment: "", jobID: JobID(1), jobName: "x", status: status,
                enteredAt: Samples.noon)
        }
        let history = try open(folder)
        for id in ["one", "two"] {
            try history.land(sweep(id, [LandedWorkspace(name: workspace, status: .ok, rows: rows)]))
            #expect(try history.known(of: workspace, failuresSince: always)?.rows == [rows[1]])
        }
    }

    @Test func runsOfAJobComeNewestFirst() throws {
        let folder = try TemporaryFolder()
        var samples = Samples(seed: 5)
        let (workspace, job) = try (name("a"), JobID(7))
        let runs = samples.runs(of: job, count: 60)
        let others = samples.runs(of: JobID(8), count: 3)
        var landed = LandedWorkspace(name: workspace, status: .ok)
        landed.runs = SeenRuns((runs + others).shuffled())
        let history = try open(folder)
        try history.land(sweep("one", [landed]))
        func read(since start: Timestamp, limit: Int) throws -> [[UInt8]] {
            try history.runs(of: job, in: workspace, since: start, limit: limit).map { bytes($0) }
        }
        #expect(try read(since: always, limit: 1_000) == runs.map { bytes($0) })
        #expect(try read(since: always, limit: 17) == runs.prefix(17).map { bytes($0) })
        #expect(try read(since: runs[30].startTime, limit: 1_000) == runs.prefix(31).map { bytes($0) })
        #expect(try history.runs(of: JobID(9), in: workspace, since: always, limit: 5).isEmpty)
        #expect(try history.runs(of: job, in: name("b"), since: always, limit: 5).isEmpty)
    }
}

import Model
import Testing

@testable import Databricks

@Suite struct PageTests {
    @Test func runsPageGivesItsRuns() throws {
        let page = try runPage(Samples.runsPage)
        #expect(page.nextPageToken == "CAEo7tLgsqszMP6aw8yP2wI=")
        #expect(page.problems.isEmpty)
        try #require(page.rows.count == 2)
        let running = page.rows[0]
        #expect(running.id == RunID(700_145_502_218_331))
        #expect(running.jobID == JobID(88_011_273_645_519))
        #expect(running.endTime == nil)
        #expect(running.startTime == Timestamp(milliseconds: 1_764_043_200_000))
        #expect(running.outcome.status == .running)
        let failed = page.rows[1]
        #expect(failed.state.lifeCycleState == "INTERNAL_ERROR")
        #expect(failed.state.resultState == "FAILED")
        #expect(failed.state.terminationCode == "RUN_EXECUTION_ERROR")
        #expect(failed.state.terminationType == "CLIENT_ERROR")
        #expect(failed.runDuration == .milliseconds(391_400))
        #expect(failed.pageURL?.hasSuffix("/run/512377690041822") == true)
    }

    @Test func jobsMayLackNameAndSettings() throws {
        let bytes = Array(Samples.jobsPage.utf8)
        let page = try unsafe JobPage(bytes.span.bytes)
        #expect(page.rows.map(\.id.value) == [604_218_853_377_190, 9_007_199_254_740_995, 5])
        #expect(page.rows.map(\.name) == ["billing", nil, nil])
        #expect(page.rows[0].tags == ["team": "risk"])
    }

    @Test(arguments: ["{}", #"{"runs": null}"#, #"{"runs": [], "next_page_token": ""}"#, #"{"next_page_token": null}"#])
    func emptyPageIsTheEnd(json: String) throws {
        let page = try runPage(json)
        #expect(page.rows.isEmpty)
        #expect(page.nextPageToken == nil)
        #expect(page.problems.isEmpty)
    }

    struct BadRow: CustomTestStringConvertible, Sendable {
        let row: String
        let field: String
        let name: String
        let job: Int64?
        var testDescription: String { row }
    }

    @Test(arguments: [
        BadRow(row: #"{"job_id": 7}"#, field: "run_id", name: "row 2 of a page", job: 7),
        BadRow(row: #"{"run_id": 8}"#, field: "job_id", name: "run 8", job: nil),
        BadRow(row: #"{"run_id": 8.5, "job_id": 7}"#, field: "run_id", name: "row 2 of a page", job: 7),
        BadRow(row: #"{"run_id": 8, "job_id": 7, "start_time": "soon"}"#, field: "start_time", name: "run 8", job: 7),
        BadRow(
            row: #"{"run_id": 8, "job_id": 7, "state": {"result_state": 4}}"#, field: "state.result_state",
            name: "run 8",
            job: 7),
        BadRow(row: "17", field: "object", name: "row 2 of a page", job: nil),
    ])
    func badRowIsNamedAndLostAlone(_ bad: BadRow) throws {
        let page = try runPage(
            #"{"runs": [{"run_id": 1, "job_id": 2}, \#(bad.row), {"run_id": 3, "job_id": 2}], "next_page_token": "t"}"#)
        #expect(page.rows.map(\.id.value) == [1, 3])
        #expect(page.nextPageToken == "t")
        try #require(page.problems.count == 1)
        #expect(page.problems[0].field == bad.field)
        #expect(page.problems[0].row == bad.name)
        #expect(page.problems[0].jobID?.value == bad.job)
    }

    @Test func runsOfOtherTypesAreNoRows() throws {
        let page = try runPage(
            #"{"runs": [{"run_id": 1, "job_id": 2, "run_type": "SUBMIT_RUN"}, {"run_id": 3, "job_id": 2, "run_type": "JOB_RUN"}]}"#
        )
        #expect(page.rows.map(\.id.value) == [3])
    }

    @Test func forEachTaskCarriesItsCommonestErrors() throws {
        let bytes = Array(Samples.forEachTask.utf8)
        let detail = try unsafe RunDetail(bytes.span.bytes)
        #expect(detail.nextPageToken == nil)
        #expect(detail.tasks.first?.kind == .forEach(errors: ["KeyError: 'it'"]))
        #expect(detail.tasks.first?.taskKey == "per_country")
    }

    @Test func outputGivesErrorTraceAndStartedRun() throws {
        let json =
            #"{"error": "boom", "error_trace": "a\nb", "metadata": {"error": "not this"}, "run_job_output": {"run_id": 9}}"#
        let bytes = Array(json.utf8)
        let output = try unsafe RunOutput(bytes.span.bytes)
        #expect(output.error == "boom")
        #expect(output.errorTrace == "a\nb")
        #expect(output.startedRunID == RunID(9))
    }

    /// Equal states are read once a page: a row must never show what another one said.
    @Test(arguments: 0..<300 as Range<UInt64>)
    func aRowSaysTheSameAloneAndBetweenOthers(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let states = [
            #""state":{"life_cycle_state":"TERMINATED","result_state":"SUCCESS","state_message":""}"#,
            #""state":{"life_cycle_state":"TERMINATED","result_state":"FAILED","state_message":"Out of \u00e4ther"}"#,
            // Alike in length, beginning and end.
            #""state":{"life_cycle_state":"TERMINATED","result_state":"FAILED","state_message":"Out of \u00e4thur"}"#,
            #""state":{"life_cycle_state":"TERMINATED"}"#, #""state": {"life_cycle_state":"RUNNING"}"#,
            #""state":{"life_cycle_state":"TERMINATED","result_state":7}"#, #""state":null"#, #""state":{}"#, #""x":1"#,
        ]
        let statuses = [
            #""status":{"state":"TERMINATED","termination_details":{"code":"SUCCESS","type":"SUCCESS"}}"#,
            #""status":{"state":"TERMINATED","termination_details":{"code":"FAILED","message":"why"}}"#,
            #""status":{"state":"RUNNING"}"#, #""status":{"state":[]}"#, #""status":{}"#, #""y":{"state":"z"}"#,
        ]
        let rows = (1...12).compactMap { id in
            states.randomElement(using: &generator).flatMap { state in
                statuses.randomElement(using: &generator).map { status in
                    #"{"run_id":\#(id),\#([state, status].shuffled(using: &generator).joined(separator: ",")),"job_id":7}"#
                }
            }
        }
        let alone = try rows.map { try runPage("{\"runs\":[\($0)]}") }
        let together = try runPage("{\"runs\":[\(rows.joined(separator: ","))]}")
        #expect(together.rows == alone.flatMap(\.rows))
        #expect(together.problems == alone.flatMap(\.problems))
        let tasks = try detail(tasks: rows)
        #expect(tasks.tasks == (try rows.flatMap { try detail(tasks: [$0]).tasks }))
    }

    /// On a later page it would be the end of the tasks.
    @Test func errorUnderA200IsNoPageOfARun() throws {
        let bytes = Array(#"{"error_code":"INTERNAL_ERROR","message":"down"}"#.utf8)
        #expect(throws: ScanError.refusal) { try unsafe RunDetail(bytes.span.bytes) }
        let whole = Array(#"{"error_code":null,"run_id":5,"job_id":6}"#.utf8)
        #expect(try unsafe RunDetail(whole.span.bytes).run?.id == RunID(5))
    }

    private func detail(tasks: [String]) throws -> RunDetail {
        let bytes = Array(#"{"run_id":1,"job_id":7,"tasks":[\#(tasks.joined(separator: ","))]}"#.utf8)
        return try unsafe RunDetail(bytes.span.bytes)
    }

    private func runPage(_ json: String) throws -> RunPage {
        let bytes = Array(json.utf8)
        return try unsafe RunPage(bytes.span.bytes)
    }
}

internal import Model

extension WorkspaceAPI {
    // MARK: - runs/list

    func runsList(_ parameters: CallParameters) throws(Refusal) -> [UInt8] {
        let limit = try parameters.limit(usual: 20, maximum: 26, zero: 25)
        let offset = try parameters.offset(maximum: 10_000)
        let listing = try listing(parameters)
        let token = try tokens.read(parameters.text("page_token"))
        let page = listing?.page(from: token, limit: limit, offset: offset)
        let next = page.flatMap { tokens.next($0.next, after: token, end: .rows) }
        let isExpanded = parameters.flag("expand_tasks")
        var json = JSONWriter()
        json.object { json in
            if version == .v21 { json.member("has_more", next != nil) }
            if let next { json.member("next_page_token", next.text) }
            if let previous = tokens.previous(page?.previous) { json.member("prev_page_token", previous.text) }
            guard let runs = page?.runs, !runs.isEmpty else { return }
            json.member(
                "runs",
                array: { json in
                    for run in runs { writer.write(run, isExpanded ? listed(run) : .init(), to: &json) }
                })
        }
        return json.bytes
    }

    /// - Returns: `nil` for a job that never was, which has no runs.
    private func listing(_ parameters: CallParameters) throws(Refusal) -> RunListing? {
        let isActiveOnly = parameters.flag("active_only")
        let isCompletedOnly = parameters.flag("completed_only")
        if isActiveOnly, isCompletedOnly {
            throw .invalid("Only one of active_only and completed_only can be true.")
        }
        let from = try parameters.integer("start_time_from") ?? .min
        let to = try parameters.integer("start_time_to") ?? .max
        let jobID = try parameters.integer("job_id")
        let job = jobID.flatMap { workspace.job(id: $0) }
        if let jobID, job?.presence == .hidden { throw .noPermission(jobID: jobID) }
        if jobID != nil, job == nil { return nil }
        guard from <= to else { return nil }
        return RunListing(
            workspace: workspace,
            now: now,
            job: job,
            isActiveOnly: isActiveOnly,
            isCompletedOnly: isCompletedOnly,
            startTimes: from...to,
            runType: parameters.text("run_type")
        )
    }

    /// 2.1 leaves out the tasks of a large run without a word; 2.2 shows 100 and says so.
    private func listed(_ run: SimulatedRun) -> RunWriter.Extras {
        let tasks = workspace.shownTasks(of: run, at: now)
        if tasks.count <= Self.arrayPage { return .init(tasks: tasks[...]) }
        return version == .v21 ? .init() : .init(tasks: tasks.prefix(Self.arrayPage), hasMore: true)
    }

    // MARK: - runs/get

    func runsGet(_ parameters: CallParameters) throws(Refusal) -> [UInt8] {
        let id = try parameters.requiredInteger("run_id")
        let token = try tokens.read(parameters.text("page_token"))
        let (run, slot) = try visibleRun(id)
        let first = try Self.firstEntry(token)
        var json = JSONWriter()
        if slot == 0 {
            let tasks = workspace.shownTasks(of: run, at: now)
            try refuseLarge(tasks.count)
            writer.write(
                run,
                .init(
                    tasks: tasks.dropFirst(first).prefix(Self.arrayPage),
                    hasHistory: parameters.flag("include_history"),
                    nextPageToken: nextToken(after: first, of: tasks.count, token)
                ),
                to: &json
            )
            return json.bytes
        }
        guard let task = workspace.task(slot: slot, of: run, at: now) else { throw .missingRun(id) }
        let iterations = workspace.iterations(of: task).filter { $0.start <= now }
        var extras = RunWriter.Extras(tasks: [task])
        if case .forEach = task.body {
            extras.iterations = iterations.dropFirst(first).prefix(Self.arrayPage)
            extras.nextPageToken = nextToken(after: first, of: iterations.count, token)
        }
        writer.writeMetadata(of: task, in: run, extras, to: &json)
        return json.bytes
    }

    private func visibleRun(_ id: Int64) throws(Refusal) -> (run: SimulatedRun, slot: Int) {
        guard let found = workspace.locate(runID: id), workspace.isKept(found.run, at: now) else {
            throw .missingRun(id)
        }
        let job = workspace.jobs[found.run.jobIndex]
        if job.presence == .hidden { throw .noPermission(jobID: job.id) }
        return found
    }

    // MARK: - runs/get-output

    /// 5 MB, the last part of what a task wrote.
    static let logLimitBytes = 5 * 1_024 * 1_024

    func runsGetOutput(_ parameters: CallParameters) throws(Refusal) -> [UInt8] {
        let id = try parameters.requiredInteger("run_id")
        let (run, slot) = try visibleRun(id)
        guard slot != 0 else { throw .jobRunOutput }
        guard let task = workspace.task(slot: slot, of: run, at: now) else { throw .missingRun(id) }
        let hasRun = task.start != 0 && now >= task.end
        let output = hasRun ? task.output : TaskOutput()
        var json = JSONWriter()
        json.object { json in
            if let error = output.error { json.member("error", error) }
            if let trace = output.trace { json.member("error_trace", trace) }
            if let logs = output.logs {
                json.member("logs", output.hasHugeLogs ? Self.hugeLogs : logs)
                json.member("logs_truncated", output.hasHugeLogs)
            }
            json.key("metadata")
            writer.writeMetadata(of: task, in: run, to: &json)
            guard hasRun else { return }
            switch task.body {
            case .notebook:
                json.member(
                    "notebook_output",
                    object: { json in
                        guard let result = output.notebookResult else { return }
                        json.member("result", result)
                        json.member("truncated", false)
                    })
            case .runJob(let child):
                json.member(
                    "run_job_output",
                    object: { json in
                        if let child { json.member("run_id", workspace.runs[child].id) }
                    })
            case .sql where output.error == nil:
                json.member(
                    "sql_output",
                    object: { json in
                        json.member(
                            "query_output",
                            object: { json in
                                json.member("output_link", "https://\(workspace.pageHost)/sql/queries/1")
                                json.member("query_text", "select 1")
                                json.member("warehouse_id", "79f3b0a41c2d5e68")
                            })
                    })
            case .sql, .pipeline, .pythonFile, .pythonWheel, .forEach: break
            }
        }
        return json.bytes
    }

    private static var hugeLogs: String {
        let line = "2026-01-01 00:00:00 INFO batch \"17\" wrote 4096 rows to C:\\data\\part\n"
        return String(String(repeating: line, count: logLimitBytes / line.utf8.count + 1).suffix(logLimitBytes))
    }

    // MARK: - Who am I

    func me() -> [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.member("active", true)
            json.member("displayName", "dbmon")
            json.member("groups", array: { $0.object { $0.member("display", "users") } })
            json.member("id", "6417302268854901")
            json.member("userName", "dbmon@example.com")
        }
        return json.bytes
    }

    func tokenList() -> [UInt8] {
        let day: Int64 = 86_400_000
        let anchor = workspace.anchor.milliseconds
        var json = JSONWriter()
        json.object { json in
            json.member(
                "token_infos",
                array: { json in
                    json.object { json in
                        json.member("comment", "dbmon")
                        json.member("creation_time", anchor - 60 * day)
                        json.member("expiry_time", anchor + 30 * day)
                        json.member("token_id", String(repeating: "5c0ffee5", count: 8))
                    }
                    json.object { json in
                        json.member("comment", "notebooks")
                        json.member("creation_time", anchor - 400 * day)
                        json.member("expiry_time", -1)
                        json.member("token_id", String(repeating: "0ddba115", count: 8))
                    }
                })
        }
        return json.bytes
    }
}

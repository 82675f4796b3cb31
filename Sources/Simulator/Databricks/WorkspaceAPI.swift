/// The answers of one workspace at one instant and in one version of the API.
struct WorkspaceAPI {
    enum Version: String {
        case v21 = "2.1"
        case v22 = "2.2"
    }

    /// How many entries of an array `jobs/get` and `runs/get` show at once.
    static let arrayPage = 100

    let workspace: SimulatedWorkspace
    let version: Version
    let now: Int64
    let tokens: PageTokenDesk

    var writer: RunWriter { RunWriter(workspace: workspace, now: now) }

    // MARK: - Jobs

    func jobsList(_ parameters: CallParameters) throws(Refusal) -> [UInt8] {
        var limit = try parameters.limit(usual: 20, maximum: 100, zero: nil)
        let offset = try parameters.offset(maximum: 1_000)
        let token = try tokens.read(parameters.text("page_token"))
        let name = parameters.text("name").map { Array($0.lowercased().utf8) }
        let all = workspace.jobsByCreation.lazy.map { workspace.jobs[Int($0)] }.filter { $0.isListed(at: now) }
            .filter { job in name == nil || job.name.map { Array($0.lowercased().utf8) } == name }
        let number = token?.page ?? 0
        if workspace.plan.hasShortPages { limit = RunListing.shortened(limit, page: number) }
        let jobs = Array(all)
        var first = min(offset, jobs.count)
        let isNext = token?.direction != .previous
        if let token {
            let isBehind = { (job: SimulatedJob) in (job.createdTime, job.id) < (token.key, token.id) }
            let start = jobs.firstIndex(where: isBehind) ?? jobs.count
            if !isNext { limit = max(0, min(limit, start - 1)) }
            first = isNext ? start : max(0, start - 1 - limit)
        }
        let page = jobs[first...].prefix(limit)
        let isMore = page.endIndex < jobs.count
        // Behind an empty page goes on where it began.
        let last = page.last.map { ($0.createdTime, $0.id) } ?? (token?.key ?? .max, token?.id ?? .max)
        let behind =
            isMore ? PageToken(direction: .next, key: last.0, id: last.1, page: isNext ? number + 1 : number) : nil
        let next = tokens.next(behind, after: token, end: .rows)
        let before = page.first.map { PageToken(direction: .previous, key: $0.createdTime, id: $0.id, page: number) }
        let previous = token != nil && first > 0 ? tokens.previous(before) : nil
        var json = JSONWriter()
        json.object { json in
            if version == .v21 { json.member("has_more", next != nil) }
            if !page.isEmpty {
                json.member(
                    "jobs",
                    array: { json in
                        for job in page {
                            json.object { write(job, tasks: parameters.flag("expand_tasks") ? 0 : nil, to: &$0) }
                        }
                    })
            }
            if let next { json.member("next_page_token", next.text) }
            if let previous { json.member("prev_page_token", previous.text) }
        }
        return json.bytes
    }

    func jobsGet(_ parameters: CallParameters) throws(Refusal) -> [UInt8] {
        let id = try parameters.requiredInteger("job_id")
        let token = try tokens.read(parameters.text("page_token"))
        let job = try visibleJob(id)
        try refuseLarge(job.taskCount)
        let first = try Self.firstEntry(token)
        let next = nextToken(after: first, of: job.taskCount, token)
        var json = JSONWriter()
        json.object { json in
            write(job, tasks: first, to: &json) { json in
                if let next { json.member("next_page_token", next) }
                json.member("run_as_user_name", job.creator ?? "dbmon@example.com")
            }
        }
        return json.bytes
    }

    /// The members of a job.
    ///
    /// - Parameters:
    ///   - tasks: The first task to show, 100 in all; `nil` shows none.
    ///   - extras: What `jobs/get` alone has; a listing says `has_more` instead.
    private func write(
        _ job: SimulatedJob, tasks first: Int?, to json: inout JSONWriter, extras: ((inout JSONWriter) -> Void)? = nil
    ) {
        json.member("created_time", job.createdTime)
        if let creator = job.creator { json.member("creator_user_name", creator) }
        if let first, version == .v22, extras == nil { json.member("has_more", job.taskCount > first + Self.arrayPage) }
        json.member("job_id", job.id)
        extras?(&json)
        guard job.hasSettings else { return }
        json.member(
            "settings",
            object: { json in
                json.member("email_notifications", object: { _ in })
                json.member("format", "MULTI_TASK")
                let areTasksShown = first != nil && (version == .v22 || job.taskCount <= Self.arrayPage)
                if areTasksShown { RunWriter.writeClusters(to: &json) }
                json.member("max_concurrent_runs", Int64(job.maxConcurrentRuns))
                if let name = job.name { json.member("name", name) }
                if let cron = job.cron { RunWriter.writeSchedule(cron, to: &json) }
                if let tags = job.tags {
                    json.member("tags", object: { json in for tag in tags { json.member(tag.name, tag.value) } })
                }
                if let first, areTasksShown { writeTasks(of: job, from: first, to: &json) }
                json.member("timeout_seconds", Int64(job.timeoutSeconds))
            })
    }

    private func writeTasks(of job: SimulatedJob, from first: Int, to json: inout JSONWriter) {
        let keys = job.taskKeys
        json.member(
            "tasks",
            array: { json in
                for index in keys.indices.dropFirst(first).prefix(Self.arrayPage) {
                    json.object { json in
                        if index > 0 {
                            json.member("depends_on", array: { $0.object { $0.member("task_key", keys[index - 1]) } })
                        }
                        json.member("job_cluster_key", "main")
                        RunWriter.writeNotebook(job.path(of: keys[index]), to: &json)
                        json.member("run_if", "ALL_SUCCESS")
                        json.member("task_key", keys[index])
                    }
                }
            })
    }

    /// Where in an array a page begins; the service makes no other tokens than these.
    static func firstEntry(_ token: PageToken?) throws(Refusal) -> Int {
        guard let token else { return 0 }
        guard (0...1_000_000).contains(token.key) else { throw .invalid("Invalid page token: \(token.text)") }
        return Int(token.key)
    }

    /// The token to the entries of an array behind the 100 from `first` on, which `current` led to.
    func nextToken(after first: Int, of count: Int, _ current: PageToken?) -> String? {
        let end = first + Self.arrayPage
        let behind = PageToken(direction: .next, key: Int64(end), id: 0, page: (current?.page ?? 0) + 1)
        return tokens.next(end < count ? behind : nil, after: current, end: .entries)?.text
    }

    // MARK: - Who may see what

    /// A caller who does not see every job gets 403 for one that is gone, too: its right is looked at first.
    private func visibleJob(_ id: Int64) throws(Refusal) -> SimulatedJob {
        guard let job = workspace.job(id: id), job.createdTime <= now else { throw .missingJob(id) }
        switch job.presence {
        case .listed where now < job.vanishes: return job
        case .hidden: throw .noPermission(jobID: id)
        case .deleted where workspace.plan.hiddenJobs > 0, .listed where workspace.plan.hiddenJobs > 0:
            throw .noPermission(jobID: id)
        case .listed, .deleted, .submitted: throw .missingJob(id)
        }
    }

    func refuseLarge(_ tasks: Int) throws(Refusal) {
        guard version == .v21, tasks > Self.arrayPage else { return }
        throw .invalid(
            "Resources with more than 100 tasks can only be handled by API 2.2 and above. Your resource has"
                + " \(tasks) tasks"
        )
    }
}

/// Writes runs and task runs as the service does: keys in alphabetical order at 2.2, zeros sent, both shapes of the
/// state where the workspace has both.
struct RunWriter {
    let workspace: SimulatedWorkspace
    let now: Int64

    /// What is added to the fields of a run.
    struct Extras {
        var tasks: ArraySlice<SimulatedTask>?
        var iterations: ArraySlice<SimulatedTask>?
        /// `has_more` of a run in a listing whose tasks are not all shown.
        var hasMore: Bool?
        var hasHistory = false
        var nextPageToken: String?
    }

    // MARK: - Runs

    func write(_ run: SimulatedRun, _ extras: Extras = Extras(), to json: inout JSONWriter) {
        let job = workspace.jobs[run.jobIndex]
        json.object { json in
            if !run.kind.hasTasks { json.member("attempt_number", Int64(run.attempt)) }
            json.member("cleanup_duration", 0)
            if let creator = job.creator { json.member("creator_user_name", creator) }
            json.member("end_time", run.shownEnd(at: now) ?? 0)
            json.member("execution_duration", run.kind.hasTasks ? 0 : run.duration(at: now))
            if let hasMore = extras.hasMore { json.member("has_more", hasMore) }
            if let iterations = extras.iterations { member("iterations", iterations, of: run, to: &json) }
            if extras.tasks != nil, run.kind.hasTasks { Self.writeClusters(to: &json) }
            json.member("job_id", job.id)
            json.member("job_run_id", run.id)
            if let token = extras.nextPageToken { json.member("next_page_token", token) }
            json.member("number_in_job", run.id)
            json.member("original_attempt_run_id", workspace.runs[run.originalOrdinal].id)
            if extras.hasHistory { writeHistory(of: run, to: &json) }
            json.member("run_duration", run.duration(at: now))
            json.member("run_id", run.id)
            json.member("run_name", job.name ?? "Untitled")
            json.member("run_page_url", workspace.pageURL(of: run))
            json.member("run_type", job.presence == .submitted ? "SUBMIT_RUN" : "JOB_RUN")
            if let cron = job.cron { Self.writeSchedule(cron, to: &json) }
            json.member("setup_duration", 0)
            json.member("start_time", workspace.shownStart(of: run, at: now))
            writeState(workspace.state(of: run, at: now), of: .run, limit: job.maxConcurrentRuns, to: &json)
            if let tasks = extras.tasks, run.kind.hasTasks { member("tasks", tasks, of: run, to: &json) }
            writeTrigger(of: run, job: job, to: &json)
        }
    }

    private func member(
        _ name: String, _ tasks: ArraySlice<SimulatedTask>, of run: SimulatedRun, to json: inout JSONWriter
    ) {
        json.member(name, array: { json in for task in tasks { write(task, of: run, to: &json) } })
    }

    private func writeTrigger(of run: SimulatedRun, job: SimulatedJob, to json: inout JSONWriter) {
        if run.attempt > 0 {
            json.member("trigger", "RETRY")
        } else if let parent = run.parentOrdinal.map({ workspace.runs[$0] }) {
            json.member("trigger", "RUN_JOB_TASK")
            let task = workspace.tasks(of: parent).first { $0.body == .runJob(childOrdinal: run.ordinal) }
            if let task {
                json.member("trigger_info", object: { $0.member("run_id", workspace.runID(of: task, in: parent)) })
            }
        } else {
            json.member("trigger", job.cron == nil || job.presence == .submitted ? "ONE_TIME" : "PERIODIC")
        }
    }

    static func writeSchedule(_ cron: String, to json: inout JSONWriter) {
        json.member(
            "schedule",
            object: { json in
                json.member("pause_status", "UNPAUSED")
                json.member("quartz_cron_expression", cron)
                json.member("timezone_id", "UTC")
            })
    }

    static func writeClusters(to json: inout JSONWriter) {
        json.member(
            "job_clusters",
            array: { json in
                json.object { json in
                    json.member("job_cluster_key", "main")
                    json.member(
                        "new_cluster",
                        object: { json in
                            json.member("node_type_id", "i3.xlarge")
                            json.member("num_workers", 2)
                            json.member("spark_version", "16.4.x-scala2.12")
                        })
                }
            })
    }

    // MARK: - Repairs

    private func writeHistory(of run: SimulatedRun, to json: inout JSONWriter) {
        let shown = workspace.shownTasks(of: run, at: now)
        json.member(
            "repair_history",
            array: { json in
                for phase in 0...(run.isRepair(at: now) ? 1 : 0) {
                    let start = phase == 0 ? run.start : run.repairStart
                    let end = phase == 0 ? run.firstEnd : run.end
                    let state =
                        now >= end
                        ? SimulatedState.ended(workspace.outcome(of: run, phase: phase))
                        : workspace.state(of: run, at: now)
                    json.object { json in
                        json.member("end_time", now >= end ? end : 0)
                        if phase == 1 { json.member("id", workspace.repairID(of: run)) }
                        json.member("start_time", start)
                        writeState(state, of: .run, limit: 1, to: &json)
                        json.member(
                            "task_run_ids",
                            array: { json in
                                for task in shown where task.phase == phase {
                                    json.integer(workspace.runID(of: task, in: run))
                                }
                            })
                        json.member("type", phase == 0 ? "ORIGINAL" : "REPAIR")
                    }
                }
            })
    }

    // MARK: - States

    func writeState(_ state: SimulatedState, of level: StateLevel, limit: Int, to json: inout JSONWriter) {
        let words = state.words(of: level)
        let message = Self.message(of: state, at: level)
        let queueReason = "Queued due to reaching maximum concurrent runs of \(limit)."
        let isQueued = state == .active(.queued)
        if workspace.plan.stateShape != .statusOnly {
            json.member(
                "state",
                object: { json in
                    json.member("life_cycle_state", words.lifeCycle)
                    if isQueued { json.member("queue_reason", queueReason) }
                    if let result = words.result { json.member("result_state", result) }
                    json.member("state_message", message)
                    json.member("user_cancelled_or_timedout", words.isCanceledOrTimedOut)
                })
        }
        guard workspace.plan.stateShape != .stateOnly else { return }
        json.member(
            "status",
            object: { json in
                if isQueued {
                    json.member(
                        "queue_details",
                        object: { json in
                            json.member("code", "MAX_CONCURRENT_RUNS_REACHED")
                            json.member("message", queueReason)
                        })
                }
                json.member("state", words.status)
                guard let code = words.code, let type = words.type else { return }
                json.member(
                    "termination_details",
                    object: { json in
                        json.member("code", code)
                        json.member("message", message)
                        json.member("type", type)
                    })
            })
    }

    private static func message(of state: SimulatedState, at level: StateLevel) -> String {
        switch (state, level) {
        case (.ended(let outcome), _): outcome.message
        case (.active(.running), .task): "In run"
        case (.active(.pending), .task): "Waiting for cluster"
        case (.active, _): ""
        }
    }
}

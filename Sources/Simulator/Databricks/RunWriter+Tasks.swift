/// Task runs: entries of `tasks` and `iterations`, and the metadata of an output.
extension RunWriter {
    func write(_ task: SimulatedTask, of run: SimulatedRun, to json: inout JSONWriter) {
        let job = workspace.jobs[run.jobIndex]
        let id = workspace.runID(of: task, in: run)
        let durations = durations(of: task)
        json.object { json in
            json.member("attempt_number", Int64(task.attempt))
            json.member("cleanup_duration", 0)
            if durations.setup + durations.execution > 0 { writeCluster(of: run, to: &json) }
            if !task.dependsOn.isEmpty {
                json.member(
                    "depends_on",
                    array: { json in
                        for key in task.dependsOn { json.object { $0.member("task_key", key) } }
                    })
            }
            json.member("end_time", now >= task.end ? task.end : 0)
            json.member("execution_duration", durations.execution)
            if case .forEach(let loop) = task.body { write(loop, of: task, job: job, to: &json) }
            json.member("job_cluster_key", "main")
            if task.maxRetries > 0 { json.member("max_retries", Int64(task.maxRetries)) }
            writeBody(of: task, job: job, before: true, to: &json)
            json.member("run_id", id)
            json.member("run_if", task.runIf)
            if case .runJob(let child) = task.body { writeRunJob(child, to: &json) }
            json.member("run_page_url", workspace.pageURL(of: run, runID: id))
            json.member("setup_duration", durations.setup)
            writeBody(of: task, job: job, before: false, to: &json)
            json.member("start_time", task.start <= now ? task.start : 0)
            writeState(task.state(at: now), of: .task, limit: job.maxConcurrentRuns, to: &json)
            json.member("task_key", task.key)
        }
    }

    /// The task run as `runs/get-output` describes it, and as `runs/get` answers for its id.
    func writeMetadata(
        of task: SimulatedTask, in run: SimulatedRun, _ extras: Extras = Extras(), to json: inout JSONWriter
    ) {
        let job = workspace.jobs[run.jobIndex]
        let id = workspace.runID(of: task, in: run)
        let durations = durations(of: task)
        let first = workspace.shownTasks(of: run, at: now).first { $0.key == task.key && $0.attempt == 0 } ?? task
        json.object { json in
            json.member("attempt_number", Int64(task.attempt))
            json.member("cleanup_duration", 0)
            if let creator = job.creator { json.member("creator_user_name", creator) }
            json.member("end_time", now >= task.end ? task.end : 0)
            json.member("execution_duration", durations.execution)
            if let iterations = extras.iterations {
                json.member("iterations", array: { json in for one in iterations { write(one, of: run, to: &json) } })
            }
            json.member("job_id", job.id)
            json.member("job_run_id", run.id)
            if let token = extras.nextPageToken { json.member("next_page_token", token) }
            json.member("number_in_job", id)
            json.member("original_attempt_run_id", workspace.runID(of: first, in: run))
            json.member("run_id", id)
            json.member("run_name", job.name ?? "Untitled")
            json.member("run_page_url", workspace.pageURL(of: run, runID: id))
            json.member("run_type", job.presence == .submitted ? "SUBMIT_RUN" : "JOB_RUN")
            json.member("setup_duration", durations.setup)
            json.member("start_time", task.start <= now ? task.start : 0)
            writeState(task.state(at: now), of: .task, limit: job.maxConcurrentRuns, to: &json)
            if let tasks = extras.tasks {
                json.member("tasks", array: { json in for one in tasks { write(one, of: run, to: &json) } })
            }
            json.member("trigger", job.cron == nil ? "ONE_TIME" : "PERIODIC")
        }
    }

    /// Whole seconds, as tasks have them.
    private func durations(of task: SimulatedTask) -> (setup: Int64, execution: Int64) {
        guard task.start != 0, task.start <= now else { return (0, 0) }
        let seconds = max(0, min(now, task.end) - task.start) / 1_000
        let setup = min(seconds / 4, 180)
        return (setup * 1_000, (seconds - setup) * 1_000)
    }

    private func writeCluster(of run: SimulatedRun, to json: inout JSONWriter) {
        json.member(
            "cluster_instance",
            object: { json in
                var dice = Dice(seed: run.seed, 5)
                json.member("cluster_id", FailureTexts.cluster(&dice))
                json.member(
                    "spark_context_id", String(4_000_000_000_000_000_000 + dice.next() % 1_000_000_000_000_000_000))
            })
    }

    /// The one member that says what kind of task this is; its name decides whether it stands before `run_id`.
    private func writeBody(of task: SimulatedTask, job: SimulatedJob, before: Bool, to json: inout JSONWriter) {
        let path = job.path(of: task.key)
        switch task.body {
        case .notebook where before: Self.writeNotebook(path, to: &json)
        case .pipeline where before:
            json.member(
                "pipeline_task", object: { $0.member("pipeline_id", "5f0c8a52-6a55-4a3b-9d1e-\(path.utf8.count)") })
        case .pythonWheel where before:
            json.member(
                "python_wheel_task",
                object: { json in
                    json.member("entry_point", "main")
                    json.member("package_name", "acme_etl")
                })
        case .pythonFile where !before:
            json.member(
                "spark_python_task",
                object: { json in
                    json.member(
                        "parameters",
                        array: { json in
                            json.string("--task")
                            json.string(task.key)
                        })
                    json.member("python_file", "/Workspace\(path).py")
                })
        case .sql where !before:
            json.member(
                "sql_task",
                object: { json in
                    json.member("query", object: { $0.member("query_id", "c0ffee00-1111-4222-8333-444455556666") })
                    json.member("warehouse_id", "79f3b0a41c2d5e68")
                })
        case .notebook, .pipeline, .pythonWheel, .pythonFile, .sql, .runJob, .forEach: break
        }
    }

    static func writeNotebook(_ path: String, to json: inout JSONWriter) {
        json.member(
            "notebook_task",
            object: { json in
                json.member("notebook_path", path)
                json.member("source", "WORKSPACE")
            })
    }

    private func writeRunJob(_ child: Int?, to json: inout JSONWriter) {
        json.member(
            "run_job_task",
            object: { json in
                guard let child else { return }
                json.member("job_id", workspace.jobs[workspace.runs[child].jobIndex].id)
            })
    }

    private func write(
        _ loop: SimulatedTask.ForEach, of task: SimulatedTask, job: SimulatedJob, to json: inout JSONWriter
    ) {
        let iterations = workspace.iterations(of: task)
        let ended = iterations.filter { $0.end <= now }
        let failed = ended.filter { $0.outcome.verdict.isFailure }.count
        let active = iterations.filter { $0.start <= now && now < $0.end }.count
        json.member(
            "for_each_task",
            object: { json in
                json.member("concurrency", 5)
                json.member("inputs", "[\((0..<iterations.count).map { String($0) }.joined(separator: ","))]")
                json.member(
                    "stats",
                    object: { json in
                        if loop.hasErrorStatistics, failed > 0 {
                            json.member(
                                "error_message_stats",
                                array: { json in
                                    json.object { json in
                                        json.member("count", Int64(failed))
                                        json.member("error_message", loop.failure.text)
                                        json.member("termination_category", "RUN_EXECUTION_ERROR")
                                    }
                                })
                        }
                        json.member(
                            "task_run_stats",
                            object: { json in
                                json.member("active_iterations", Int64(active))
                                json.member("completed_iterations", Int64(ended.count))
                                json.member("failed_iterations", Int64(failed))
                                json.member("scheduled_iterations", Int64(ended.count + active))
                                json.member("succeeded_iterations", Int64(ended.count - failed))
                                json.member("total_iterations", Int64(iterations.count))
                            })
                    })
                json.member(
                    "task",
                    object: { json in
                        Self.writeNotebook(job.path(of: task.key), to: &json)
                        json.member("task_key", "\(task.key)_iteration")
                    })
            })
    }
}

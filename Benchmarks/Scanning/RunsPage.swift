/// A page of runs as the service sends it: about 1.5 kB a run, 37 kB for 25.
enum RunsPage {
    static func bytes(runs: Int) -> [UInt8] {
        let rows = (0..<runs).map { index in
            let id = 512_377_690_041_822 + index * 7_919
            let failed = index.isMultiple(of: 9)
            let message = failed ? "Task load failed with message: Workload failed, see run output for details." : ""
            let result = failed ? "FAILED" : "SUCCESS"
            return """
                {"cleanup_duration":0,"creator_user_name":"ana.garcia-fernandez@example.com","end_time":\(1_764_040_391_530 + index),\
                "cluster_spec":{"existing_cluster_id":"1125-040003-ab12cd34"},"description":"Loads the billing records of the day \
                before, checks them against the ledger and publishes the totals for the finance dashboards; owned by team risk.",\
                "effective_performance_target":"PERFORMANCE_OPTIMIZED","execution_duration":0,"git_source":{"git_branch":"main",\
                "git_provider":"gitHub","git_snapshot":{"used_commit":"5c0ffee5c0ffee5c0ffee5c0ffee5c0ffee5c0ff"},\
                "git_url":"https://github.com/acme/pipelines-billing"},"job_id":\(604_218_853_377_190 + index),"job_run_id":\(id),\
                "number_in_job":\(id),"original_attempt_run_id":\(id),"overriding_parameters":{"notebook_params":{"day":"2025-11-25",\
                "mode":"full"}},"run_duration":391400,"run_id":\(id),"run_name":"nightly-billing-load-\(index)",\
                "run_page_url":"https://dbc-a1b2c3d4-e5f6.cloud.databricks.com/?o=1234567890123456#job/604218853377190/run/\(id)",\
                "run_type":"JOB_RUN","schedule":{"pause_status":"UNPAUSED","quartz_cron_expression":"0 0 4 * * ?",\
                "timezone_id":"UTC"},"setup_duration":0,"start_time":\(1_764_040_000_130 + index),"state":{"life_cycle_state":\
                "\(failed ? "INTERNAL_ERROR" : "TERMINATED")","result_state":"\(result)","state_message":"\(message)",\
                "user_cancelled_or_timedout":false},"status":{"state":"TERMINATED","termination_details":{"code":\
                "\(failed ? "RUN_EXECUTION_ERROR" : "SUCCESS")","message":"\(message)","type":"\(failed ? "CLIENT_ERROR" : "SUCCESS")"}},\
                "trigger":"PERIODIC"}
                """
        }
        return Array(
            "{\"runs\":[\(rows.joined(separator: ","))],\"next_page_token\":\"CAEo7tLgsqszMP6aw8yP2wI=\"}".utf8)
    }
}

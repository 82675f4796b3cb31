/// Answers in the shapes that the service was seen to send (invented ids).
enum Samples {
    static let runsPage = """
        {
          "runs": [
            {
              "cleanup_duration": 0, "creator_user_name": "ana@example.com", "end_time": 0, "execution_duration": 0,
              "job_id": 88011273645519, "job_run_id": 700145502218331, "number_in_job": 700145502218331,
              "original_attempt_run_id": 700145502218331, "run_duration": 61000, "run_id": 700145502218331, "run_name": "Billing",
              "run_page_url": "https://dbc-a1b2c3d4-e5f6.cloud.databricks.com/?o=1234567890123456#job/88011273645519/run/700145502218331",
              "run_type": "JOB_RUN", "setup_duration": 0, "start_time": 1764043200000,
              "state": {"life_cycle_state": "RUNNING", "state_message": "", "user_cancelled_or_timedout": false},
              "status": {"state": "RUNNING"},
              "trigger": "ONE_TIME"
            },
            {
              "cleanup_duration": 0, "creator_user_name": "ana@example.com", "end_time": 1764040391530,
              "job_id": 604218853377190, "job_run_id": 512377690041822, "number_in_job": 512377690041822,
              "original_attempt_run_id": 512377690041822, "run_duration": 391400, "run_id": 512377690041822, "run_name": "billing",
              "run_page_url": "https://dbc-a1b2c3d4-e5f6.cloud.databricks.com/?o=1234567890123456#job/604218853377190/run/512377690041822",
              "run_type": "JOB_RUN",
              "schedule": {"pause_status": "UNPAUSED", "quartz_cron_expression": "0 0 4 * * ?", "timezone_id": "UTC"},
              "setup_duration": 0, "start_time": 1764040000130,
              "state": {"life_cycle_state": "INTERNAL_ERROR", "result_state": "FAILED", "state_message": "Task load failed with message: Workload failed, see run output for details.", "user_cancelled_or_timedout": false},
              "status": {"state": "TERMINATED", "termination_details": {"code": "RUN_EXECUTION_ERROR", "message": "Task load failed with message: Workload failed, see run output for details.", "type": "CLIENT_ERROR"}},
              "trigger": "PERIODIC"
            }
          ],
          "next_page_token": "CAEo7tLgsqszMP6aw8yP2wI="
        }
        """

    static let jobsPage = """
        {
          "jobs": [
            {
              "created_time": 1764000000123, "creator_user_name": "ana@example.com", "job_id": 604218853377190,
              "settings": {"email_notifications": {}, "format": "MULTI_TASK", "max_concurrent_runs": 1, "name": "billing",
                "schedule": {"pause_status": "UNPAUSED", "quartz_cron_expression": "0 0 4 * * ?", "timezone_id": "UTC"},
                "tags": {"team": "risk"}, "timeout_seconds": 0}
            },
            {
              "created_time": 1763900000456, "job_id": 9007199254740995,
              "settings": {"format": "MULTI_TASK", "max_concurrent_runs": 1, "timeout_seconds": 0}
            },
            {"job_id": 5}
          ],
          "next_page_token": "CAEo8Lr9saszMJ2kq7yT8AE="
        }
        """

    static let forEachTask = """
        {"run_id": 1, "job_id": 2, "tasks": [{
          "attempt_number": 0, "run_id": 415550027713911, "task_key": "per_country",
          "for_each_task": {
            "concurrency": 5, "inputs": "[\\"de\\",\\"fr\\",\\"it\\"]",
            "stats": {
              "error_message_stats": [{"count": 1, "error_message": "KeyError: 'it'", "termination_category": "RUN_EXECUTION_ERROR"}],
              "task_run_stats": {"active_iterations": 0, "completed_iterations": 3, "failed_iterations": 1}
            },
            "task": {"notebook_task": {"notebook_path": "/Shared/country"}, "task_key": "per_country_iteration"}
          },
          "state": {"life_cycle_state": "TERMINATED", "result_state": "FAILED", "state_message": ""}
        }], "next_page_token": ""}
        """
}

extension GuideText {
    static let schedule = """
        ## Keeping them fresh

        One sweep at a time, on any schedule. Keep the interval above the time that a sweep takes (the terminal and the
        JSON result tell it). The history in `dbmon.sqlite` makes sweeps cheap; without a lasting disk, the published
        reports say since when a job has its status. Secrets come from the environment, from a `.env` file in the \
        current
        folder, or from files and commands that the configuration names. Watch the exit code: it is the only sign that
        sweeps work (see "Exit codes").

        ### cron

        ```
        */15 * * * * cd /srv/dbmon && /usr/local/bin/dbmon sweep --workspaces workspaces.json --quiet >> sweep.log 2>&1
        ```

        cron has neither your `PATH` nor your variables: put the tokens into `/srv/dbmon/.env`, readable by its user
        alone (`chmod 600`) and in no repository.

        ### A systemd timer

        `/etc/systemd/system/dbmon.service`:

        ```ini
        [Unit]
        Description=Report the status of Databricks jobs
        Wants=network-online.target
        After=network-online.target

        [Service]
        Type=oneshot
        User=dbmon
        WorkingDirectory=/srv/dbmon
        EnvironmentFile=/etc/dbmon.env
        ExecStart=/usr/local/bin/dbmon sweep --workspaces workspaces.json
        TimeoutStartSec=30min
        ```

        `/etc/systemd/system/dbmon.timer`:

        ```ini
        [Unit]
        Description=Report the status of Databricks jobs every 15 minutes

        [Timer]
        OnCalendar=*:0/15
        RandomizedDelaySec=60
        Persistent=true

        [Install]
        WantedBy=timers.target
        ```

        ```sh
        systemctl daemon-reload
        systemctl enable --now dbmon.timer
        journalctl --unit dbmon --since today
        ```

        A service never runs twice at once. `OnFailure=` in the `[Unit]` section starts what should tell somebody.

        ### GitHub Actions

        With the program at `bin/dbmon` and `workspaces.json` in the same repository; `github.token` is \
        `env:GITHUB_TOKEN`:

        ```yaml
        name: Databricks job reports
        on:
          schedule:
            - cron: "*/15 * * * *"
          workflow_dispatch:
        permissions:
          contents: write
        concurrency: databricks-job-reports
        jobs:
          sweep:
            runs-on: ubuntu-latest
            timeout-minutes: 30
            steps:
              - uses: actions/checkout@v4
              - uses: actions/cache@v4
                with:
                  path: dbmon.sqlite
                  key: dbmon-${{ github.run_id }}
                  restore-keys: dbmon-
              - run: bin/dbmon sweep --workspaces workspaces.json
                env:
                  DBMON_PROD_EU_TOKEN: ${{ secrets.DBMON_PROD_EU_TOKEN }}
                  GITHUB_TOKEN: ${{ secrets.GITHUB_TOKEN }}
        ```

        The cache saves calls and may be left out. Schedules of GitHub start late at busy times.

        ### A Databricks job

        A notebook, with the program and `workspaces.json` in a volume and the tokens in the secret scope `dbmon`:

        ```python
        import os, pathlib, shutil, subprocess

        source = pathlib.Path("/Volumes/main/ops/dbmon")
        folder = pathlib.Path("/local_disk0/dbmon")
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("dbmon", "workspaces.json"):
            shutil.copy(source / name, folder / name)
        (folder / "dbmon").chmod(0o755)

        secrets = {"DBMON_PROD_EU_TOKEN": "prod-eu", "GITHUB_TOKEN": "github"}
        tokens = {name: dbutils.secrets.get("dbmon", key) for name, key in secrets.items()}
        command = ["./dbmon", "sweep", "--workspaces", "workspaces.json"]
        subprocess.run(command, cwd=folder, env={**os.environ, **tokens}, check=True)
        ```

        The job, for `databricks jobs create --json @job.json`:

        ```json
        {
          "name": "job reports",
          "max_concurrent_runs": 1,
          "schedule": { "quartz_cron_expression": "0 0/15 * * * ?", "timezone_id": "UTC" },
          "tasks": [
            {
              "task_key": "sweep",
              "notebook_task": { "notebook_path": "/Shared/job reports" },
              "existing_cluster_id": "1125-040167-example",
              "timeout_seconds": 1800
            }
          ]
        }
        ```

        The cluster must reach every workspace and GitHub. A workspace that is down cannot report that it is down: run
        `dbmon` elsewhere for the one that matters most.

        """
}

extension Schema {
    /// Instants are milliseconds since 1970 in UTC. What a sweep reads has a `digest` of its row's values.
    ///
    /// Runs lie by the day they started on: a sweep writes to a few neighbouring pages, and the oldest are removed from
    /// the front without an index. Nothing refers to a job from there by a foreign key, which would need one.
    static let version1 = """
        CREATE TABLE workspace (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            -- Of the last sweep that had it; NULL where it is forgotten.
            last_sweep_at INTEGER,
            last_status TEXT,
            visible_jobs INTEGER,
            -- The sums of the digests of its rows and of its shown failures: none is missing.
            rows_sum INTEGER NOT NULL,
            failures_sum INTEGER NOT NULL,
            digest INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE word (
            id INTEGER PRIMARY KEY,
            text TEXT NOT NULL UNIQUE
        ) STRICT;

        CREATE TABLE job (
            id INTEGER PRIMARY KEY,
            workspace INTEGER NOT NULL REFERENCES workspace (id),
            -- 1 for a configured entry that no job stands behind: it has a text in place of an id.
            is_entry INTEGER NOT NULL,
            job_id INTEGER NOT NULL,
            entry TEXT NOT NULL,
            -- Since when it has no row.
            gone_at INTEGER,
            UNIQUE (workspace, is_entry, job_id, entry)
        ) STRICT;

        CREATE INDEX job_gone ON job (gone_at) WHERE gone_at IS NOT NULL;

        CREATE TABLE job_row (
            job INTEGER PRIMARY KEY REFERENCES job (id),
            digest INTEGER NOT NULL,
            status TEXT NOT NULL,
            entered_at INTEGER NOT NULL,
            environment TEXT NOT NULL,
            job_name TEXT NOT NULL,
            error_details TEXT NOT NULL,
            run_id INTEGER,
            result_state TEXT,
            started_at INTEGER,
            ended_at INTEGER,
            duration_seconds INTEGER,
            page_url TEXT,
            error_category TEXT,
            error_fingerprint TEXT NOT NULL,
            failed_tasks TEXT NOT NULL,
            suggested_action TEXT NOT NULL
        ) STRICT;

        CREATE TABLE failure (
            id INTEGER PRIMARY KEY,
            workspace INTEGER NOT NULL REFERENCES workspace (id),
            -- 1 while the report has it.
            is_shown INTEGER NOT NULL,
            first_seen_at INTEGER NOT NULL,
            digest INTEGER NOT NULL,
            environment TEXT NOT NULL,
            job_id INTEGER NOT NULL,
            job_name TEXT NOT NULL,
            run_id INTEGER NOT NULL,
            result_state TEXT NOT NULL,
            started_at INTEGER,
            ended_at INTEGER,
            duration_seconds INTEGER,
            page_url TEXT NOT NULL,
            termination_code TEXT NOT NULL,
            error_category TEXT NOT NULL,
            error_fingerprint TEXT NOT NULL,
            task_run_id INTEGER,
            task_key TEXT,
            attempt INTEGER,
            error_details TEXT NOT NULL,
            suggested_action TEXT NOT NULL
        ) STRICT;

        -- Of shown failures alone, and apart from them: its pages are free again when it goes.
        CREATE TABLE failure_trace (
            failure INTEGER PRIMARY KEY REFERENCES failure (id),
            error_trace TEXT NOT NULL
        ) STRICT;

        CREATE INDEX failure_run ON failure (workspace, run_id);
        CREATE INDEX failure_shown ON failure (workspace) WHERE is_shown = 1;
        CREATE INDEX failure_past ON failure (first_seen_at) WHERE is_shown = 0;

        CREATE TABLE output (
            -- In the order they came: the oldest are removed from the front.
            id INTEGER PRIMARY KEY,
            workspace INTEGER NOT NULL REFERENCES workspace (id),
            task_run_id INTEGER NOT NULL,
            fetched_at INTEGER NOT NULL,
            digest INTEGER NOT NULL,
            is_gone INTEGER NOT NULL,
            started_run_id INTEGER,
            error TEXT,
            trace TEXT,
            UNIQUE (workspace, task_run_id)
        ) STRICT;

        CREATE TABLE sweep (
            -- In the order they landed.
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            started_at INTEGER NOT NULL,
            duration_ms INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE coverage (
            sweep INTEGER NOT NULL REFERENCES sweep (id),
            workspace INTEGER NOT NULL REFERENCES workspace (id),
            status TEXT NOT NULL,
            visible_jobs INTEGER,
            selected_jobs INTEGER NOT NULL,
            calls INTEGER NOT NULL,
            retries INTEGER NOT NULL,
            throttled INTEGER NOT NULL,
            PRIMARY KEY (sweep, workspace)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE status_change (
            sweep INTEGER NOT NULL REFERENCES sweep (id),
            job INTEGER NOT NULL,
            -- NULL for a row that is new, and for one that went.
            from_status INTEGER,
            to_status INTEGER,
            PRIMARY KEY (sweep, job)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE run (
            -- Days since 1970.
            day INTEGER NOT NULL,
            job INTEGER NOT NULL,
            run_id INTEGER NOT NULL,
            started_at INTEGER NOT NULL,
            ended_at INTEGER,
            duration_seconds INTEGER,
            status INTEGER NOT NULL,
            result_state INTEGER NOT NULL,
            PRIMARY KEY (day, job, run_id)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE outbox (
            repository TEXT NOT NULL,
            branch TEXT NOT NULL,
            directory TEXT NOT NULL,
            landed_digest TEXT NOT NULL,
            sweep TEXT NOT NULL,
            published_digest TEXT,
            published_commit TEXT,
            published_at INTEGER,
            digest INTEGER NOT NULL,
            PRIMARY KEY (repository, branch, directory)
        ) STRICT, WITHOUT ROWID;
        """
}

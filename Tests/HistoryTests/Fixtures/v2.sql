BEGIN TRANSACTION;
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
INSERT INTO "coverage" VALUES(1,1,'ok',42,0,0,0,0);
INSERT INTO "coverage" VALUES(1,2,'unreachable',NULL,0,0,0,0);
INSERT INTO "coverage" VALUES(2,1,'partial',42,0,0,0,0);
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
INSERT INTO "failure" VALUES(1,1,1,1795521600123,-3251187028778907039,'production',11,'nightly läuft',1,'FAILED',1795521600123,NULL,NULL,'https://example.test/run/1','RUN_EXECUTION_ERROR','network','fedcba9876543210',501,'extract',2,'Connection refused','Open the port');
INSERT INTO "failure" VALUES(2,1,1,1795521600123,7568730767561238138,'production',11,'nightly läuft',2,'FAILED',1795521600123,NULL,NULL,'https://example.test/run/2','RUN_EXECUTION_ERROR','network','fedcba9876543210',NULL,NULL,NULL,'Connection refused','Open the port');
INSERT INTO "failure" VALUES(3,1,0,1795521600123,-4850735554107829312,'production',11,'nightly läuft',4,'FAILED',1795521600123,NULL,NULL,'https://example.test/run/4','RUN_EXECUTION_ERROR','network','fedcba9876543210',NULL,NULL,NULL,'Connection refused','Open the port');
CREATE TABLE failure_trace (
    failure INTEGER PRIMARY KEY REFERENCES failure (id),
    error_trace TEXT NOT NULL
) STRICT;
INSERT INTO "failure_trace" VALUES(1,'Traceback: line 1');
INSERT INTO "failure_trace" VALUES(2,'Traceback: line 1');
CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
INSERT INTO "grdb_migrations" VALUES('v1');
INSERT INTO "grdb_migrations" VALUES('v2');
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
INSERT INTO "job" VALUES(1,1,0,11,'',NULL);
INSERT INTO "job" VALUES(2,1,0,12,'',NULL);
INSERT INTO "job" VALUES(3,1,1,0,'billing-*',NULL);
INSERT INTO "job" VALUES(4,1,0,13,'',1795521600123);
INSERT INTO "job" VALUES(5,2,0,11,'',NULL);
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
INSERT INTO "job_row" VALUES(1,4828044806950624888,'FAILED',1795521600123,'production','nightly läuft','extract: no such table | load: timed out',9007199254740993,'FAILED',1795521510123,1795521600123,90,'https://example.test/run/1','data_quality','0123456789abcdef','7:extract4:load','Check the table''s name');
INSERT INTO "job_row" VALUES(2,-7350922316809210601,'NO_RUNS',1,'','','',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'','','');
INSERT INTO "job_row" VALUES(3,1475713051829250071,'NOT_FOUND',1795521600123,'','billing-*','Job not found',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'','','');
INSERT INTO "job_row" VALUES(5,749001900863720141,'UNREACHABLE',1795521600123,'production','nightly läuft','extract: no such table | load: timed out',9007199254740993,'FAILED',1795521510123,1795521600123,90,'https://example.test/run/1','data_quality','0123456789abcdef','7:extract4:load','Check the table''s name');
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
INSERT INTO "outbox" VALUES('acme/health','main','Error','d1','20261124T020000Z-k3f9','d1','0123456789abcdef0123456789abcdef01234567',1795521600123,-8450710835955673787);
INSERT INTO "outbox" VALUES('acme/other','reports/daily','Fehler Ä','d2','20261124T020000Z-k3f9',NULL,NULL,NULL,-1214084926514579136);
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
INSERT INTO "output" VALUES(1,1,501,1795521600123,-5281296092598411338,0,NULL,'Connection refused','Traceback: line 1');
INSERT INTO "output" VALUES(2,1,502,1795521600123,-5395261308423415338,1,NULL,NULL,NULL);
INSERT INTO "output" VALUES(3,1,503,1795521600123,-2564099036135404425,0,77,NULL,'');
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
INSERT INTO "run" VALUES(20779,1,1,1795321600123,1795322600123,1000,4,4);
INSERT INTO "run" VALUES(20781,1,2,1795521600123,NULL,NULL,1,1);
INSERT INTO "run" VALUES(20781,4,3,1795521600123,1795521600123,0,5,5);
CREATE TABLE status_change (
    sweep INTEGER NOT NULL REFERENCES sweep (id),
    job INTEGER NOT NULL,
    -- NULL for a row that is new, and for one that went.
    from_status INTEGER,
    to_status INTEGER,
    PRIMARY KEY (sweep, job)
) STRICT, WITHOUT ROWID;
INSERT INTO "status_change" VALUES(1,1,NULL,1);
INSERT INTO "status_change" VALUES(1,2,NULL,2);
INSERT INTO "status_change" VALUES(1,3,NULL,3);
INSERT INTO "status_change" VALUES(1,5,NULL,6);
INSERT INTO "status_change" VALUES(2,1,1,7);
CREATE TABLE sweep (
    -- In the order they landed.
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    started_at INTEGER NOT NULL,
    duration_ms INTEGER NOT NULL
) STRICT;
INSERT INTO "sweep" VALUES(1,'20261124T020000Z-k3f9',1795521600123,5250);
INSERT INTO "sweep" VALUES(2,'20261124T021500Z-p0x1',1795522500123,4000);
CREATE TABLE word (
    id INTEGER PRIMARY KEY,
    text TEXT NOT NULL UNIQUE
) STRICT;
INSERT INTO "word" VALUES(1,'RUNNING');
INSERT INTO "word" VALUES(2,'NO_RUNS');
INSERT INTO "word" VALUES(3,'NOT_FOUND');
INSERT INTO "word" VALUES(4,'SUCCESS');
INSERT INTO "word" VALUES(5,'CANCELED');
INSERT INTO "word" VALUES(6,'UNREACHABLE');
INSERT INTO "word" VALUES(7,'FAILED');
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
INSERT INTO "workspace" VALUES(1,'prod-eu',1795522500123,'partial',42,-1047164458029335642,4317543738782331099,5479686851175431139);
INSERT INTO "workspace" VALUES(2,'prod-us',1795521600123,'unreachable',NULL,749001900863720141,0,2971682934809930413);
CREATE TABLE publish_memory (
    repository TEXT NOT NULL,
    branch TEXT NOT NULL,
    directory TEXT NOT NULL,
    memory TEXT NOT NULL,
    PRIMARY KEY (repository, branch, directory)
) STRICT, WITHOUT ROWID;
INSERT INTO "publish_memory" VALUES('acme/health','main','Error','{}');
CREATE INDEX job_gone ON job (gone_at) WHERE gone_at IS NOT NULL;
CREATE INDEX failure_run ON failure (workspace, run_id);
CREATE INDEX failure_shown ON failure (workspace) WHERE is_shown = 1;
CREATE INDEX failure_past ON failure (first_seen_at) WHERE is_shown = 0;
COMMIT;

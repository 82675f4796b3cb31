internal import Model
internal import Pacing

/// `workspaces.json` as a table.
enum FileShape {
    static let top = FileObject(
        keys: [
            FileKey(
                "$schema", .text(.any), "The JSON Schema that an editor checks this file by; dbmon does not read it."),
            FileKey("defaults", .object(defaults), "What holds for every workspace that does not say it itself."),
            FileKey(
                "workspaces", .list(of: .object(workspace), atLeast: 1, isSet: false),
                "The workspaces to sweep, in the order of the reports."),
            FileKey("report", .object(report), "Where the reports are written, and with which columns."),
            FileKey(
                "github", .object(github), "The repository to publish to. Without this section nothing is published."),
            FileKey("history", .object(history), "Where dbmon keeps what earlier sweeps saw."),
            FileKey("limits", .object(limits), "Where dbmon stops waiting and trying."),
        ],
        required: ["workspaces"])

    /// What both `defaults` and a workspace may say.
    private static let settings = [
        FileKey(
            "environment", .text(.environment), "What the column Environment says, as production or test.",
            examples: [.string("production")], standard: .string("")),
        FileKey(
            "auth", .shared(name: "auth", .byType(authentications)), "How dbmon shows the workspace who it is.",
            examples: [.object([("type", .string("pat")), ("token", .string("env:DBMON_PROD_EU_TOKEN"))])]),
        FileKey(
            "jobs", .shared(name: "jobs", .list(of: job, atLeast: 1, isSet: false)),
            "Which jobs are reported. An entry other than \"*\" that matches no job is a NOT_FOUND row.",
            examples: [.array([.string("New Job"), .string("nightly-*")])], standard: .array([.string("*")])),
        FileKey(
            "lookback", .duration(FileRange.lookback), "How far back failed runs are reported.",
            examples: [.string("24h"), .string("7d")], standard: .string("24h")),
        FileKey(
            "rate_limit", .shared(name: "rate_limit", .object(rateLimit)),
            "How fast one host is asked: all calls together, retries included."),
    ]

    static let defaults = FileObject(keys: settings)

    static let workspace = FileObject(
        keys: [
            FileKey(
                "name", .text(.workspaceName),
                "Names the workspace in the reports and its file; unique, also but for the case of its letters.",
                examples: [.string("prod-eu")]),
            FileKey(
                "host", .text(.host),
                "The workspace's address; path and query of a pasted browser address are cut. Plain http:// is for "
                    + "loopback alone. May be left out with a profile.",
                examples: [.string("https://dbc-a1b2c3d4-e5f6.cloud.databricks.com")]),
        ] + settings,
        required: ["name"])

    static let rateLimit = FileObject(keys: [
        FileKey(
            "requests_per_second", .number(FileRange.requestsPerSecond), "In the long run.", standard: .integer(10)),
        FileKey("burst", .integer(FileRange.burst), "At most so many at once.", standard: .integer(20)),
        FileKey(
            "max_in_flight", .integer(FileRange.hostInFlight), "At most so many unanswered.", standard: .integer(8)),
    ])

    // MARK: - Credentials

    static let authentications = [
        authentication(
            "pat",
            [
                FileKey(
                    "token", secret, "Where the personal access token is kept. \(kept)",
                    examples: [.string("env:DBMON_PROD_EU_TOKEN")])
            ]),
        authentication(
            "oauth_m2m",
            [
                FileKey("client_id", .text(.identifier), "The service principal's id, or where it is kept."),
                FileKey(
                    "client_secret", secret, "Where its secret is kept. \(kept)",
                    examples: [.string("file:/run/secrets/us")]),
            ]),
        authentication(
            "azure_sp",
            [
                FileKey("tenant_id", .text(.identifier), "The id of the Microsoft Entra tenant, or where it is kept."),
                FileKey("client_id", .text(.identifier), "The service principal's id, or where it is kept."),
                FileKey(
                    "client_secret", secret, "Where its secret is kept. \(kept)",
                    examples: [.string("file:/run/secrets/us")]),
            ]),
        authentication(
            "profile",
            [
                FileKey(
                    "profile", .text(.profile), "A section of ~/.databrickscfg, or of DATABRICKS_CONFIG_FILE.",
                    examples: [.string("DEFAULT")])
            ]),
    ]

    private static let kept =
        "env:NAME (the environment, then .env), file:PATH, exec:COMMAND ARG… (no shell; it gets no credential of dbmon) "
        + "or vault:NAME; never the secret itself."

    private static func authentication(_ type: String, _ keys: [FileKey]) -> (type: String, object: FileObject) {
        let keys = [FileKey("type", .choice([type]), "The kind of credential.")] + keys
        return (type, FileObject(keys: keys, required: keys.map(\.name)))
    }

    private static let secret = FileValue.shared(name: "secret", .text(.secret))

    // MARK: - Jobs

    private static let job = FileValue.either([.text(.jobName), .object(jobEntry)])

    static let jobSelectors = ["name", "id", "tags"]

    static let jobEntry = FileObject(
        keys: [
            FileKey(
                "name", .text(.jobName),
                "The exact name, or a pattern where it has *, ? or [. A job whose very name has one of these is written "
                    + "with it in brackets: nightly-[[]x] is the job nightly-[x].",
                examples: [.string("billing"), .string("nightly-*"), .string("nightly-[[]x]")]),
            FileKey(
                "id", .integer(FileRange.jobID), "The job's id, without quotes.",
                examples: [.number("247667064659313")]),
            FileKey(
                "tags", .tags, "Tags of the job; all must match.",
                examples: [.object([("team", .string("risk"))])]),
            FileKey("tier", .choice(JobTier.allCases.map(\.rawValue)), "How often watch looks at the job."),
            FileKey("sla", .object(serviceLevel), "What was promised about the job's runs."),
        ],
        selectors: jobSelectors)

    static let serviceLevel = FileObject(
        keys: [
            FileKey(
                "max_duration", .duration(FileRange.maxDuration), "How long a run may take.",
                examples: [.string("45m")]),
            FileKey(
                "deadline", .text(.deadline), "By when a run must have succeeded: a time of day and a time zone.",
                examples: [.string("06:00 Europe/Berlin")]),
        ],
        isNeverEmpty: true)

    // MARK: - Sections

    static let report = FileObject(keys: [
        FileKey(
            "directory", .text(.path), "Relative to this file's folder; --output wins over it.",
            examples: [.string("reports")], standard: .string("reports")),
        FileKey(
            "columns",
            .list(
                of: .choice(ReportConfiguration.furtherColumns + ReportConfiguration.baseColumns), atLeast: 0,
                isSet: true),
            "The columns of the monitoring report behind the five base columns; Workspace stays.",
            examples: [.array([.string("Workspace"), .string("Run_Page_Url")])]),
    ])

    static let github = FileObject(
        keys: [
            FileKey(
                "repository", .text(.repository), "Owner and name.", examples: [.string("acme/pipeline-health")]),
            FileKey(
                "branch", .text(.branch), "A branch of its own is the best place.", examples: [.string("main")],
                standard: .string(GitHubConfiguration.standardBranch)),
            FileKey(
                "directory", .text(.repositoryDirectory), "A folder of the repository.", examples: [.string("Error")],
                standard: .string(GitHubConfiguration.standardDirectory)),
            FileKey("token", secret, "Where the token is kept. \(kept)", examples: [.string("env:GITHUB_TOKEN")]),
            FileKey(
                "api_url", .text(.apiURL), "The address of the API; with its path for GitHub Enterprise Server.",
                examples: [.string("https://github.acme.example/api/v3")],
                standard: .string(GitHubConfiguration.standardAPIURL)),
        ],
        required: ["repository", "token"])

    static let history = FileObject(keys: [
        FileKey(
            "database", .text(.path), "Relative to this file's folder.", standard: .string("dbmon.sqlite")),
        FileKey("retain", .duration(FileRange.retain), "How long it is kept.", standard: .string("400d")),
    ])

    static let limits = FileObject(keys: [
        FileKey("connect", .duration(FileRange.wait), "Until a connection stands.", standard: .string("10s")),
        FileKey("stall", .duration(FileRange.wait), "Without a byte.", standard: .string("20s")),
        FileKey("request", .duration(FileRange.wait), "For a whole request.", standard: .string("60s")),
        FileKey(
            "give_up", .duration(FileRange.giveUp), "For a workspace without a usable answer.",
            standard: .string("2m")),
        FileKey(
            "attempts", .integer(FileRange.attempts), "Tries of one call, the first included.", standard: .integer(4)),
        FileKey(
            "max_in_flight", .integer(FileRange.totalInFlight), "Unanswered requests over all hosts.",
            standard: .integer(256)),
    ])
}

extension SimulatedWorkspace {
    /// What a workspace is like. The content follows from this, the fleet's seed and its anchor.
    package struct Plan: Sendable {
        package enum RunOrder: Sendable {
            /// Most recently started first.
            case startTime
            /// Most recently ended first; a run that has not ended counts by its start.
            case endTime
        }

        /// Which of the two shapes of a state the workspace sends.
        package enum StateShape: Sendable {
            case both
            case stateOnly
            case statusOnly
        }

        /// Where the content comes from.
        package enum Scenario: Sendable {
            /// Dealt in fixed shares over days that are quiet around the anchor.
            case dealt
            /// Anything at any time, most of it around the anchor (`RandomHistory`).
            case random
            /// As a scenario file says.
            case written([WrittenJob])
        }

        package struct RateLimit: Sendable {
            package let requestsPerSecond: Int
            package let burst: Int
            /// The value of `Retry-After`; `nil` sends none.
            package let retryAfter: String?

            package init(requestsPerSecond: Int, burst: Int, retryAfter: String? = "1") {
                self.requestsPerSecond = requestsPerSecond
                self.burst = burst
                self.retryAfter = retryAfter
            }
        }

        package var name: String
        /// What `jobs/list` shows; hidden and deleted jobs come on top.
        package var jobs: Int
        /// How many runs a job has within the 20 hours before the anchor, and on each earlier day.
        package var runsPerJobPerDay: ClosedRange<Int>
        /// How many days of runs lie behind those 30 hours.
        package var olderDays: Int
        /// Of 1,000 jobs, how many failed last; of older runs, how many failed.
        package var failingPermille: Int
        /// What fails, dealt in turn.
        package var failureKinds: [SimulatedRunKind]
        package var latencyMilliseconds: ClosedRange<Int64>
        package var rateLimit: RateLimit?
        package var token: String
        package var runOrder: RunOrder
        /// The versions that are routed, of `2.2` and `2.1`.
        package var apiVersions: Set<String>
        package var stateShape: StateShape
        package var hiddenJobs: Int
        package var deletedJobs: Int
        /// Runs made by `runs/submit`, spread over the last 20 hours.
        package var submittedRuns: Int
        /// Whether pages come short, or empty with a token.
        package var hasShortPages: Bool
        /// Whether one failed Python task has 5 MB of logs.
        package var hasHugeLogs: Bool
        /// What goes wrong on top.
        package var faults: [SimulatedFault]
        package var scenario: Scenario
        /// Whether a queued run has no start time, and `start_time_from` leaves it out: the documents do not say.
        package var areQueuedRunsWithoutStart: Bool
        /// How its service behaves, beside what it holds.
        package var traits = SimulatedTraits()

        package init(
            name: String,
            jobs: Int,
            runsPerJobPerDay: ClosedRange<Int> = 1...4,
            olderDays: Int = 8,
            failingPermille: Int = 70,
            failureKinds: [SimulatedRunKind] = SimulatedRunKind.failures,
            latencyMilliseconds: ClosedRange<Int64> = 15...60,
            rateLimit: RateLimit? = nil,
            token: String? = nil,
            runOrder: RunOrder = .startTime,
            apiVersions: Set<String> = ["2.1", "2.2"],
            stateShape: StateShape = .both,
            hiddenJobs: Int = 0,
            deletedJobs: Int = 0,
            submittedRuns: Int = 0,
            hasShortPages: Bool = false,
            hasHugeLogs: Bool = false,
            faults: [SimulatedFault] = [],
            scenario: Scenario = .dealt,
            areQueuedRunsWithoutStart: Bool = false
        ) {
            precondition(jobs >= 0)
            precondition(runsPerJobPerDay.lowerBound >= 1)
            precondition(runsPerJobPerDay.upperBound <= 96)
            precondition((0...60).contains(olderDays))
            precondition((0...1_000).contains(failingPermille))
            precondition(!failureKinds.isEmpty)
            self.name = name
            self.jobs = jobs
            self.runsPerJobPerDay = runsPerJobPerDay
            self.olderDays = olderDays
            self.failingPermille = failingPermille
            self.failureKinds = failureKinds
            self.latencyMilliseconds = latencyMilliseconds
            self.rateLimit = rateLimit
            self.token = token ?? "dapi-demo-\(name)"
            self.runOrder = runOrder
            self.apiVersions = apiVersions
            self.stateShape = stateShape
            self.hiddenJobs = hiddenJobs
            self.deletedJobs = deletedJobs
            self.submittedRuns = submittedRuns
            self.hasShortPages = hasShortPages
            self.hasHugeLogs = hasHugeLogs
            self.faults = faults
            self.scenario = scenario
            self.areQueuedRunsWithoutStart = areQueuedRunsWithoutStart
        }
    }
}

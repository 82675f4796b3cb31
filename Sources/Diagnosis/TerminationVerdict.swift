internal import Model

/// What the service's own words for the end of a run say about why it failed (api/databricks, 6).
enum TerminationVerdict {
    /// The category is sure. A text may say more about the cause where it is of one of the categories in `refinedBy`.
    case decided(TerminationMeaning, refinedBy: Set<ErrorCategory>)
    /// The text goes first; where it says nothing, this holds.
    case leaning(TerminationMeaning)
    case silent

    init(_ evidence: FailureEvidence) {
        if let verdict = Self.byResult(evidence) {
            self = verdict
        } else if let verdict = Self.byType(evidence) {
            self = verdict
        } else if let code = evidence.terminationCode, let verdict = Self.byCode(code) {
            self = verdict
        } else if evidence.terminationType == nil, evidence.resultState == "INTERNAL_ERROR" {
            self = .leaning(.platform)
        } else {
            self = .silent
        }
    }

    private static func decided(_ meaning: TerminationMeaning) -> TerminationVerdict {
        .decided(meaning, refinedBy: [meaning.category])
    }

    private static func byResult(_ evidence: FailureEvidence) -> TerminationVerdict? {
        switch evidence.resultState {
        case "TIMEDOUT", "TIMED_OUT": decided(.timedOut)
        case "UPSTREAM_FAILED", "UPSTREAM_EVICTED": decided(.upstream)
        case "UPSTREAM_CANCELED": decided(.upstreamCanceled)
        case "CANCELED" where evidence.terminationCode != "CANCELED", "EVICTED": decided(.canceled)
        case "MAXIMUM_CONCURRENT_RUNS_REACHED": decided(.concurrency)
        case "EXCLUDED", "DISABLED": decided(.notRun)
        default: nil
        }
    }

    /// The type names who is to blame, and goes before the code.
    private static func byType(_ evidence: FailureEvidence) -> TerminationVerdict? {
        switch evidence.terminationType {
        case "INTERNAL_ERROR": decided(evidence.terminationCode == "BREAKING_CHANGE" ? .breakingChange : .platform)
        // A cloud that has no nodes left is a matter of capacity.
        case "CLOUD_FAILURE": .decided(.cloud, refinedBy: [.platform, .resource])
        default: nil
        }
    }

    private static func byCode(_ code: String) -> TerminationVerdict? {
        switch code {
        case "INTERNAL_ERROR": decided(.platform)
        case "BREAKING_CHANGE": decided(.breakingChange)
        case "CLOUD_FAILURE": .decided(.cloud, refinedBy: [.platform, .resource])
        case "USER_CANCELED", "CLUSTER_TERMINATED_BY_USER": decided(.canceled)
        case "CANCELED": .decided(.canceled, refinedBy: [.canceled, .timeout])
        case "DISABLED": decided(.notRun)
        case "SKIPPED": .decided(.notRun, refinedBy: [.canceled, .upstream])
        case "DRIVER_ERROR": decided(.driver)
        case "UNAUTHORIZED_ERROR": decided(.unauthorized)
        case "LIBRARY_INSTALLATION_ERROR": decided(.library)
        case "INVALID_CLUSTER_REQUEST", "INVALID_RUN_CONFIGURATION", "FEATURE_DISABLED": decided(.settings)
        case "RESOURCE_NOT_FOUND": decided(.notFound)
        case "BUDGET_POLICY_LIMIT_EXCEEDED": decided(.budget)
        case "MAX_CONCURRENT_RUNS_EXCEEDED", "MAX_JOB_QUEUE_SIZE_EXCEEDED", "MAX_SPARK_CONTEXTS_EXCEEDED",
            "WORKSPACE_RUN_LIMIT_EXCEEDED", "CLUSTER_REQUEST_LIMIT_EXCEEDED":
            decided(.concurrency)
        case "STORAGE_ACCESS_ERROR": .leaning(.storage)
        case "REPOSITORY_CHECKOUT_FAILED": .leaning(.repository)
        case "CLUSTER_ERROR": .leaning(.cluster)
        default: nil
        }
    }
}

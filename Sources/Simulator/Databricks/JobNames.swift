/// Names of jobs as teams give them, and the awkward ones that every large workspace has.
struct JobNames {
    private static let cadences = ["nightly", "hourly", "daily", "weekly", "monthly", "intraday", "adhoc", "streaming"]
    private static let subjects = [
        "orders", "billing", "customers", "shipments", "inventory", "payments", "clickstream", "sessions", "returns",
        "fx-rates", "positions", "claims", "campaigns", "leads", "churn", "forecast", "telemetry", "devices",
        "invoices",
        "ledger", "audit", "payroll", "pricing",
    ]
    private static let verbs = [
        "load", "export", "aggregate", "reconcile", "score", "sync", "quality-check", "publish",
    ]

    /// `nil` is a job without a name. The pairs that differ in case or in Unicode normalization alone are meant.
    private static let awkward: [String?] = [
        "billing", "billing", "Billing", nil, "Berichte für Zürich – täglich", "日次売上レポート", "🚚 delivery-eta 👩‍👩‍👧",
        "تقرير المبيعات اليومي", "caf\u{E9}-menu", "cafe\u{301}-menu", "orders, returns and \"refunds\"",
        "=SUM(A1:A9)", "+49 import", "-draft", "@home metrics", "report[2026]*?", "a;b|c\tand tab", " leading space",
    ]

    private let first: Int

    init(seed: UInt64) { first = Int(seed % 10_007) }

    /// - Parameter count: How many jobs the workspace has: small ones have plain names only.
    func name(_ index: Int, of count: Int) -> String? {
        if count >= 60, index < Self.awkward.count { return Self.awkward[index] }
        let total = Self.cadences.count * Self.subjects.count * Self.verbs.count
        let place = (first + index * 37) % total  // 37 and the total have no common divisor: no name twice in a round
        let cadence = Self.cadences[place % Self.cadences.count]
        let subject = Self.subjects[place / Self.cadences.count % Self.subjects.count]
        let verb = Self.verbs[place / Self.cadences.count / Self.subjects.count]
        let round = index / total
        return round == 0 ? "\(cadence)-\(subject)-\(verb)" : "\(cadence)-\(subject)-\(verb)-\(round + 1)"
    }

    static let people = ["ana@example.com", "ben@example.com", "chen@example.com", "dara@example.com"]
    static let servicePrincipal = "3f1c2a9e-0b7d-4c55-9a61-7e2d8c4b5f10"
    static let teams = ["sales", "finance", "risk", "platform", "growth", "supply"]
    static let crons = ["0 0 4 * * ?", "0 30 * * * ?", "0 15 2 ? * MON", "0 0/20 * * * ?"]
}

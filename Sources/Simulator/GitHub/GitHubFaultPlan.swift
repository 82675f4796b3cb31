/// The faults that lie ahead, by calls counted.
struct GitHubFaultPlan: Sendable {
    private struct Planned {
        let fault: GitHubFault
        /// In calls of the service's whole life.
        let calls: Range<Int>
    }

    private var planned: [Planned] = []

    mutating func add(_ fault: GitHubFault, after ledger: GitHubLedger) {
        let first = fault.call.map { ledger.counts[$0, default: 0] } ?? ledger.total
        let calls = (fault.calls.lowerBound + first)..<(fault.calls.upperBound + first)
        planned.append(Planned(fault: fault, calls: calls))
    }

    mutating func clear() { planned = [] }

    /// Those of a call that comes now.
    mutating func due(_ title: String, after ledger: GitHubLedger) -> [GitHubFault.Effect] {
        let (count, total) = (ledger.counts[title, default: 0], ledger.total)
        var effects: [GitHubFault.Effect] = []
        planned.removeAll { planned in
            let number: Int
            switch planned.fault.call {
            case nil: number = total
            case title?: number = count
            case _?: return false
            }
            if planned.calls.contains(number) { effects.append(planned.fault.effect) }
            return number + 1 >= planned.calls.upperBound
        }
        return effects
    }
}

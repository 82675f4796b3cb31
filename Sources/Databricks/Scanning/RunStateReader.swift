internal import Model

/// `state` and `status`, wherever they stand: in a run, a task run or an iteration (api/databricks, 4 and 6).
extension FieldReader {
    mutating func state(into state: inout RunState, _ bytes: borrowing RawSpan) throws(ScanError) {
        guard try object("state", bytes) else { return }
        state.hasState = true
        var isFirst = true
        while let key = try cursor.nextKey(bytes, isFirst: &isFirst) {
            switch key.count {
            case 16 where bytes.holds("life_cycle_state", at: key):
                state.lifeCycleState = try text("state.life_cycle_state", bytes)
            case 12 where bytes.holds("result_state", at: key):
                state.resultState = try text("state.result_state", bytes)
            case 13 where bytes.holds("state_message", at: key):
                state.stateMessage = try text("state.state_message", bytes) ?? ""
            default: try cursor.skipValue(bytes)
            }
        }
    }

    mutating func status(into state: inout RunState, _ bytes: borrowing RawSpan) throws(ScanError) {
        guard try object("status", bytes) else { return }
        var isFirst = true
        while let key = try cursor.nextKey(bytes, isFirst: &isFirst) {
            switch key.count {
            case 5 where bytes.holds("state", at: key):
                state.statusState = try text("status.state", bytes)
            case 19 where bytes.holds("termination_details", at: key):
                try termination(into: &state, bytes)
            default: try cursor.skipValue(bytes)
            }
        }
    }

    private mutating func termination(into state: inout RunState, _ bytes: borrowing RawSpan) throws(ScanError) {
        guard try object("status.termination_details", bytes) else { return }
        var isFirst = true
        while let key = try cursor.nextKey(bytes, isFirst: &isFirst) {
            switch key.count {
            case 4 where bytes.holds("code", at: key):
                state.terminationCode = try text("status.termination_details.code", bytes)
            case 4 where bytes.holds("type", at: key):
                state.terminationType = try text("status.termination_details.type", bytes)
            case 7 where bytes.holds("message", at: key):
                state.terminationMessage = try text("status.termination_details.message", bytes) ?? ""
            default: try cursor.skipValue(bytes)
            }
        }
    }
}

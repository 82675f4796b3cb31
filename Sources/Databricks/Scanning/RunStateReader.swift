internal import Model

/// The state that was read last, and the bytes it was read from.
///
/// Most runs of a page ended alike, byte for byte: equal bytes mean the same, are not read again, and become one object.
struct StateMemory {
    fileprivate var words = RunState.Words()
    /// Where the two halves of `words` were read: empty where no other row may take them over, `nil` where they say nothing.
    fileprivate var state: Range<Int>?
    fileprivate var status: Range<Int>?
    /// Which halves the row at hand has.
    fileprivate var hasState = false
    fileprivate var hasStatus = false
    /// Of `words`, once a row has asked for it.
    private var made: RunState?

    mutating func beginRow() {
        hasState = false
        hasStatus = false
    }

    fileprivate mutating func forgetState() {
        made = nil
        words.forgetState()
        state = nil
    }

    fileprivate mutating func forgetStatus() {
        made = nil
        words.forgetStatus()
        status = nil
    }

    /// The state of the row at hand, once all its fields were read.
    mutating func runState() -> RunState {
        if !hasState, state != nil { forgetState() }
        if !hasStatus, status != nil { forgetStatus() }
        if let made { return made }
        let new = RunState(words)
        made = new
        return new
    }
}

/// `state` and `status`, wherever they stand: in a run, a task run or an iteration (api/databricks, 4 and 6).
extension FieldReader {
    /// Bytes; the longest cell holds 8,000 scalars.
    private static let messageLimit = 65_536

    mutating func state(_ bytes: borrowing RawSpan) throws(ScanError) {
        memory.hasState = true
        _ = try cursor.peek(bytes)
        if let earlier = memory.state, bytes.repeats(earlier, at: cursor.offset) {
            cursor.offset &+= earlier.count
        } else {
            memory.forgetState()
            memory.state = try readState(bytes)
        }
    }

    mutating func status(_ bytes: borrowing RawSpan) throws(ScanError) {
        memory.hasStatus = true
        _ = try cursor.peek(bytes)
        if let earlier = memory.status, bytes.repeats(earlier, at: cursor.offset) {
            cursor.offset &+= earlier.count
        } else {
            memory.forgetStatus()
            memory.status = try readStatus(bytes)
        }
    }

    /// - Returns: where the value stands; nowhere for one with a mistyped field, which each row must report.
    private mutating func readState(_ bytes: borrowing RawSpan) throws(ScanError) -> Range<Int> {
        let start = cursor.offset
        guard try object("state", bytes) else { return 0..<0 }
        memory.words.hasState = true
        var isFirst = true
        while let key = try cursor.nextKey(bytes, isFirst: &isFirst) {
            switch key.count {
            case 16 where bytes.holds("life_cycle_state", at: key):
                memory.words.lifeCycleState = try text("state.life_cycle_state", bytes)
            case 12 where bytes.holds("result_state", at: key):
                memory.words.resultState = try text("state.result_state", bytes)
            case 13 where bytes.holds("state_message", at: key):
                memory.words.stateMessage = try message("state.state_message", bytes)
            default: try cursor.skipValue(bytes)
            }
        }
        return mistyped == nil ? start..<cursor.offset : 0..<0
    }

    /// As `readState`.
    private mutating func readStatus(_ bytes: borrowing RawSpan) throws(ScanError) -> Range<Int> {
        let start = cursor.offset
        guard try object("status", bytes) else { return 0..<0 }
        var isFirst = true
        while let key = try cursor.nextKey(bytes, isFirst: &isFirst) {
            switch key.count {
            case 5 where bytes.holds("state", at: key):
                memory.words.statusState = try text("status.state", bytes)
            case 19 where bytes.holds("termination_details", at: key): try readTermination(bytes)
            default: try cursor.skipValue(bytes)
            }
        }
        return mistyped == nil ? start..<cursor.offset : 0..<0
    }

    /// A message is kept for as long as its run is: what nobody reads of it is not.
    private mutating func message(_ name: StaticString, _ bytes: borrowing RawSpan) throws(ScanError) -> String {
        try text(name, bytes)?.cut(toBytes: Self.messageLimit) ?? ""
    }

    private mutating func readTermination(_ bytes: borrowing RawSpan) throws(ScanError) {
        guard try object("status.termination_details", bytes) else { return }
        var isFirst = true
        while let key = try cursor.nextKey(bytes, isFirst: &isFirst) {
            switch key.count {
            case 4 where bytes.holds("code", at: key):
                memory.words.terminationCode = try text("status.termination_details.code", bytes)
            case 4 where bytes.holds("type", at: key):
                memory.words.terminationType = try text("status.termination_details.type", bytes)
            case 7 where bytes.holds("message", at: key):
                memory.words.terminationMessage = try message("status.termination_details.message", bytes)
            default: try cursor.skipValue(bytes)
            }
        }
    }
}

extension RawSpan {
    /// Whether the bytes at `offset` are the same as those at `earlier`; false for fewer than eight.
    fileprivate func repeats(_ earlier: Range<Int>, at offset: Int) -> Bool {
        let count = earlier.count
        // All ends checked once: every load below lies between them.
        guard count >= 8, earlier.lowerBound >= 0, earlier.upperBound <= byteCount, offset >= 0,
            offset <= byteCount &- count
        else { return false }
        var index = 0
        while index &+ 8 <= count {
            if word(within: earlier.lowerBound &+ index) != word(within: offset &+ index) { return false }
            index &+= 8
        }
        return word(within: earlier.upperBound &- 8) == word(within: offset &+ count &- 8)
    }
}

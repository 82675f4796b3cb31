/// The words that nearly every run repeats, recognised where they stand, so that no string is made for them.
enum KnownWord {
    @inline(__always)
    static func text(_ bytes: borrowing RawSpan, _ bounds: Range<Int>) -> String? {
        switch bounds.count {
        case 6 where bytes.holds("FAILED", at: bounds): "FAILED"
        case 7 where bytes.holds("SUCCESS", at: bounds): "SUCCESS"
        case 7 where bytes.holds("RUNNING", at: bounds): "RUNNING"
        case 7 where bytes.holds("JOB_RUN", at: bounds): "JOB_RUN"
        case 10 where bytes.holds("TERMINATED", at: bounds): "TERMINATED"
        case 12 where bytes.holds("CLIENT_ERROR", at: bounds): "CLIENT_ERROR"
        case 14 where bytes.holds("INTERNAL_ERROR", at: bounds): "INTERNAL_ERROR"
        case 19 where bytes.holds("RUN_EXECUTION_ERROR", at: bounds): "RUN_EXECUTION_ERROR"
        default: nil
        }
    }
}

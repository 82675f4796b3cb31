/// The texts of one failure, cut to what is read of them, and the innermost cause of each.
struct FailureTexts {
    let error: CauseChain
    let message: CauseChain
    let trace: CauseChain

    init(_ evidence: FailureEvidence) {
        error = CauseChain(Excerpt.bytes(of: evidence.error))
        message = CauseChain(Excerpt.bytes(of: evidence.stateMessage))
        trace = CauseChain(Excerpt.bytes(of: evidence.errorTrace))
    }

    /// What the knowledge base is asked about, in this order: the innermost cause of a text before the whole of it, and
    /// the error before the message before the trace. Frames are left out: they name classes that did not fail.
    var fragments: [[UInt8]] {
        [error, message, trace].flatMap { [$0.innermost, $0.withoutFrames] }
    }
}

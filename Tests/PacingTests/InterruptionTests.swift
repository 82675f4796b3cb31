import Pacing
import Testing

struct InterruptionTests {
    @Test func nothingBegunIsCutAtOnce() {
        #expect(Interruption().request())
    }

    @Test func aStretchThatHasBegunIsFinished() throws {
        let interruption = Interruption()
        try interruption.begin()
        #expect(!interruption.request())
        try interruption.begin()  // within it, more may begin
        interruption.finish()
        #expect(!interruption.request())
        interruption.finish()
        #expect(interruption.request())
    }

    @Test func afterTheWishNothingBegins() {
        let interruption = Interruption()
        _ = interruption.request()
        #expect(throws: CancellationError.self) { try interruption.begin() }
    }
}

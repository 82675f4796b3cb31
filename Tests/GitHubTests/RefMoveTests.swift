import Testing

@testable import GitHub

/// The state machine alone: no service, no clock.
struct RefMoveTests {
    private let base = GitObjectID.blob([1])
    private let ours = GitObjectID.blob([2])
    private let other = GitObjectID.blob([3])
    private let lost = PublishError.unavailable(status: 502, endpoint: "PATCH git/refs")

    private func begun(on base: GitObjectID?) -> RefMove {
        var move = RefMove(limits: .standard, seed: 1)
        let step = move.begin(ours, on: base)
        #expect(step == .attempt)
        return move
    }

    private func begun() -> RefMove { begun(on: base) }

    @Test func acceptedCommitIsLookedAtOnceAndLands() {
        var move = begun()
        let look = move.answered(.accepted)
        let end = move.saw(ours)
        #expect(look == .look(after: .zero))
        #expect(end == .landed(ours))
    }

    @Test func lostAnswerIsFollowedByALookAndThenByWhatItShows() {
        for (head, step) in [(base, RefMove.Step.attempt), (ours, .landed(ours)), (other, .compare(head: other))] {
            var move = begun()
            let look = move.answered(.lost(lost))
            let next = move.saw(head)
            #expect(look == .look(after: .milliseconds(500)))
            #expect(next == step)
        }
    }

    @Test func answersThatStayLostEndWithTheirError() {
        var move = begun()
        var steps: [RefMove.Step] = []
        for _ in 0..<4 {
            steps.append(move.answered(.lost(lost)))
            _ = move.saw(base)
        }
        #expect(
            steps == [
                .look(after: .milliseconds(500)), .look(after: .seconds(1)), .look(after: .seconds(2)), .fail(lost),
            ])
    }

    @Test func refusedCommitIsNotRebuiltOnTheHeadThatRefusedIt() {
        var move = begun()
        let look = move.answered(.outdated)
        var pauses: [RefMove.Step] = []
        for _ in 0..<7 {
            let step = move.saw(base)
            pauses.append(step)
            if step == .attempt { _ = move.answered(.outdated) }  // reads are late by 30 seconds at most: once more
        }
        let fresh = move.saw(other)
        #expect(look == .look(after: .zero))
        #expect(
            pauses == [
                .look(after: .seconds(1)), .look(after: .seconds(2)), .look(after: .seconds(4)),
                .look(after: .seconds(8)), .look(after: .seconds(16)), .attempt, .look(after: .seconds(16)),
            ])
        #expect(fresh == .rebuild(on: other))
        _ = move.begin(GitObjectID.blob([4]), on: other)
        _ = move.answered(.outdated)
        let last = move.saw(base)
        let end = move.saw(base)
        #expect(last == .look(after: .seconds(13)))
        #expect(end == .fail(.staleReads))  // a minute in all
    }

    @Test func branchThatWasForcedBackToAnOlderHeadIsBuiltUponOnceItStaysThere() {
        var move = begun()
        _ = move.answered(.outdated)
        _ = move.saw(other)
        _ = move.begin(ours, on: other)
        _ = move.answered(.outdated)
        var step = move.saw(base)
        while case .look = step { step = move.saw(base) }
        #expect(step == .rebuild(on: base))
    }

    @Test func lostCommitBelowSomebodyElsesIsNotMadeAgain() {
        for (ancestry, step) in [
            (RefMove.Ancestry.contained, RefMove.Step.landed(ours)), (.behind, .rebuild(on: other)),
            (.diverged, .rebuild(on: other)),
        ] {
            for answer in [RefMove.Answer.lost(lost), .outdated] {
                var move = begun()
                _ = move.answered(.lost(lost))
                if answer == .outdated {
                    _ = move.saw(base)
                    _ = move.answered(answer)
                }
                let ask = move.saw(other)
                let end = move.compared(ancestry, head: other)
                #expect(ask == .compare(head: other))
                #expect(end == step)
            }
        }
    }

    @Test func commitOfAnEarlierTryThatShowsUpHasLanded() {
        var move = begun()
        _ = move.answered(.lost(lost))
        _ = move.saw(other)
        _ = move.begin(GitObjectID.blob([4]), on: other)
        _ = move.answered(.outdated)
        let end = move.saw(ours)
        #expect(end == .landed(ours))
    }

    @Test func anotherHeadAfterAcceptanceIsCompared() {
        let rows: [(RefMove.Ancestry, RefMove.Step)] = [
            (.contained, .landed(ours)), (.behind, .look(after: .milliseconds(500))), (.diverged, .rebuild(on: other)),
        ]
        for (ancestry, step) in rows {
            var move = begun()
            _ = move.answered(.accepted)
            let ask = move.saw(other)
            let next = move.compared(ancestry, head: other)
            #expect(ask == .compare(head: other))
            #expect(next == step)
        }
    }

    @Test func branchToCreateThatExistsIsReadUntilItShows() {
        var move = begun(on: nil)
        _ = move.answered(.outdated)
        let late = move.saw(nil)
        let shown = move.saw(other)
        #expect(late == .look(after: .seconds(1)))
        #expect(shown == .rebuild(on: other))
    }
}

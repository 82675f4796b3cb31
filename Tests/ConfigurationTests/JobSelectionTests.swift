import Model
import Testing

@testable import Configuration

struct JobSelectionTests {
    private let composed = "Caf\u{E9}"  // NFC
    private let decomposed = "Cafe\u{301}"  // NFD: equal for String, another name for the service

    private func selections(_ jobs: String) throws -> [JobSelection] {
        try parse(workspace("\"jobs\": \(jobs)")).workspaces[0].selections.map(\.selection)
    }

    @Test func namesAreComparedByteByByte() throws {
        #expect(composed == decomposed)  // what makes the test worth its while
        let selection = try selections("[\"\(composed)\"]")[0]
        #expect(selection.matches(Job(id: JobID(1), name: composed)))
        #expect(!selection.matches(Job(id: JobID(1), name: decomposed)))
        #expect(!selection.matches(Job(id: JobID(1), name: "caf\u{E9}")))
        #expect(!selection.matches(Job(id: JobID(1), name: "\(composed) ")))
        #expect(!selection.matches(Job(id: JobID(1), name: nil)))
    }

    @Test func twoSpellingsAreTwoEntries() throws {
        #expect(try selections("[\"\(composed)\", \"\(decomposed)\"]").count == 2)
    }

    @Test func tagsAreComparedByteByByteAndAllMustMatch() throws {
        let selection = try selections("[{ \"tags\": { \"\(composed)\": \"\(composed)\", \"team\": \"risk\" } }]")[0]
        #expect(selection.entryText == "tags \(composed)=\(composed), team=risk")
        func matches(_ tags: [String: String]) -> Bool { selection.matches(Job(id: JobID(1), name: "x", tags: tags)) }
        #expect(matches([composed: composed, "team": "risk", "more": ""]))
        #expect(!matches([composed: decomposed, "team": "risk"]))
        #expect(!matches([decomposed: composed, "team": "risk"]))
        #expect(!matches([composed: composed]))
        #expect(!matches([composed: composed, "team": "Risk"]))
        #expect(!matches([:]))
    }

    @Test func starSelectsJobsWithoutANameToo() throws {
        #expect(try selections("[\"*\"]") == [.everything])
        #expect(JobSelection.everything.matches(Job(id: JobID(1), name: nil)))
    }

    @Test func starInAnObjectIsEverythingToo() throws {
        #expect(try selections("[{ \"name\": \"*\", \"tier\": \"batch\" }]") == [.everything])
    }

    @Test func idsBeyondADoubleAreExact() throws {
        let selection = try selections("[{ \"id\": 9007199254740993 }]")[0]
        #expect(selection.matches(Job(id: JobID(9_007_199_254_740_993), name: nil)))
        #expect(!selection.matches(Job(id: JobID(9_007_199_254_740_992), name: nil)))
        #expect(selection.entryText == "id 9007199254740993")
        #expect(try selections("[{ \"id\": 9223372036854775807 }]")[0].entryText == "id 9223372036854775807")
    }

    @Test func nameThatLooksLikeAnotherEntryIsAName() throws {
        let selection = try selections("[\"id 42\", { \"id\": 42 }]")
        #expect(selection.count == 2)
        #expect(selection[0] != selection[1])
        #expect(selection[0].matches(Job(id: JobID(7), name: "id 42")))
    }

    @Test func globTakesNoNormalisedSpelling() throws {
        let selection = try selections("[\"\(composed)*\"]")[0]
        #expect(selection.matches(Job(id: JobID(1), name: composed + " 1")))
        #expect(!selection.matches(Job(id: JobID(1), name: decomposed + " 1")))
    }
}

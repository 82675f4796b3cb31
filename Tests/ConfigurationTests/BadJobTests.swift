import Testing

@testable import Configuration

/// Workspaces whose jobs, lookback or rates make no sense.
struct BadJobTests {
    @Test(arguments: cases)
    func wrongSelectionOrNumberIsNamedWithItsPlace(_ test: BadFile) {
        #expect(mistakes(test.text) == test.mistakes)
    }

    static let cases: [BadFile] = [
        BadFile(
            "no job in the list",
            workspace(#""jobs": []"#),
            #"""
            workspaces.json:2:9: workspaces[0].jobs: the list is empty: it selects no job
                fix: leave "jobs" out for every job
            """#),
        BadFile(
            "jobs as a text",
            workspace(#""jobs": "*""#),
            #"""
            workspaces.json:2:9: workspaces[0].jobs: a list is expected here, not a text
            """#),
        BadFile(
            "a job that is a number",
            workspace(#""jobs": [42]"#),
            #"""
            workspaces.json:2:10: workspaces[0].jobs[0]: a name or an object is expected here, not a number
            """#),
        BadFile(
            "an empty name",
            workspace(#""jobs": [""]"#),
            #"""
            workspaces.json:2:10: workspaces[0].jobs[0]: the name is empty
            """#),
        BadFile(
            "a bracket that is not closed",
            workspace(#""jobs": ["[prod load"]"#),
            #"""
            workspaces.json:2:10: workspaces[0].jobs[0]: the pattern "[prod load" has a [ that is not closed
                fix: close it with ], or write [[] for a [
            """#),
        BadFile(
            "a range that runs backwards",
            workspace(#""jobs": ["[z-a]*"]"#),
            #"""
            workspaces.json:2:10: workspaces[0].jobs[0]: the pattern "[z-a]*" has a range that runs backwards
                fix: write the smaller end first
            """#),
        BadFile(
            "an entry without a selection",
            workspace(#""jobs": [{ "tier": "critical" }]"#),
            #"""
            workspaces.json:2:10: workspaces[0].jobs[0]: the entry selects nothing
                fix: write exactly one of "name", "id" and "tags"
            """#),
        BadFile(
            "an entry with two selections",
            workspace(#""jobs": [{ "name": "x", "id": 1 }]"#),
            #"""
            workspaces.json:2:10: workspaces[0].jobs[0]: the entry has "name" and "id"
                fix: write exactly one of "name", "id" and "tags"
            """#),
        BadFile(
            "an id in quotes",
            workspace(#""jobs": [{ "id": "247667064659313" }]"#),
            #"""
            workspaces.json:2:18: workspaces[0].jobs[0].id: a number is expected here, not a text
                fix: write it without quotes
            """#),
        BadFile(
            "an id beyond 64 bits",
            workspace(#""jobs": [{ "id": 9223372036854775808 }]"#),
            #"""
            workspaces.json:2:18: workspaces[0].jobs[0].id: a whole number from 1 to 9223372036854775807 is expected \#
            here, not 9223372036854775808
            """#),
        BadFile(
            "an id with a fraction",
            workspace(#""jobs": [{ "id": 1.0 }]"#),
            #"""
            workspaces.json:2:18: workspaces[0].jobs[0].id: a whole number from 1 to 9223372036854775807 is expected \#
            here, not 1.0
            """#),
        BadFile(
            "no tags",
            workspace(#""jobs": [{ "tags": {} }]"#),
            #"""
            workspaces.json:2:20: workspaces[0].jobs[0].tags: the entry names no tag
                fix: write one, as { "team": "risk" }
            """#),
        BadFile(
            "a tag that is a number",
            workspace(#""jobs": [{ "tags": { "team": 1 } }]"#),
            #"""
            workspaces.json:2:30: workspaces[0].jobs[0].tags.team: a text is expected here, not a number
            """#),
        BadFile(
            "an unknown tier",
            workspace(#""jobs": [{ "name": "x", "tier": "crit" }]"#),
            #"""
            workspaces.json:2:33: workspaces[0].jobs[0].tier: unknown tier "crit"
                fix: did you mean "critical"?
            """#),
        BadFile(
            "a deadline without a time",
            workspace(#""jobs": [{ "name": "x", "sla": { "deadline": "6 o'clock" } }]"#),
            #"""
            workspaces.json:2:46: workspaces[0].jobs[0].sla.deadline: "6 o'clock" is not a time of day
                fix: write it as 06:00 Europe/Berlin
            """#),
        BadFile(
            "an empty sla",
            workspace(#""jobs": [{ "name": "x", "sla": {} }]"#),
            #"""
            workspaces.json:2:32: workspaces[0].jobs[0].sla: the sla promises nothing
                fix: write "max_duration" or "deadline"
            """#),
        BadFile(
            "one selection with two tiers",
            workspace(#""jobs": ["x", { "name": "x", "tier": "batch" }]"#),
            #"""
            workspaces.json:2:15: workspaces[0].jobs[1]: the entry selects what workspaces[0].jobs[0] selects, with \#
            another tier or sla
            """#),
        BadFile(
            "a lookback without unit",
            workspace(#""lookback": "24""#),
            #"""
            workspaces.json:2:13: workspaces[0].lookback: "24" is not a duration
                fix: write a whole number and a unit, as 90s, 15m, 24h or 7d
            """#),
        BadFile(
            "a lookback that is a number",
            workspace(#""lookback": 24"#),
            #"""
            workspaces.json:2:13: workspaces[0].lookback: a duration is expected here, not a number
                fix: write it in quotes with its unit, as "90s", "15m", "24h" or "7d"
            """#),
        BadFile(
            "a lookback of nothing",
            workspace(#""lookback": "0h""#),
            #"""
            workspaces.json:2:13: workspaces[0].lookback: "0h" is out of range
                fix: write 1s to 60d
            """#),
        BadFile(
            "a lookback beyond what the service keeps",
            workspace(#""lookback": "61d""#),
            #"""
            workspaces.json:2:13: workspaces[0].lookback: "61d" is out of range
                fix: write 1s to 60d
            """#),
        BadFile(
            "a lookback beyond all numbers",
            workspace(#""lookback": "99999999999999999999d""#),
            #"""
            workspaces.json:2:13: workspaces[0].lookback: "99999999999999999999d" is out of range
                fix: write 1s to 60d
            """#),
        BadFile(
            "no requests",
            workspace(#""rate_limit": { "requests_per_second": 0 }"#),
            #"""
            workspaces.json:2:40: workspaces[0].rate_limit.requests_per_second: a number from 0.001 to 1000 is \#
            expected here, not 0
            """#),
        BadFile(
            "requests without end",
            workspace(#""rate_limit": { "requests_per_second": 1e999, "burst": 0, "max_in_flight": 1001 }"#),
            #"""
            workspaces.json:2:40: workspaces[0].rate_limit.requests_per_second: a number from 0.001 to 1000 is \#
            expected here, not 1e999
            workspaces.json:2:56: workspaces[0].rate_limit.burst: a whole number from 1 to 10000 is expected here, \#
            not 0
            workspaces.json:2:76: workspaces[0].rate_limit.max_in_flight: a whole number from 1 to 1000 is expected \#
            here, not 1001
            """#),
        BadFile(
            "a burst with a fraction",
            workspace(#""rate_limit": { "burst": 2.5 }"#),
            #"""
            workspaces.json:2:26: workspaces[0].rate_limit.burst: a whole number from 1 to 10000 is expected here, \#
            not 2.5
            """#),
    ]
}

import Model
import Testing
import Transport

@testable import Databricks

@Suite struct RetryAfterTests {
    struct Case: CustomTestStringConvertible {
        let text: String?
        let pause: Duration?
        var testDescription: String { text ?? "missing" }
    }

    @Test(arguments: [
        Case(text: nil, pause: nil), Case(text: "", pause: nil), Case(text: "7", pause: .seconds(7)),
        Case(text: "1.58", pause: .milliseconds(1_580)), Case(text: "0.0001", pause: .milliseconds(1)),
        Case(text: "86400", pause: .seconds(86_400)), Case(text: "99999999999999999999", pause: .seconds(1_000_000)),
        // No pause at all, or less: as if it were missing.
        Case(text: "0", pause: nil), Case(text: "-5", pause: nil), Case(text: "-1.5", pause: nil),
        Case(text: "soon", pause: nil), Case(text: "1e3", pause: nil), Case(text: "0x10", pause: nil),
        Case(text: "inf", pause: nil), Case(text: "nan", pause: nil), Case(text: ".", pause: nil),
        Case(text: "1.2.3", pause: nil), Case(text: "7 ", pause: nil), Case(text: "7s", pause: nil),
        Case(text: "Tue, 24 Nov 2026 05:00:30 GMT", pause: .seconds(30)),
        Case(text: "Wed, 25 Nov 2026 05:00:00 GMT", pause: .seconds(86_400)),
        Case(text: "Tue, 24 Nov 2026 04:59:00 GMT", pause: nil),
        Case(text: "Tue, 24 Nov 2026 05:00:30 CET", pause: nil),
        Case(text: "Tue, 31 Feb 2026 05:00:30 GMT", pause: nil), Case(text: "Tue, 4 Nov 2026 05:00:30 GMT", pause: nil),
    ])
    func pauseIsReadInTheFormsThatWereSeen(_ test: Case) {
        var headers = [HTTPHeader("Date", "Tue, 24 Nov 2026 05:00:00 GMT")]
        if let text = test.text { headers.append(HTTPHeader("Retry-After", text)) }
        #expect(RetryAfter.pause(in: HTTPResponse(status: 429, headers: headers)) == test.pause)
    }

    /// Our own clock may be wrong: a date is worth nothing without the server's.
    @Test func aDateWithoutTheServersDateIsNone() {
        let header = HTTPHeader("Retry-After", "Tue, 24 Nov 2026 05:00:30 GMT")
        #expect(RetryAfter.pause(in: HTTPResponse(status: 429, headers: [header])) == nil)
    }
}

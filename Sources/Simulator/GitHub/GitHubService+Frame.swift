internal import Crypto
internal import Transport

/// What every answer carries besides its own content.
extension GitHubService {
    static var userAgentMissing: SimulatedAnswer {
        let text = "Request forbidden by administrative rules. A request must have a User-Agent header.\r\n"
        return SimulatedAnswer(
            status: 403, headers: [HTTPHeader("Content-Type", "text/plain; charset=utf-8")], body: Array(text.utf8))
    }

    static func answer(with reply: GitHubReply) -> SimulatedAnswer {
        var headers = reply.headers
        let body: [UInt8]
        switch reply.body {
        case .none: body = []
        case .json(let value):
            body = value.bytes
            headers.append(HTTPHeader("Content-Type", "application/json; charset=utf-8"))
        case .raw(let bytes):
            body = bytes
            headers.append(HTTPHeader("Content-Type", "application/vnd.github.raw+json; charset=utf-8"))
        }
        if reply.status == 200 || reply.status == 201 {
            headers.append(HTTPHeader("Cache-Control", "private, max-age=60, s-maxage=60"))
            headers.append(HTTPHeader("ETag", "\"\(HexDigits.text(of: SHA256.hash(data: body)))\""))
        }
        return SimulatedAnswer(status: reply.status, headers: headers, body: body)
    }

    static func answer(to refusal: GitHubRefusal, documentation: String) -> SimulatedAnswer {
        SimulatedAnswer(
            status: refusal.status,
            headers: [HTTPHeader("Content-Type", "application/json; charset=utf-8")] + refusal.headers,
            body: refusal.body(documentation: documentation).bytes
        )
    }

    static func isUnchanged(_ answer: SimulatedAnswer, for request: SimulatedRequest) -> Bool {
        guard answer.status == 200, let asked = request.header("If-None-Match") else { return false }
        guard let tag = answer.headers.first(where: { $0.name == "ETag" })?.value else { return false }
        return asked.split(separator: ",").contains { candidate in
            let text = candidate.drop { $0 == " " }
            return text == tag || text == "W/\(tag)"
        }
    }

    func framed(
        _ answer: SimulatedAnswer,
        _ reading: GitHubQuota.Reading,
        _ caller: GitHubQuota.Caller,
        _ route: GitHubRoute?
    ) -> SimulatedAnswer {
        var answer = answer
        answer.headers += [
            HTTPHeader("Vary", "Accept, Authorization, Cookie, X-GitHub-OTP"),
            HTTPHeader("Vary", "Accept-Encoding, Accept, X-Requested-With"),
            HTTPHeader("X-GitHub-Media-Type", "github.v3; format=json"),
            HTTPHeader("X-RateLimit-Limit", String(reading.limit)),
            HTTPHeader("X-RateLimit-Remaining", String(reading.remaining)),
            HTTPHeader("X-RateLimit-Reset", String(reading.resetSeconds)),
            HTTPHeader("X-RateLimit-Used", String(reading.used)),
            HTTPHeader("X-RateLimit-Resource", "core"),
        ]
        if caller == .account {
            let isOfRepository = route?.target != nil
            switch token.kind {
            case .classic(let scopes):
                answer.headers.append(HTTPHeader("X-OAuth-Scopes", scopes.joined(separator: ", ")))
                answer.headers.append(HTTPHeader("X-Accepted-OAuth-Scopes", isOfRepository ? "repo" : ""))
            case .fineGrained:
                let level = route?.endpoint.isWrite == true ? "contents=write" : "contents=read"
                if isOfRepository { answer.headers.append(HTTPHeader("X-Accepted-GitHub-Permissions", level)) }
            }
            if let expiry = token.expiryText {
                answer.headers.append(HTTPHeader("GitHub-Authentication-Token-Expiration", expiry))
            }
        }
        return answer
    }
}

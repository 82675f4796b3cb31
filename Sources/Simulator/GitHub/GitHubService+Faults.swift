internal import Model
internal import Transport

/// What goes otherwise than in order.
extension GitHubService {
    mutating func answer(
        _ request: SimulatedRequest, _ route: GitHubRoute?, under effects: [GitHubFault.Effect]
    ) -> SimulatedAnswer {
        for case .preceded(let event) in effects { happen(event) }
        var answer: SimulatedAnswer?
        for case .instead(let wrong) in effects where answer == nil {
            // What speaks of the true answer has none to speak of.
            answer = self.answer(wrong, to: request, truth: SimulatedAnswer(status: 200))
        }
        if answer == nil {
            let truth = answerInOrder(request, route)
            answer = truth
            for case .afterwards(let wrong) in effects { answer = self.answer(wrong, to: request, truth: truth) }
        }
        for case .followed(let event) in effects { happen(event) }
        var result = answer ?? SimulatedAnswer(status: 500)
        for case .delayed(let duration) in effects { result.latency += duration }
        return result
    }

    private func answer(
        _ wrong: GitHubFault.Answer, to request: SimulatedRequest, truth: SimulatedAnswer
    ) -> SimulatedAnswer {
        switch wrong {
        case .refusal(let status, let message):
            return Self.answer(
                to: GitHubRefusal(status: status, message: message), documentation: Self.documentationRoot)
        case .page(let status):
            let page = "<html><head><title>\(status)</title></head><body><h1>Unicorn!</h1></body></html>"
            return SimulatedAnswer(
                status: status, headers: [HTTPHeader("Content-Type", "text/html; charset=utf-8")],
                body: Array(page.utf8))
        case .empty(let status): return SimulatedAnswer(status: status)
        case .unreadable(let body):
            return SimulatedAnswer(
                status: request.method == "POST" || request.method == "PUT" ? 201 : 200,
                headers: [HTTPHeader("Content-Type", "application/json; charset=utf-8")], body: Array(body.utf8))
        case .pretended:
            let asked = (try? GitHubBody(request.body))?.value("sha")
            let body: GitHubJSON = ["ref": "refs/heads/main", "object": ["sha": asked ?? "", "type": "commit"]]
            return Self.answer(with: .ok(body))
        case .wrongID:
            var answer = truth
            answer.body = Self.withOtherIDs(truth.body)
            return answer
        case .primaryLimit(let status, let reset):
            var answer = Self.primaryLimit(of: .account, account: account, status: status)
            answer.headers.append(HTTPHeader("X-RateLimit-Remaining", "0"))
            if let reset {
                let seconds = (now + reset).milliseconds / 1_000
                answer.headers.append(HTTPHeader("X-RateLimit-Reset", String(seconds)))
            }
            return answer
        case .secondaryLimit(let status, let retryAfter):
            return Self.secondaryLimit(status: status, retryAfter: retryAfter, isWrite: request.method != "GET")
        case .none, .half:
            var answer = truth
            let bytes: Int? = if case .none = wrong { nil } else { truth.body.count / 2 }
            answer.delivery = .cut(afterBodyBytes: bytes)
            return answer
        case .redirect(let status, let location):
            let body: GitHubJSON = ["message": "Moved Permanently", "url": .string(location)]
            return SimulatedAnswer(
                status: status,
                headers: [
                    HTTPHeader("Content-Type", "application/json; charset=utf-8"), HTTPHeader("Location", location),
                ], body: body.bytes)
        }
    }

    /// The first id under `"sha"` gets another first digit.
    private static func withOtherIDs(_ body: [UInt8]) -> [UInt8] {
        var text = String(decoding: body, as: UTF8.self)
        guard let mark = text.firstRange(of: "\"sha\":\""), mark.upperBound < text.endIndex else { return body }
        let digit = text[mark.upperBound] == "0" ? "1" : "0"
        text.replaceSubrange(mark.upperBound...mark.upperBound, with: digit)
        return Array(text.utf8)
    }
}

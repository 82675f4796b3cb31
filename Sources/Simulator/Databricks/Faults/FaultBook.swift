/// Which fault a call meets, and what has to be remembered for that.
struct FaultBook {
    /// Beyond so many different requests counting them begins anew.
    private static let requestLimit = 200_000

    private let faults: [SimulatedFault]
    private var dice: Dice
    private let countsRequests: Bool
    private var requests: [String: Int] = [:]

    init(_ faults: [SimulatedFault], dice: Dice) {
        self.faults = faults
        self.dice = dice
        countsRequests = faults.contains { $0.counting != .ofEndpoint }
    }

    /// - Parameters:
    ///   - ofEndpoint: how many calls of the endpoint there were before.
    ///   - ofAll: how many of any; `nil` for a call that only a fault with its endpoint's name is for.
    mutating func answer(
        to request: SimulatedRequest,
        endpoint: String,
        ofEndpoint: Int,
        ofAll: Int?
    ) -> SimulatedFault.Answer? {
        let ofRequest = countsRequests ? count(request) : 0
        for fault in faults {
            guard fault.endpoint == nil ? ofAll != nil : fault.endpoint == endpoint else { continue }
            let number =
                switch fault.counting {
                case .ofEachRequest: ofRequest
                case .ofEachPageToken: request.parameter("page_token") == nil ? -1 : ofRequest
                case .ofEndpoint: fault.endpoint == nil ? ofAll ?? 0 : ofEndpoint
                }
            guard fault.calls.contains(number) else { continue }
            // Drawn only where chance has a say, so that other faults leave no trace in what is drawn.
            if fault.permille < 1_000, dice.below(1_000) >= fault.permille { continue }
            return fault.answer
        }
        return nil
    }

    private mutating func count(_ request: SimulatedRequest) -> Int {
        let query = request.query.map { "\($0.name)=\($0.value ?? "")" }.joined(separator: "&")
        if requests.count >= Self.requestLimit { requests = [:] }
        let count = requests["\(request.path)?\(query)", default: 0]
        requests["\(request.path)?\(query)"] = count + 1
        return count
    }
}

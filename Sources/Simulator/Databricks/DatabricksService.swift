package import Model

/// Simulated Databricks workspaces behind one door: the first label of a request's host names the workspace; `login`
/// is where their Azure tenants sign in, if they have any.
///
/// A value without clock or lock. Its memory is what the real service remembers between calls: how much of each limit
/// is used up, and which calls there were.
package struct DatabricksService: SimulatedService {
    /// What was asked of one workspace.
    package struct Tally: Sendable, Equatable {
        /// Answered or refused, by endpoint, such as `jobs/list` and `runs/get-output`; unknown paths count as `other`.
        package internal(set) var calls: [String: Int] = [:]
        /// Those to sign in, which are no calls of the API.
        package internal(set) var signIns: [String: Int] = [:]
        /// Answered with 429, faults included, or throttled by the rate limit under another status.
        package internal(set) var throttled = 0

        package var total: Int { calls.values.reduce(0, +) }
    }

    package let fleet: SimulatedFleet
    private var sites: [String: SimulatedSite] = [:]
    private var azure: AzureSignIn

    package init(fleet: SimulatedFleet) {
        self.fleet = fleet
        azure = AzureSignIn(seed: fleet.seed, principals: fleet.plans.compactMap { $0.traits.azure })
    }

    package func tally(of workspace: String) -> Tally { sites[workspace]?.tally ?? Tally() }

    /// Over all workspaces.
    package var tally: Tally {
        sites.values.reduce(into: Tally()) { sum, site in
            sum.calls.merge(site.tally.calls, uniquingKeysWith: +)
            sum.signIns.merge(site.tally.signIns, uniquingKeysWith: +)
            sum.throttled += site.tally.throttled
        }
    }

    package mutating func answer(_ request: SimulatedRequest, at now: Timestamp) -> SimulatedAnswer {
        let name = self.name(of: request.host)
        if name == AzureSignIn.hostLabel, azure.isServed { return azure.answer(request, at: now) }
        guard var site = sites[name] ?? SimulatedSite(name, of: fleet) else {
            let names = fleet.plans.prefix(20).map { $0.name }.joined(separator: ", ")
            let text = "No simulated workspace is called \"\(name)\". There are: \(names)\n"
            return SimulatedAnswer(
                status: 404,
                headers: SimulatedAnswer.headers(contentType: "text/plain; charset=utf-8"),
                body: Array(text.utf8)
            )
        }
        sites[name] = nil  // so that the copy below is the only one
        let answer = site.answer(request, at: now)
        sites[name] = site
        return answer
    }

    /// A bare loopback address can only mean the one workspace of a fleet of one.
    private func name(of host: String) -> String {
        let label = String(host.prefix { $0 != "." })
        let isBare = host == "localhost" || host == "127.0.0.1" || host == "[::1]" || host == "::1"
        return isBare && fleet.plans.count == 1 ? fleet.plans[0].name : label
    }
}

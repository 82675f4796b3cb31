/// How a workspace's service behaves, beside what the workspace holds. Nothing of it is on unless it is asked for.
package struct SimulatedTraits: Sendable {
    /// `nil` for a host without OAuth, which answers 404.
    package var oauth: SimulatedOAuth?
    /// `nil` for a workspace that no Azure service principal may enter.
    package var azure: SimulatedAzure?
    /// How calls beyond the rate limit are refused; `nil` for 429 with the limit's own `Retry-After`.
    package var throttle: SimulatedThrottle?
    /// `nil` where nobody is shut out for asking on while refused.
    package var block: SimulatedBlock?
    package var pageTokens = SimulatedPageTokens()

    package init() {}
}

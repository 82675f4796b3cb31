/// The hosts that `NO_PROXY` names, separated by commas or blanks: a name stands for itself and all names below it, with
/// or without a dot before it; an address for itself; `10.0.0.0/8` for a network; `*` for everything.
struct ProxyExceptions: Sendable, Hashable {
    private enum Entry: Sendable, Hashable {
        case everything
        case domain(String)
        case network(IPAddress, prefix: Int)
    }

    private let entries: [Entry]

    init(_ text: String) {
        entries = text.lowercased().split { $0 == "," || $0.isWhitespace }.compactMap(Self.entry)
    }

    /// - Parameter host: as `urlHost` gives it.
    func contains(_ host: String) -> Bool {
        let name = host.hasSuffix(".") ? String(host.dropLast()) : host
        let address = IPAddress(host)
        return entries.contains { entry in
            switch entry {
            case .everything: true
            case .domain(let domain): address == nil && (name == domain || name.hasSuffix("." + domain))
            case .network(let network, let prefix): address?.isIn(network, prefix: prefix) ?? false
            }
        }
    }

    private static func entry(_ text: Substring) -> Entry? {
        if text == "*" { return .everything }
        if let slash = text.firstIndex(of: "/") {
            guard let network = IPAddress(text[..<slash]), let prefix = Int(text[text.index(after: slash)...]) else {
                return nil
            }
            return .network(network, prefix: prefix)
        }
        if let address = IPAddress(text) { return .network(address, prefix: address.bytes.count * 8) }
        let name = (text.hasPrefix("*.") ? text.dropFirst(2) : text).drop { $0 == "." }
        let domain = name.hasSuffix(".") ? name.dropLast() : name
        return domain.isEmpty ? nil : .domain(String(domain))
    }
}

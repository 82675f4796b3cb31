/// Whether a host is likely the one that somebody meant. Other names are possible: a private link has any.
enum HostAdvice {
    private static let databricks = [
        "cloud.databricks.com", "cloud.databricks.us", "gcp.databricks.com", "azuredatabricks.net",
        "databricks.azure.us", "databricks.azure.cn",
    ]

    /// - Returns: `nil` for a host without anything odd.
    static func about(_ address: ServiceAddress) -> Refusal? {
        let host = address.host
        guard let name = try? HostName(Array(host.utf8)), !name.isLoopback else { return nil }
        if name.isAddress {
            return Refusal(
                "the host is an IP address, and TLS takes it only where the certificate names the address",
                fix: "write the host's name")
        }
        let labels = host.split(separator: ".").map(String.init)
        if labels.contains(where: { $0.hasPrefix("xn--") }) {
            return Refusal(
                "the host is written in punycode: where it is shown, it may look like another one",
                fix: "make sure that \(host.quoted) is the one you mean")
        }
        let suffix = databricks.first { host.hasSuffix(".\($0)") || host == $0 }
        if suffix != nil {
            guard labels.first == "accounts" else { return nil }
            return Refusal(
                "this is the console of an account, which has no jobs",
                fix: "write the address of a workspace, as a browser shows it there")
        }
        if databricks.contains(where: { host.contains("\($0).") || host.contains("\($0)-") }) {
            return Refusal(
                "the host only looks like one of Databricks: it belongs to \(labels.suffix(2).joined(separator: ".").quoted)",
                fix: "make sure that the token may go there")
        }
        for count in [2, 3] where labels.count > count {
            let ending = labels.suffix(count).joined(separator: ".")
            guard let near = NearestName.to(ending, among: databricks, atMost: 2) else { continue }
            return Refusal("the host ends in \(ending.quoted)", fix: "did you mean \(near.quoted)?")
        }
        return nil
    }
}

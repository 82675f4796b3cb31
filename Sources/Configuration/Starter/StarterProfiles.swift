internal import Model

/// The profiles of `.databrickscfg` that a sweep can use, as workspaces. `DEFAULT` comes last where another profile has
/// its host: a name of its own says more.
struct StarterProfiles {
    private(set) var workspaces: [StarterFile.Workspace] = []
    private(set) var skipped: [String] = []

    private static let unnamed = "DEFAULT"

    init(_ profiles: DatabricksProfiles) {
        let named = profiles.names.filter { $0 != Self.unnamed && $0 != DatabricksProfile.reservedName }
        let all = named + profiles.names.filter { $0 == Self.unnamed }
        var hosts: [String: String] = [:]
        var names: Set<String> = []
        var found: [String: StarterFile.Workspace] = [:]
        for profile in all {
            do throws(Refusal) {
                let host = try Self.host(of: profile, in: profiles)
                if let first = hosts[host] { throw Refusal("it has the host of \(first.quoted)") }
                guard let name = Self.name(profile, besides: names) else {
                    throw Refusal("no name can be made of its own")
                }
                hosts[host] = profile
                names.insert(name.text.lowercased())
                found[profile] = StarterFile.Workspace(
                    name: name, host: host,
                    auth: .object([("type", .string("profile")), ("profile", .string(profile))]))
            } catch {
                // An empty DEFAULT is what the CLI writes by itself.
                if profile != Self.unnamed || !profiles.isEmpty(profile) {
                    skipped.append("the profile \(profile.quoted): \(error.message)")
                }
            }
        }
        workspaces = profiles.names.compactMap { found[$0] }
    }

    private static func host(of name: String, in profiles: DatabricksProfiles) throws(Refusal) -> String {
        guard !name.isEmpty, !name.hasControlCharacter, !name.holdsKnownToken else {
            throw Refusal("its name cannot stand in the file")
        }
        let profile = try profiles.profile(name)
        if profile.isOfAccount { throw Refusal("it is for an account, which has no jobs") }
        guard let address = try profile.address() else { throw Refusal("it names no host") }
        _ = try profile.credential()
        return address.origin
    }

    /// The profile's name with every letter that is not allowed made a `-`, and a number where it is taken.
    private static func name(_ profile: String, besides taken: Set<String>) -> WorkspaceName? {
        let letters = profile.utf8.map { $0.isWordByte || $0 == UInt8(ascii: ".") ? $0 : UInt8(ascii: "-") }
        var stem = String(
            decoding: letters.drop { !$0.isAlphanumeric }.prefix(WorkspaceName.lengthLimit - 4), as: UTF8.self)
        if profile == unnamed { stem = "default" }
        if stem.isEmpty { stem = "workspace" }
        if !taken.contains(stem.lowercased()) { return WorkspaceName(stem) }
        for number in 2...999 where !taken.contains("\(stem.lowercased())-\(number)") {
            return WorkspaceName("\(stem)-\(number)")
        }
        return nil
    }
}

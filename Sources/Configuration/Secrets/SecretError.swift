/// Why a credential could not be had. It names the reference, never a value.
package enum SecretError: Error, Equatable, Sendable {
    case unset(reference: String)
    case unreadable(reference: String, reason: String)
    case commandFailed(reference: String, reason: String)
    /// There is a value, and no credential can look like it.
    case unusable(reference: String, reason: String)
    case noVault(reference: String)
    case profile(name: String, reason: String, fix: String?)
    /// The task was cancelled while a command ran.
    case interrupted(reference: String)

    package var message: String {
        switch self {
        case .unset(let reference): "\(reference) is not set, neither in the environment nor in .env"
        case .unreadable(let reference, let reason): "\(reference) cannot be read: \(reason)"
        case .commandFailed(let reference, let reason): "\(reference) failed: \(reason)"
        case .unusable(let reference, let reason): "\(reference) gives no usable secret: \(reason)"
        case .noVault(let reference): "\(reference) cannot be read: the vault does not exist yet"
        case .profile(let name, let reason, _): "the profile \(name.quoted) cannot be used: \(reason)"
        case .interrupted(let reference): "\(reference) was interrupted"
        }
    }

    package var fix: String? {
        switch self {
        case .unset: "set the variable, or write it into .env"
        case .unreadable: "correct the path, or let this user read the file"
        case .commandFailed: "run the command by hand; it must print the secret alone and end with 0"
        case .unusable: "store the secret alone, without quotes, blanks or further lines"
        case .noVault: "use env:NAME, file:PATH or exec:COMMAND"
        case .profile(_, _, let fix): fix
        case .interrupted: nil
        }
    }
}

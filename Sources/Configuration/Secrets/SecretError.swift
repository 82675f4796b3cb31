/// Why a reference gave no secret. It names the reference, never what was read.
package enum SecretError: Error, Equatable, Sendable {
    case unset(SecretReference)
    case unreadable(SecretReference, reason: String)
    case empty(SecretReference)
    case unsupported(SecretReference)

    package var message: String {
        switch self {
        case .unset(let reference): "\(reference.text) is not set"
        case .unreadable(let reference, let reason): "\(reference.text) cannot be read: \(reason)"
        case .empty(let reference): "\(reference.text) is empty"
        case .unsupported(let reference): "\(reference.text): this version has no vault"
        }
    }

    package var fix: String {
        switch self {
        case .unset: "Set the variable, in the environment or in .env"
        case .unreadable(.command, _): "Run the command by hand: it must print the secret and end with 0 within 10 s"
        case .unreadable: "Check that the file is there and may be read"
        case .empty: "Put the secret there"
        case .unsupported: "Use env:NAME, file:PATH or exec:COMMAND"
        }
    }
}

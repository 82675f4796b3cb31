/// Gathers what is wrong while a file is read on.
final class Problems {
    private(set) var all: [ConfigurationError.Problem] = []

    func add(_ message: String, at place: Place?, path: String, fix: String? = nil) {
        all.append(ConfigurationError.Problem(place: place, path: path, message: message, fix: fix))
    }
}

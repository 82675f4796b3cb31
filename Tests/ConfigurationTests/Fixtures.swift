import Testing

@testable import Configuration

/// Reads a text as the file `workspaces.json` in `/etc/dbmon`.
func parse(_ text: String, variables: [String: String] = [:]) throws(ConfigurationError) -> Configuration {
    try Configuration.parse(
        Array(text.utf8), file: "workspaces.json", folder: Folder("/etc/dbmon", home: "/home/someone"),
        environment: Environment(variables: variables))
}

/// What a person reads; `nil` for a file without mistakes.
func mistakes(_ text: String, variables: [String: String] = [:]) -> String? {
    do throws(ConfigurationError) {
        _ = try parse(text, variables: variables)
        return nil
    } catch {
        return error.text
    }
}

/// A file whose only workspace has these further members.
func workspace(_ members: String) -> String {
    """
    { "workspaces": [ { "name": "a", "host": "h.example", "auth": { "type": "pat", "token": "env:T" },
    \(members)
    } ] }
    """
}

/// A file whose only workspace proves itself so.
func auth(_ object: String) -> String {
    """
    { "workspaces": [ { "name": "a", "host": "h.example", "auth":
    \(object)
    } ] }
    """
}

/// A file with one workspace and these further members beside it.
func top(_ members: String) -> String {
    """
    { "workspaces": [ { "name": "a", "host": "h.example", "auth": { "type": "pat", "token": "env:T" } } ],
    \(members)
    }
    """
}

/// A file whose only workspace has this host.
func host(_ text: String) -> String {
    #"{ "workspaces": [ { "name": "a", "auth": { "type": "pat", "token": "env:T" }, "host": "\#(text)" } ] }"#
}

/// A file with mistakes, and what a person reads about them.
struct BadFile: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let text: String
    let mistakes: String

    init(_ name: String, _ text: String, _ mistakes: String) {
        testDescription = name
        self.text = text
        self.mistakes = mistakes
    }
}

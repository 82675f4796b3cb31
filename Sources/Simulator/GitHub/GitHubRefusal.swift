internal import Transport

/// An answer that refuses, in the words of the service. Thrown by endpoints, sent by `GitHubService`.
struct GitHubRefusal: Error {
    struct Detail: Sendable {
        let resource: String
        let field: String
        let code: String
    }

    let status: Int
    let message: String
    var details: [Detail] = []
    /// Members of this refusal alone, behind the message.
    var members: [GitHubJSON.Member] = []
    var headers: [HTTPHeader] = []

    func body(documentation: String) -> GitHubJSON {
        var members = [GitHubJSON.Member(name: "message", value: .string(message))]
        if !details.isEmpty {
            let list = details.map { detail -> GitHubJSON in
                ["resource": .string(detail.resource), "field": .string(detail.field), "code": .string(detail.code)]
            }
            members.append(GitHubJSON.Member(name: "errors", value: .array(list)))
        }
        members += self.members
        members.append(GitHubJSON.Member(name: "documentation_url", value: .string(documentation)))
        members.append(GitHubJSON.Member(name: "status", value: .string(String(status))))
        return .object(members)
    }
}

// MARK: - The catalogue

extension GitHubRefusal {
    static let notFound = GitHubRefusal(status: 404, message: "Not Found")
    static let badCredentials = GitHubRefusal(status: 401, message: "Bad credentials")
    static let requiresAuthentication = GitHubRefusal(status: 401, message: "Requires authentication")
    static let brokenJSON = GitHubRefusal(status: 400, message: "Problems parsing JSON")
    static let bodyNotObject = GitHubRefusal(status: 400, message: "Body should be a JSON object")
    static let emptyRepository = GitHubRefusal(status: 409, message: "Git Repository is empty.")

    static let archived = GitHubRefusal(status: 403, message: "Repository was archived so is read-only.")

    static func blocked(_ reason: String) -> GitHubRefusal {
        let block: GitHubJSON = [
            "reason": .string(reason), "created_at": "2026-04-22T17:53:56Z",
            "html_url": "https://github.com/github/dmca",
        ]
        return GitHubRefusal(
            status: 451, message: "Repository access blocked", members: [.init(name: "block", value: block)])
    }

    static let secretDetected = GitHubRefusal(
        status: 422, message: "Repository rule violations found\n\nSecret detected in content\n\n",
        members: [
            .init(
                name: "metadata",
                value: [
                    "secret_scanning": [
                        "bypass_placeholders": [
                            [
                                "placeholder_id": "2k4dM4tseyC5lPIsjl5emX9sPNk",
                                "token_type": "GITHUB_PERSONAL_ACCESS_TOKEN",
                            ]
                        ]
                    ]
                ])
        ])

    static let treeTimeout = unprocessable(
        "Sorry, your request timed out.  It's likely that your input was too large to process.  Consider building the "
            + "tree incrementally, or building the commits you need in a local clone of the repository and then "
            + "pushing them to GitHub.")

    static let notFastForward = unprocessable("Update is not a fast forward")
    static let refMissing = unprocessable("Reference does not exist")
    static let refExists = unprocessable("Reference already exists")
    static let refUpdateFailed = unprocessable("Reference update failed")
    static let objectMissing = unprocessable("Object does not exist")
    static let objectNotCommit = unprocessable("Object is not a commit")
    static let refNameOutsideRefs = unprocessable("Reference name must start with 'refs/'.")
    static let refNameTooShort = unprocessable(
        "Reference name must contain at least three slash-separated components.")

    static let badBaseTree = unprocessable("base_tree is not a valid tree oid")
    static let badObjectState = unprocessable("GitRPC::BadObjectState")
    static let shaOrContent = unprocessable(
        "Must supply either tree.sha or tree.content. Request will be rejected if both are present.")
    static let badMode = unprocessable("Must supply a valid tree.mode")
    static let pathStartsWithSlash = unprocessable("tree.path cannot start with a slash")
    static let pathMalformed = unprocessable("tree.path contains a malformed path component")
    static let directoryWithContent = unprocessable("A subdirectory may not have content")
    static let treeMissing = unprocessable("Tree SHA does not exist")
    static let parentMissing = unprocessable("Parent SHA does not exist or is not a commit object")
    static let notBase64 = unprocessable("content is not valid Base64")
    static let tooLarge = unprocessable(
        "Sorry, your input was too large to process. Consider creating the blob in a local clone of the repository "
            + "and then pushing it to GitHub.")

    static func unprocessable(_ message: String) -> GitHubRefusal { GitHubRefusal(status: 422, message: message) }

    static func invalidRequest(_ reason: String) -> GitHubRefusal { unprocessable("Invalid request.\n\n\(reason)") }

    static func wrongType(of field: String, value: GitHubJSON, wanted: String) -> GitHubRefusal {
        invalidRequest("For 'properties/\(field)', \(value.quoted) is not \(wanted).")
    }

    static func badSHA(parameter: String) -> GitHubRefusal {
        unprocessable("The \(parameter) parameter must be exactly 40 characters and contain only [0-9a-f].")
    }

    static func missingField(_ field: String, of resource: String) -> GitHubRefusal {
        GitHubRefusal(
            status: 422,
            message: "Validation Failed",
            details: [Detail(resource: resource, field: field, code: "missing_field")]
        )
    }

    static func objectNotOfType(_ id: String, type: String) -> GitHubRefusal {
        unprocessable("tree.sha \(id) is not a valid \(type)")
    }
}

extension GitHubJSON {
    /// As the service's messages show a value.
    fileprivate var quoted: String { self == .null ? "nil" : String(decoding: bytes.prefix(200), as: UTF8.self) }
}

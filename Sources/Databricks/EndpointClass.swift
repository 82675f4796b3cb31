internal import Pacing

/// Kinds of calls by what the service bears of them per workspace (api/databricks, 8). They take turns, so that long
/// listings and the outputs of many failed runs do not hold each other up.
enum EndpointClass: Int {
    case list = 1
    case get
    case output
    case signIn

    init(endpoint: String) {
        switch endpoint {
        case "runs/get-output": self = .output
        case "get", "runs/get": self = .get
        default: self = .list
        }
    }

    var pacing: PacingClass {
        switch self {
        case .list, .output: PacingClass(number: rawValue, requestsPerSecond: 30)
        case .get: PacingClass(number: rawValue, requestsPerSecond: 100)
        case .signIn: PacingClass(number: rawValue, requestsPerSecond: nil)
        }
    }
}

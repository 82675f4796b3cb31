/// Why the simulator's server could not start.
package enum SimulatorServerError: Error, Equatable {
    case portTaken(host: String, port: Int)
    case cannotListen(host: String, port: Int, reason: String)

    package var message: String {
        switch self {
        case .portTaken(let host, let port): "port \(port) of \(host) is in use by another process"
        case .cannotListen(let host, let port, let reason): "cannot listen on port \(port) of \(host): \(reason)"
        }
    }

    package var fix: String {
        switch self {
        case .portTaken: "Choose another port, or 0 for any free one"
        case .cannotListen: "Choose an address of this machine, and a port above 1023"
        }
    }
}

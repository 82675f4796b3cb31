/// The query of one call, read as the service reads it.
struct CallParameters {
    private let request: SimulatedRequest

    init(_ request: SimulatedRequest) { self.request = request }

    func text(_ name: String) -> String? { request.parameter(name) }

    /// Lower-case `true` alone is true: the service does not know other spellings.
    func flag(_ name: String) -> Bool { text(name) == "true" }

    func integer(_ name: String) throws(Refusal) -> Int64? {
        guard let text = text(name) else { return nil }
        guard let value = Int64(text) else {
            throw .malformed("Could not parse request object: Expected '\(name)' to be an integer, got '\(text)'.")
        }
        return value
    }

    func requiredInteger(_ name: String) throws(Refusal) -> Int64 {
        guard let value = try integer(name) else { throw .invalid("Missing required field: \(name)") }
        return value
    }

    /// - Parameter zero: What a limit of 0 means; `nil` where it is refused.
    func limit(usual: Int, maximum: Int, zero: Int?) throws(Refusal) -> Int {
        guard let value = try integer("limit") else { return usual }
        if value > Int64(maximum) { throw .invalid("Invalid limit \(value) - it has to be no more than \(maximum).") }
        if value == 0, let zero { return zero }
        if value < 1 { throw .invalid("Invalid limit \(value) - it has to be at least 1.") }
        return Int(value)
    }

    func offset(maximum: Int64) throws(Refusal) -> Int {
        guard let value = try integer("offset") else { return 0 }
        if value > maximum {
            throw .invalid(
                "The supplied offset \(value) has exceeded the value of \(maximum) allowed for this parameter."
                    + " Please use page_token."
            )
        }
        if value < 0 { throw .invalid("Invalid offset \(value) - it has to be at least 0.") }
        return Int(value)
    }
}

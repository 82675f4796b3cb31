/// A secret that the configuration names, and where it names it.
struct PlacedReference: Sendable {
    let reference: SecretReference
    let place: ConfigurationError.Place
}

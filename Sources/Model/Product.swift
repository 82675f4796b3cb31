/// What the product calls itself towards services and people.
package enum Product {
    package static let version = "0.1.0"
}

/// Why something failed, in one word: the `Error_Category` column. The raw value is the text of the cell.
package enum ErrorCategory: String, CaseIterable, Hashable, Sendable {
    case configuration
    case runtime
    case dataQuality = "data_quality"
    case resource
    case permission
    case network
    case timeout
    case upstream
    case platform
    case canceled
    case unknown
}

/// One request of either service. The credential travels beside the headers, so that no header list ever shows it.
package struct HTTPRequest: Sendable {
    package enum Method: String, Sendable {
        case get = "GET"
        case post = "POST"
        case put = "PUT"
        case patch = "PATCH"
        case delete = "DELETE"
    }

    package let method: Method
    /// Absolute, percent-encoded, without user information.
    package let url: String
    package let headers: [HTTPHeader]
    /// Sent as `Authorization: Bearer …`.
    package let bearer: Secret?
    /// Sent as `Authorization: Basic …`.
    package let basic: Secret?
    package let body: [UInt8]?

    package init(
        method: Method = .get,
        url: String,
        headers: [HTTPHeader] = [],
        bearer: Secret? = nil,
        body: [UInt8]? = nil
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.bearer = bearer
        basic = nil
        self.body = body
    }

    /// A form that is posted: how tokens are asked for.
    package init(url: String, headers: [HTTPHeader], basic: Secret? = nil, form: HTTPForm) {
        method = .post
        self.url = url
        self.headers = headers + [HTTPHeader("Content-Type", HTTPForm.contentType)]
        bearer = nil
        self.basic = basic
        body = form.bytes
    }

    /// The headers as they go over the wire, credential included: for the two kinds of `HTTPClient` alone.
    package var wireHeaders: [HTTPHeader] {
        if let bearer { return headers + [HTTPHeader("Authorization", "Bearer \(bearer.text)")] }
        if let basic { return headers + [HTTPHeader("Authorization", "Basic \(basic.text)")] }
        return headers
    }
}

package struct HTTPHeader: Sendable, Hashable {
    package let name: String
    package let value: String

    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

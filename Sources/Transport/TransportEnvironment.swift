/// What the surroundings say about trust and proxies. libcurl reads some of these variables by itself and some not; the
/// product reads all of them here, once, and libcurl none.
package struct TransportEnvironment: Sendable, Hashable {
    /// `SSL_CERT_FILE`: a bundle of trusted certificates, instead of the system's.
    package let certificateFile: String?
    /// `SSL_CERT_DIR`: a folder of trusted certificates, besides.
    package let certificateDirectory: String?
    package let proxies: ProxySettings

    package init(
        certificateFile: String? = nil,
        certificateDirectory: String? = nil,
        proxies: ProxySettings = ProxySettings()
    ) {
        self.certificateFile = certificateFile
        self.certificateDirectory = certificateDirectory
        self.proxies = proxies
    }

    /// - Parameter variable: the value of a variable; empty is as good as missing.
    package init(variable: (String) -> String?) {
        func value(_ name: String) -> String? { variable(name).flatMap { $0.isEmpty ? nil : $0 } }
        self.init(
            certificateFile: value("SSL_CERT_FILE"),
            certificateDirectory: value("SSL_CERT_DIR"),
            proxies: ProxySettings(
                https: value("https_proxy") ?? value("HTTPS_PROXY") ?? value("all_proxy") ?? value("ALL_PROXY"),
                // Not `HTTP_PROXY`: where a program runs as a CGI script, a request's `Proxy` header sets it.
                http: value("http_proxy") ?? value("all_proxy") ?? value("ALL_PROXY"),
                exceptions: value("no_proxy") ?? value("NO_PROXY") ?? ""))
    }
}

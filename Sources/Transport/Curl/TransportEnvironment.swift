/// What the surroundings say about TLS, which libcurl does not read by itself (proxy variables it does).
package struct TransportEnvironment: Sendable, Hashable {
    /// `SSL_CERT_FILE`: a bundle of trusted certificates.
    package let certificateFile: String?
    /// `SSL_CERT_DIR`
    package let certificateDirectory: String?

    package init(certificateFile: String? = nil, certificateDirectory: String? = nil) {
        self.certificateFile = certificateFile
        self.certificateDirectory = certificateDirectory
    }
}

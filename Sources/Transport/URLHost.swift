/// The host of an absolute URL, lower case, without user information and port; IPv6 addresses keep their brackets.
///
/// - Returns: `nil` for anything that is not `http://` or `https://` followed by a host.
package func urlHost(_ url: String) -> String? {
    guard let scheme = url.firstRange(ofASCII: "://") else { return nil }
    let name = url[..<scheme.lowerBound].lowercased()
    guard name == "https" || name == "http" else { return nil }
    let rest = url[scheme.upperBound...]
    var authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    if let at = authority.lastIndex(of: "@") { authority = authority[authority.index(after: at)...] }
    let host: Substring
    if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") {
        host = authority[...end]
    } else {
        host = authority.prefix { $0 != ":" }
    }
    return host.isEmpty ? nil : host.lowercased()
}

extension String {
    func firstRange(ofASCII text: String) -> Range<Index>? {
        let pattern = Array(text.utf8)
        var start = utf8.startIndex
        while start != utf8.endIndex {
            if utf8[start...].starts(with: pattern) {
                return start..<utf8.index(start, offsetBy: pattern.count)
            }
            start = utf8.index(after: start)
        }
        return nil
    }
}

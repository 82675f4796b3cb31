import Testing

@testable import Configuration

struct ServiceAddressTests {
    struct Good: Sendable, CustomTestStringConvertible {
        let written: String
        let read: String
        var testDescription: String { written }
    }

    @Test(arguments: [
        Good(written: "dbc-a1.cloud.databricks.com", read: "https://dbc-a1.cloud.databricks.com"),
        Good(written: "https://DBC-A1.Cloud.Databricks.com/", read: "https://dbc-a1.cloud.databricks.com"),
        Good(written: "HTTPS://h.example/?o=123#job/4", read: "https://h.example"),
        Good(written: "h.example?o=1", read: "https://h.example"),
        Good(written: "h.example#job", read: "https://h.example"),
        Good(written: "h.example/path@x", read: "https://h.example"),
        Good(written: "  https://h.example  ", read: "https://h.example"),
        Good(written: "h.example.", read: "https://h.example"),
        Good(written: "https://h.example:443", read: "https://h.example"),
        Good(written: "https://h.example:80", read: "https://h.example:80"),
        Good(written: "h.example:65535", read: "https://h.example:65535"),
        Good(written: "h.example:1", read: "https://h.example:1"),
        Good(written: "10.0.0.7", read: "https://10.0.0.7"),
        Good(written: "http://localhost:8080", read: "http://localhost:8080"),
        Good(written: "http://LOCALHOST:80", read: "http://localhost"),
        Good(written: "http://ws1.localhost:8470/x", read: "http://ws1.localhost:8470"),
        Good(written: "http://127.0.0.1:9", read: "http://127.0.0.1:9"),
        Good(written: "http://127.255.255.254", read: "http://127.255.255.254"),
        Good(written: "http://[::1]:9", read: "http://[::1]:9"),
        Good(written: "http://[0:0:0:0:0:0:0:1]", read: "http://[0:0:0:0:0:0:0:1]"),
        Good(written: "https://[2001:DB8::7]:8443/", read: "https://[2001:db8::7]:8443"),
        Good(written: "localhost:8080", read: "https://localhost:8080"),
    ])
    func hostIsBroughtIntoOneForm(_ test: Good) throws {
        #expect(try ServiceAddress(host: test.written).origin == test.read)
    }

    @Test(arguments: [
        "http://localhost.evil.com", "http://127.0.0.1.evil.com", "http://evil.com", "http://notlocalhost",
        "http://localhost.evil.com/localhost", "http://evil.com#localhost", "http://evil.com?localhost",
        "http://128.0.0.1", "http://10.0.0.1", "http://0.0.0.0", "http://[::2]", "http://[::]", "http://[2001:db8::1]",
        "HTTP://Evil.com", "http://127-0-0-1.evil.com", "http://localhost-evil.com", "http://evil.com:80/@localhost",
    ])
    func plainHTTPIsForLoopbackAlone(_ host: String) {
        let refusal = #expect(throws: Refusal.self) { try ServiceAddress(host: host) }
        let message = "plain http:// would send the token in the clear; it is for loopback alone"
        #expect(refusal?.message.hasPrefix(message) == true)
        #expect(refusal?.fix?.contains("write https://") == true)
    }

    @Test(arguments: [
        "", " ", "https://", "https:///x", "//h.example", "https:/h.example", "https:h.example", "h example",
        "https://user@h.example", "https://user:pass@h.example", "http://localhost@evil.com",
        "http://evil.com@localhost",
        "https://h.example\\@localhost", "http://localhost\\.evil.com", "http://127.1", "http://2130706433",
        "http://0x7f.0.0.1", "http://0177.0.0.1", "http://127.0.0.01", "http://127.0.0.256", "http://127.0.0.1.5",
        "h..example", ".h.example", "-h.example", "h-.example", "h.example:", "h.example:0", "h.example:65536",
        "h.example:-1", "h.example:+1", "h.example:8x", "h.example:123456", "h.example:1:2", "[::1", "[::1]x",
        "[::1%25lo]", "[1:2:3]", "[1::2::3]", "[12345::]", "[::ffff:127.0.0.1]", "::1", "h%2eexample", "h.example\u{0}",
        "b\u{FC}cher.example", "loc\u{430}lhost", "http://\u{FF4C}ocalhost", "ftp://h.example", "file:///etc/passwd",
        "h.example\nX", String(repeating: "a", count: 64) + ".example",
        String(repeating: "abcdefg.", count: 32) + "example",
    ])
    func whatIsNoHostIsRefused(_ host: String) {
        #expect(throws: Refusal.self) { try ServiceAddress(host: host) }
    }

    @Test func userInformationIsNotRepeated() {
        for host in ["https://someone:hunter2@h.example", "hunter2@h.example", "h.example:hunter2"] {
            do throws(Refusal) {
                _ = try ServiceAddress(host: host)
                Issue.record("accepted")
            } catch {
                #expect(!error.message.contains("hunter2"))
                #expect(error.fix?.contains("hunter2") != true)
            }
        }
    }

    @Test(arguments: [
        Good(written: "https://api.github.com", read: "https://api.github.com"),
        Good(written: "https://api.github.com/", read: "https://api.github.com"),
        Good(written: "https://g.example/api/v3/", read: "https://g.example/api/v3"),
        Good(written: "http://127.0.0.1:8471/api/v3", read: "http://127.0.0.1:8471/api/v3"),
        Good(written: "api.github.com", read: "https://api.github.com"),
    ])
    func prefixKeepsItsPath(_ test: Good) throws {
        let address = try ServiceAddress(prefix: test.written)
        #expect(address.origin + address.path == test.read)
    }

    @Test(arguments: [
        "https://g.example/a//b", "https://g.example/../b", "https://g.example/./b", "https://g.example/a?b",
        "https://g.example/a#b", "https://g.example/a b", "https://x@g.example/a", "http://g.example", "https://",
        "https://g.example/%2e%2e",
    ])
    func whatIsNoPrefixIsRefused(_ prefix: String) {
        #expect(throws: Refusal.self) { try ServiceAddress(prefix: prefix) }
    }
}

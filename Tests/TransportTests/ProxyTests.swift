import Testing

@testable import Transport

/// Through proxies, to `0.0.0.0`: a host that a proxy on this machine reaches, and that is no loopback by its name.
@Suite struct ProxyTests {
    private static let password = "pa55-w0rd"

    private func target(_ servers: HostileServers) throws -> HTTPRequest {
        HTTPRequest(url: try servers.url("good", host: "0.0.0.0"), bearer: Secret("dapi-secret"))
    }

    @Test(arguments: ["proxy", "proxy-auth"])
    func requestGoesThroughTheProxy(_ name: String) async throws {
        let servers = try HostileServers.running()
        let user = name == "proxy" ? "" : "ana:\(Self.password)@"
        let client = try servers.client(proxy: "http://\(user)127.0.0.1:\(try servers.port(name))")
        #expect(try await client.end(of: target(servers)) == .answer("ok"))
        #expect(try servers.log(name).contains("CONNECT 0.0.0.0:\(try servers.port("good"))"))
    }

    @Test(arguments: [
        ("proxy-auth", "", 407), ("proxy-auth", "ana:wrong-\(password)@", 401),
        ("proxy-narrow", "ana:\(password)@", 403),
    ])
    func proxyThatRefusesIsNamedWithoutItsPassword(name: String, user: String, status: Int) async throws {
        let servers = try HostileServers.running()
        let proxy = "127.0.0.1:\(try servers.port(name))"
        let end = try await servers.client(proxy: "http://\(user)\(proxy)").end(of: target(servers))
        guard case .failed(let error) = end else {
            Issue.record("\(end)")
            return
        }
        #expect(error == .proxyRefused(proxy: proxy, status: status, host: "0.0.0.0"))
        #expect(!error.isTransient)
        #expect(error.concernsHost)
        #expect(!"\(error) \(error.message) \(error.fix)".contains(Self.password))
    }

    /// A proxy that does as the script says.
    struct Case: CustomTestStringConvertible {
        let testDescription: String
        let script: [ScriptedServer.Step]
        let reason: String
        init(_ name: String, _ script: [ScriptedServer.Step], _ reason: String) {
            (testDescription, self.script, self.reason) = (name, script, reason)
        }
    }

    private static let noProxy = "it closed the connection, or does not answer as a proxy does"

    @Test(arguments: [
        Case("closes at once", [.readRequest, .close], noProxy),
        Case("resets", [.readRequest, .reset], noProxy),
        Case("speaks something else", [.readRequest, .text("220 mail ready\r\n\r\n")], noProxy),
        Case("never answers", [.readRequest, .stall], "no answer within the time allowed"),
        Case(
            "header without end", [.readRequest, .text("HTTP/1.1 200 OK\r\n"), .sendForEver(Array("X-A: b\r\n".utf8))],
            noProxy),
    ])
    func proxyThatMisbehavesIsNamed(_ test: Case) async throws {
        let proxy = try ScriptedServer(test.script)
        let client = try CurlClient(
            limits: TransferLimits(connect: .seconds(2), stall: .seconds(60)),
            environment: TransportEnvironment(
                proxies: ProxySettings(https: "http://ana:\(Self.password)@127.0.0.1:\(proxy.port)")))
        let end = try await client.end(of: HTTPRequest(url: "https://203.0.113.7/", bearer: Secret("dapi-secret")))
        #expect(end == .failed(.proxyUnreachable(proxy: "127.0.0.1:\(proxy.port)", reason: test.reason)))
        #expect(proxy.requests.first?.contains("dapi-secret") == false)
        #expect(proxy.requests.first?.hasPrefix("CONNECT 203.0.113.7:443 ") == true)
    }

    @Test(arguments: [
        (status: 403, isTransient: false), (407, false), (429, true), (502, true), (503, true), (302, false),
    ])
    func refusalOfAProxyIsNoAnswerOfTheHost(status: Int, isTransient: Bool) async throws {
        let proxy = try ScriptedServer([
            .readRequest,
            .text("HTTP/1.1 \(status) No\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 2\r\n\r\n{}"),
        ])
        let client = try HostileServers.running().client(proxy: "127.0.0.1:\(proxy.port)")
        let end = try await client.end(of: HTTPRequest(url: "https://203.0.113.7/", bearer: Secret("dapi-secret")))
        let error = TransportError.proxyRefused(proxy: "127.0.0.1:\(proxy.port)", status: status, host: "203.0.113.7")
        #expect(end == .failed(error))
        #expect(error.isTransient == isTransient)
    }

    @Test(arguments: [
        ("http://ana:\(password)@127.0.0.1:1", "127.0.0.1:1", "it does not take connections"),
        ("gopher://ana:\(password)@127.0.0.1:1", "127.0.0.1:1", "its address is not valid"),
        ("http://ana:\(password)@127.0.0.1:no", "127.0.0.1:no", "its address is not valid"),
        ("http://ana:\(password)@no such host", "that is set", "its address is not valid"),
    ])
    func proxyThatIsNotThereIsNamed(address: String, name: String, reason: String) async throws {
        let client = try HostileServers.running().client(proxy: address)
        let end = try await client.end(of: HTTPRequest(url: "https://203.0.113.7/"))
        #expect(end == .failed(.proxyUnreachable(proxy: name, reason: reason)))
    }

    @Test func faultOfTheHostBehindAProxyIsTheHosts() async throws {
        let servers = try HostileServers.running()
        let client = try servers.client(proxy: "127.0.0.1:\(try servers.port("proxy"))")
        let end = try await client.end(of: HTTPRequest(url: try servers.url("expired", host: "0.0.0.0")))
        #expect(end == .failed(.tls(host: "0.0.0.0", reason: .expired)))
    }

    @Test(arguments: ["127.0.0.1", "localhost", "a.localhost", "127.0.0.2"])
    func loopbackNeverGoesThroughAProxy(_ host: String) async throws {
        let proxy = try ScriptedServer([.readRequest, .answer(Array("proxied".utf8))])
        let server = try ScriptedServer([.readRequest, .answer(Array("direct".utf8))])
        let client = try CurlClient(
            limits: TransferLimits(connect: .seconds(60), stall: .seconds(60)),
            environment: TransportEnvironment { name in
                ["http_proxy", "https_proxy", "ALL_PROXY"].contains(name) ? "http://127.0.0.1:\(proxy.port)" : nil
            })
        _ = try await client.end(of: HTTPRequest(url: "http://\(host):\(server.port)/", bearer: Secret("dapi")))
        #expect(proxy.connections == 0)
    }

    @Test func hostsThatNeedNoProxyGoAroundIt() async throws {
        let servers = try HostileServers.running()
        let proxy = try ScriptedServer([.readRequest, .close])
        let client = try servers.client(proxy: "127.0.0.1:\(proxy.port)", exceptions: "example.com, 0.0.0.0")
        #expect(try await client.end(of: target(servers)) == .answer("ok"))
        #expect(proxy.connections == 0)
    }
}

@Suite struct ProxySettingsTests {
    @Test(
        arguments: [
            (["HTTPS_PROXY": "a:1"], "a:1"), (["https_proxy": "a:1", "HTTPS_PROXY": "b:2"], "a:1"),
            (["ALL_PROXY": "a:1"], "a:1"), (["all_proxy": "a:1", "https_proxy": "b:2"], "b:2"),
            (["http_proxy": "a:1"], nil),
            (["HTTPS_PROXY": ""], nil), (["HTTPS_PROXY": "a:1", "NO_PROXY": "host.example"], nil),
            (["HTTPS_PROXY": "a:1", "no_proxy": "*"], nil), ([:], nil),
        ] as [([String: String], String?)])
    func variablesChooseTheProxy(variables: [String: String], name: String?) {
        let proxies = TransportEnvironment { variables[$0] }.proxies
        #expect(proxies.proxy(for: "host.example", isTLS: true)?.name == name)
    }

    @Test func upperCaseVariableOfPlainHTTPIsIgnored() {
        let proxies = TransportEnvironment { $0 == "HTTP_PROXY" ? "a:1" : nil }.proxies
        #expect(proxies.proxy(for: "host.example", isTLS: false) == nil)
    }

    @Test(arguments: [
        ("host.example", "host.example", true), (".example", "host.example", true), ("*.example", "a.b.example", true),
        ("HOST.Example.", "host.example", true), ("example", "anexample", false),
        ("a,b host.example", "host.example", true),
        ("10.0.0.0/8", "10.200.3.4", true), ("10.0.0.0/8", "11.0.0.1", false), ("192.0.2.0/25", "192.0.2.128", false),
        ("192.0.2.0/25", "192.0.2.127", true), ("fd00::/8", "[fd12::1]", true), ("[fd12::1]", "[fd12:0::1]", true),
        ("10.0.0.0/99", "10.0.0.1", false), ("10.0.0.0/x", "10.0.0.1", false), ("0/0", "10.0.0.1", false),
        ("1.2", "0.0.1.2", false), ("", "host.example", false), (",, ,", "host.example", false), ("*", "[::2]", true),
    ])
    func exceptionsNameHosts(exceptions: String, host: String, isException: Bool) {
        #expect(ProxyExceptions(exceptions).contains(host) == isException)
    }

    @Test(arguments: [
        ("http://u:p%40ss@proxy.example:3128/", "proxy.example:3128"), ("proxy.example:3128", "proxy.example:3128"),
        ("socks5h://u:p@[::1]:1080", "[::1]:1080"), ("http://u:p@ss/w?#@Proxy.example", "proxy.example"),
        ("http://u:p@ss", "ss"), ("http://u:p w@x", "x"), ("u:p", "u:p"), ("http://", "that is set"),
        ("http://u:p@", "that is set"),
    ])
    func proxyShowsItsHostAlone(address: String, name: String) {
        let proxy = Proxy(address)
        #expect(proxy.name == name)
        var dumped = ""
        dump(ProxySettings(https: address), to: &dumped)
        for text in ["\(proxy)", String(reflecting: ProxySettings(https: address)), dumped] {
            #expect(!text.contains("u:p") || address == name, "\(text)")
        }
    }
}

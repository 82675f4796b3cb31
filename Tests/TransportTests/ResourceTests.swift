import Foundation
import Testing

@testable import Transport

/// What requests leave behind, each looked at in a process of its own.
@Suite struct ResourceTests {
    @Test func failedAndCancelledRequestsLeaveNothingBehind() async {
        await #expect(processExitsWith: .success) {
            let servers = try HostileServers.running()
            let quiet = try ScriptedServer([.readRequest, .stall])
            let half = try ScriptedServer([
                .readRequest, .text("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nha"), .close,
            ])
            let urls =
                try ["good", "expired", "reset", "old-protocol"].map { try servers.url($0) } + [
                    half.url, "http://127.0.0.1:1/", "https://\(SilentResolver.host)/", quiet.url,
                    try servers.url("http2", path: "/reset-body"), try servers.url("silent"),
                ]
            let descriptors = Process.descriptors
            for _ in 0..<3 {
                let client = try servers.client(stall: .seconds(600))
                await withTaskGroup(of: Void.self) { group in
                    for index in 0..<200 {
                        let request = HTTPRequest(url: urls[index % urls.count])
                        group.addTask { _ = try? await client.execute(request) }
                    }
                    // The last four kinds of a round never end by themselves, or have ended by then.
                    for _ in 0..<100 { await group.next() }
                    group.cancelAll()
                }
            }
            SilentResolver.end()
            // A client that is dropped ends its thread in its own time; the servers close their ends in theirs.
            let deadline = ContinuousClock.now + .seconds(60)
            while ContinuousClock.now < deadline,
                Process.threads("dbmon-http") > 0 || Process.descriptors > descriptors
            {
                await Task.yield()
            }
            #expect(Process.threads("dbmon-http") == 0)
            #expect(Process.descriptors <= descriptors)
        }
    }

    @Test func tenGigabytesOfZerosTakeLittleMemory() async {
        await #expect(processExitsWith: .success) {
            let servers = try HostileServers.running()
            let url = try servers.url("bomb", host: "127.0.0.1", scheme: "http")
            let client = try servers.client()
            let before = try Process.peakKilobytes
            try #require(before > 0)
            for _ in 0..<4 {
                #expect(
                    try await client.end(of: HTTPRequest(url: url))
                        == .failed(.bodyTooLarge(host: "127.0.0.1", limitBytes: 64 << 20)))
            }
            let grown = try Process.peakKilobytes - before
            // 64 MiB unpacked, 10 MiB packed and what an array holds in reserve.
            #expect(grown < 128 << 10, "\(grown) kB")
        }
    }
}

/// A file of `/proc`, whose size is not known before it is read.
func systemText(_ path: String) -> String {
    String(decoding: (try? FileHandle(forReadingAtPath: path)?.readToEnd()) ?? Data(), as: UTF8.self)
}

/// This process, as the system sees it.
private enum Process {
    static var descriptors: Int { (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count) ?? -1 }

    /// A thread has the name of the one that started it, until it gives itself one: the resolver's count as ours.
    static func threads(_ name: String) -> Int {
        let ids = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/task")) ?? []
        return ids.filter {
            (systemText("/proc/self/task/\($0)/comm")) == name + "\n"
        }
        .count
    }

    static var peakKilobytes: Int {
        get throws {
            let status = systemText("/proc/self/status")
            let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
            return Int(line.filter(\.isNumber)) ?? 0
        }
    }
}

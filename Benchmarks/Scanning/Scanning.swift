import Databricks
import Model
import Transport

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// What a page of runs costs: the scanner alone, unpacking alone, and the whole way from a socket to rows.
///
///     swift run --package-path Benchmarks -c release Scanning           # the scanner
///     swift run --package-path Benchmarks -c release Scanning URL 2000  # pages fetched from URL, one after the other
@main
struct Scanning {
    static func main() async throws {
        let page = RunsPage.bytes(runs: 25)
        scan(page)
        if CommandLine.arguments.last != "scan" { unpack(page) }
        let arguments = CommandLine.arguments
        if arguments.count > 2, let count = Int(arguments[2]) { try await fetch(arguments[1], count) }
    }

    private static func scan(_ page: [UInt8]) {
        var runs = 0
        let seconds = median(of: 31) {
            for _ in 0..<400 { runs += (try? RunPage(scanning: page).rows.count) ?? 0 }
        }
        precondition(runs == 31 * 400 * 25)
        report("scan", page, seconds / 400)
    }

    private static func unpack(_ page: [UInt8]) {
        guard let packed = Gzip.pack(page) else { preconditionFailure("zlib has no memory") }
        var bytes = 0
        let seconds = median(of: 31) {
            for _ in 0..<200 { bytes += (try? Gunzip.unpack(packed, limitBytes: 1 << 20).count) ?? 0 }
        }
        precondition(bytes == 31 * 200 * page.count)
        report("unpack (\(packed.count) bytes packed)", page, seconds / 200)
    }

    private static func fetch(_ url: String, _ count: Int) async throws {
        let client = try CurlClient()
        var runs = 0
        let clock = ContinuousClock()
        let start = clock.now
        for _ in 0..<count {
            let response = try await client.execute(HTTPRequest(url: url))
            runs += try RunPage(scanning: response.body).rows.count
        }
        let duration = start.duration(to: clock.now)
        line("socket to rows: \(microseconds(duration / count)) µs a page, \(runs / count) runs each")
    }

    private static func report(_ name: String, _ page: [UInt8], _ seconds: Double) {
        let rate = Double(page.count) / seconds / 1_000_000_000
        line("\(name): \(page.count) bytes in \(Int(seconds * 10_000_000) / 10) µs, \(Int(rate * 100)) / 100 GB/s")
    }

    private static func median(of count: Int, _ body: () -> Void) -> Double {
        let clock = ContinuousClock()
        let durations = (0..<count).map { _ in clock.measure(body) }.sorted()
        let (seconds, attoseconds) = durations[count / 2].components
        return Double(seconds) + Double(attoseconds) / 1e18
    }

    private static func microseconds(_ duration: Duration) -> Int64 {
        duration.components.seconds * 1_000_000 + duration.components.attoseconds / 1_000_000_000_000
    }

    private static func line(_ text: String) {
        unsafe puts(text)
    }
}

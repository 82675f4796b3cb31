import Configuration
import History
import Logging
import Model
import Pacing
import Reports
import Sweeping
import Transport

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A sweep on this machine: real network and clock, progress for whoever looks, signals obeyed.
struct SweepRunner {
    let configuration: Configuration
    let environment: Environment
    let publishes: Bool
    let failsOnFailedJobs: Bool
    let format: SharedOptions.Format
    let isQuiet: Bool
    /// Ignore what earlier sweeps have read.
    var readsAll = false
    var logger = Logger(label: "dbmon") { _ in LineLogHandler(isJSON: false) }
    /// `nil` for every workspace.
    var chosen: Set<WorkspaceName>?

    /// Of the five seconds in which a commit is verified after a signal; the rest is for the history and the result.
    private static let grace = Duration.milliseconds(4_500)

    private enum Event: Sendable {
        case ended(SweepResult)
        case failed(ReportError)
        case noHistory(HistoryError)
        case held(HistoryHeld)
        case broken(String)
        case signal(Int32)
        /// Since the signal, `grace` has passed.
        case graceEnded
        case nothing
    }

    func run(signals: AsyncStream<Int32>) async -> ExitCode {
        if !isQuiet { showNotes() }
        OpenFiles.raiseLimit()
        let client: CurlClient
        do throws(TransportError) {
            client = try CurlClient(limits: transferLimits, environment: transportEnvironment)
        } catch {
            return Failure.unexpected(error)
        }
        let clock = SystemClock()
        let interruption = Interruption()
        let progress = SweepProgress(total: chosen?.count ?? configuration.workspaces.count)
        let sweep = Sweep(
            configuration,
            in: .init(
                client: client, clock: clock,
                resolver: SecretResolver(environment: environment.keepingFromChildren(configuration)),
                seed: UInt64.random(in: .min ... .max), readsAll: readsAll, logger: logger,
                interruption: interruption),
            progress: progress)
        let display = isQuiet ? nil : ProgressDisplay(progress: progress, terminal: .errors, clock: clock)
        let outcome = await outcome(of: sweep, display, signals, interruption, clock)
        let code = report(outcome)
        switch outcome.signal {
        case .none: return code
        case .some(SIGINT): return .interrupted
        case .some: return .terminated
        }
    }

    private func showNotes() {
        for note in configuration.notes { Terminal.errors.line("note: \(note)") }
        for problem in SecretCheck(environment: environment).exposures(of: configuration) {
            Terminal.errors.line("note: \(problem.message)" + (problem.fix.map { " (fix: \($0))" } ?? ""))
        }
    }

    /// Everything has ended when this returns.
    private func outcome(
        of sweep: Sweep,
        _ display: ProgressDisplay?,
        _ signals: AsyncStream<Int32>,
        _ interruption: Interruption,
        _ clock: SystemClock
    ) async -> Outcome {
        await withTaskGroup(of: Event.self) { group in
            group.addTask {
                do {
                    return .ended(try await sweep.run(publishes: publishes, only: chosen))
                } catch let error as ReportError {
                    return .failed(error)
                } catch let error as HistoryError {
                    return .noHistory(error)
                } catch let error as HistoryHeld {
                    return .held(error)
                } catch is CancellationError {
                    return .nothing
                } catch {
                    return .broken("\(error)")
                }
            }
            group.addTask {
                for await signal in signals { return .signal(signal) }
                return .nothing
            }
            group.addTask {
                await display?.run()
                return .nothing
            }
            var outcome = Outcome()
            while let event = await group.next() {
                switch event {
                case .signal(let number):
                    outcome.signal = outcome.signal ?? number
                    if !interruption.request() {
                        group.addTask {
                            do { try await clock.sleep(for: Self.grace) } catch { return .nothing }
                            return .graceEnded
                        }
                        continue
                    }
                case .graceEnded: break
                case .nothing: continue
                case .ended, .failed, .noHistory, .held, .broken: outcome.end = event
                }
                group.cancelAll()
            }
            return outcome
        }
    }

    /// How it ended, and the signal that came while it ran: a sweep that was past its last turning back ends by itself.
    private struct Outcome {
        var end = Event.nothing
        var signal: Int32?
    }

    private func report(_ outcome: Outcome) -> ExitCode {
        switch outcome.end {
        case .ended(let result):
            guard print(result) else {
                return Failure.cannotWrite(
                    "the result cannot be written to standard output", fix: "Free some room there")
            }
            return result.exitCode(failOnFailedJobs: failsOnFailedJobs)
        case .failed(let error):
            if case .busy = error { return refuse(error.message, fix: error.fix) }
            return Failure.cannotWrite(error.message, fix: error.fix)
        case .noHistory(let error): return Failure.cannotWrite(error.message, fix: error.fix)
        case .held(let error): return refuse(error.message, fix: error.fix)
        case .broken(let message):
            Terminal.errors.line("dbmon: internal error: \(message)")
            return .internalError
        case .signal, .graceEnded, .nothing:
            // Cancelled before the reports were written, or between them and the commit.
            if !isQuiet { Terminal.errors.line("dbmon: interrupted; nothing was published") }
            return .internalError
        }
    }

    /// Another sweep is at work: nothing was read.
    private func refuse(_ message: String, fix: String) -> ExitCode {
        if format == .json { _ = Terminal.output.write(SweepResult.json(ofRefusal: message).text + "\n") }
        _ = Failure.cannotWrite(message, fix: fix)
        return .notPublished
    }

    /// - Returns: false where it could not be written whole.
    private func print(_ result: SweepResult) -> Bool {
        switch format {
        case .json: return Terminal.output.write(result.json.text + "\n")
        case .text where isQuiet:
            for line in ResultText(result: result, style: Style(hasColor: false)).errorLines {
                Terminal.errors.line(line)
            }
            return true
        case .text:
            let style = Style(hasColor: Terminal.output.hasColor)
            let lines = ResultText(result: result, style: style).lines
            return Terminal.output.write(lines.map { $0 + "\n" }.joined())
        }
    }

    private var transferLimits: TransferLimits {
        let limits = configuration.limits
        return TransferLimits(
            connect: limits.connect, stall: limits.stall, request: limits.request,
            wireBodyBytes: limits.compressedBodyBytes, bodyBytes: limits.bodyBytes)
    }

    private var transportEnvironment: TransportEnvironment {
        TransportEnvironment { environment[$0] }
    }
}

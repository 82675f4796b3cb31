import Model
import Pacing
import Sweeping

/// The live lines of a sweep: one for each workspace that fits, calls a second, and when it may end. On a terminal only.
struct ProgressDisplay: Sendable {
    private static let interval = Duration.milliseconds(100)

    let progress: SweepProgress
    let terminal: Terminal
    let clock: any SweepClock

    /// Draws until the task is cancelled, then takes its lines away.
    func run() async {
        guard terminal.isInteractive else { return }
        let start = clock.now
        var drawn = 0
        while !Task.isCancelled {
            drawn = draw(replacing: drawn, elapsed: clock.now - start)
            do { try await clock.sleep(for: Self.interval) } catch { break }
        }
        erase(drawn)
    }

    private func draw(replacing old: Int, elapsed: Duration) -> Int {
        let (columns, rows) = terminal.size
        let style = Style(hasColor: terminal.hasColor)
        let all = progress.snapshot
        // Those that still run are the ones to look at, where not all fit.
        let room = max(1, rows - 3)
        let shown = all.count <= room ? all : Array((all.filter { !$0.isDone } + all.filter(\.isDone)).prefix(room))
        var lines = shown.map { Self.line($0, columns: columns, style) }
        lines.append(Self.summary(all, total: progress.total, elapsed: elapsed))
        erase(old)
        terminal.write(lines.map { String($0) + "\n" }.joined())
        return lines.count
    }

    private func erase(_ lines: Int) {
        if lines > 0 { terminal.write("\u{1B}[\(lines)A\u{1B}[J") }
    }

    private static func line(_ workspace: WorkspaceProgress.Snapshot, columns: Int, _ style: Style) -> String {
        let name = workspace.name.text.padded(to: 20)
        let state: String
        let tone: Style.Tone?
        switch workspace.phase {
        case .listing: (state, tone) = ("reading", .busy)
        case .following: (state, tone) = ("errors \(workspace.failuresFollowed)/\(workspace.failures)", .busy)
        case .done(let status): (state, tone) = (status, status == "ok" ? .good : .notice)
        }
        var counts = "\(workspace.jobs) jobs  \(workspace.runs) runs  \(workspace.calls) calls"
        if workspace.throttled > 0 { counts += "  \(workspace.throttled) throttled" }
        let plain = "  \(name)  \(state.padded(to: 14))  \(counts)"
        guard plain.count < columns else { return String(plain.prefix(max(1, columns - 1))) }
        return "  \(name)  \(style.paint(state.padded(to: 14), tone))  \(counts)"
    }

    private static func summary(
        _ all: [WorkspaceProgress.Snapshot],
        total: Int,
        elapsed: Duration
    ) -> String {
        let done = all.count(where: \.isDone)
        let calls = all.reduce(0) { $0 + $1.calls }
        let seconds = max(0.001, Double(elapsed.wholeMilliseconds) / 1_000)
        var text = "  \(done) of \(total) workspaces, \(calls) calls"
        if seconds >= 1 { text += ", \(Int(Double(calls) / seconds)) calls/s" }
        if done > 0, done < total {
            text += ", ETA \(max(1, Int(seconds * Double(total - done) / Double(done)))) s"
        }
        return text
    }
}

extension WorkspaceProgress.Snapshot {
    fileprivate var isDone: Bool {
        if case .done = phase { true } else { false }
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String {
        count >= width ? self : self + String(repeating: " ", count: width - count)
    }
}

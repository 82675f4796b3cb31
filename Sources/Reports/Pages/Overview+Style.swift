internal import Model

extension Overview {
    static func style(of status: JobStatus) -> String {
        switch status {
        case .success: "success"
        case .failed: "failed"
        case .running: "running"
        case .canceled: "canceled"
        case .skipped: "skipped"
        case .noRuns: "no-runs"
        case .notFound: "not-found"
        case .unreachable: "unreachable"
        }
    }

    /// Told apart by lightness as well as by hue, for readers who do not see all hues.
    static let style = """
        <style>
        text { font: 15px system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; fill: #1f2328 }
        .head { font-size: 20px; font-weight: 600 }
        .small { font-size: 14px }
        .quiet { font-size: 14px; fill: #59636e }
        .end { text-anchor: end }
        .page { fill: #ffffff; stroke: #d1d9e0 }
        .track { fill: #eaeef2 }
        .success { fill: #7bc8a4 }
        .failed { fill: #c9252d }
        .running { fill: #3b82c4 }
        .canceled { fill: #8a6fb0 }
        .skipped { fill: #b9a3d6 }
        .no-runs { fill: #c4ccd4 }
        .not-found { fill: #e8a33d }
        .unreachable { fill: #4a5058 }
        @media (prefers-color-scheme: dark) {
        text { fill: #e6edf3 }
        .quiet { fill: #9198a1 }
        .page { fill: #0d1117; stroke: #3d444d }
        .track { fill: #21262d }
        .success { fill: #2f7d5b }
        .failed { fill: #f4525a }
        .running { fill: #5aa2e6 }
        .canceled { fill: #a48acb }
        .skipped { fill: #6f5a91 }
        .no-runs { fill: #4b535d }
        .not-found { fill: #d9932b }
        .unreachable { fill: #c5ccd4 }
        }
        </style>
        """
}

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

    /// Told apart by lightness and pattern as well as by hue, for readers who do not see all hues.
    static let style = """
        <style>
        text { font: 15px system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; fill: #1f2328 }
        .head { font-size: 20px; font-weight: 600 }
        .small { font-size: 14px }
        .quiet { font-size: 14px; fill: #59636e }
        .end { text-anchor: end }
        .page { fill: #ffffff; stroke: #d1d9e0 }
        .track { fill: #eaeef2 }
        .success { fill: #8fd3b0 }
        .failed { fill: #c9252d }
        .unreachable { fill: url(#unreachable) }
        .unknown { fill: url(#unreachable) }
        .not-found { fill: url(#not-found) }
        .running { fill: #2f78bd }
        .canceled { fill: url(#canceled) }
        .skipped { fill: #c3afe0 }
        .no-runs { fill: url(#no-runs) }
        .ground { fill: #ffffff }
        .grey { fill: #aab4bf }
        .black { fill: #3d434b }
        .amber { fill: #b86e00 }
        .violet { fill: #7d5fb0 }
        @media (prefers-color-scheme: dark) {
        text { fill: #e6edf3 }
        .quiet { fill: #9198a1 }
        .page { fill: #0d1117; stroke: #3d444d }
        .track { fill: #21262d }
        .success { fill: #2a6e51 }
        .failed { fill: #f4525a }
        .running { fill: #5aa2e6 }
        .skipped { fill: #6f5a91 }
        .ground { fill: #0d1117 }
        .grey { fill: #6a737e }
        .black { fill: #d3dae1 }
        .amber { fill: #f0b04a }
        .violet { fill: #b79be6 }
        }
        </style>
        """

    static let patterns = """
        <defs>
        <pattern id="unreachable" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect class="ground" width="6" height="6"/><rect class="black" width="3" height="6"/>
        </pattern>
        <pattern id="not-found" width="5" height="5" patternUnits="userSpaceOnUse">
        <rect class="ground" width="5" height="5"/><circle class="amber" cx="2.5" cy="2.5" r="1.3"/>
        </pattern>
        <pattern id="canceled" width="4" height="4" patternUnits="userSpaceOnUse">
        <rect class="ground" width="4" height="4"/><rect class="violet" width="4" height="2"/>
        </pattern>
        <pattern id="no-runs" width="4" height="4" patternUnits="userSpaceOnUse">
        <rect class="ground" width="4" height="4"/><rect class="grey" width="2" height="4"/>
        </pattern>
        </defs>
        """
}

/// Which workspaces a page shows where it cannot show all.
struct Attention {
    let shown: [Report.Section]
    let hidden: [Report.Section]

    /// All, as configured, where they fit; else those with the most jobs to look at, most first.
    init(_ sections: [Report.Section], limit: Int) {
        guard sections.count > limit else {
            shown = sections
            hidden = []
            return
        }
        let ranked = sections.enumerated().sorted { left, right in
            let (first, second) = (left.element.tally.concern, right.element.tally.concern)
            return first != second ? first > second : left.offset < right.offset
        }
        shown = ranked.prefix(limit).map(\.element)
        hidden = ranked.dropFirst(limit).map(\.element)
    }
}

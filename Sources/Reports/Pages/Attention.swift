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
            let (first, second) = (left.element.concern, right.element.concern)
            return first != second ? first > second : left.offset < right.offset
        }
        shown = ranked.prefix(limit).map(\.element)
        hidden = ranked.dropFirst(limit).map(\.element)
    }
}

extension Report.Section {
    /// It was never read: nobody knows whether it has jobs.
    var isUnknown: Bool { workspace.isUnread && tally.total == 0 }

    /// How much there is to look at.
    var concern: Int { isUnknown ? 1 : tally.concern }
}

/// How much room a text needs in overview.svg, guessed on the wide side: nobody knows the reader's fonts, and two texts
/// of a line must not meet. For ASCII, which workspace names and our own words are.
struct TextWidth {
    private(set) var pixels: Int

    /// At 14 pixels; names are set at 15.
    init(small text: String) { pixels = text.utf8.reduce(0) { $0 + Self.width($1) } }

    /// The beginning of a name that fits, with an ellipsis where some is missing.
    static func cut(_ name: String, to pixels: Int) -> String {
        let whole = TextWidth(small: name).pixels * 15 / 14
        guard whole > pixels else { return name }
        var room = pixels - 15  // the ellipsis
        let beginning = name.utf8.prefix { byte in
            room -= width(byte) * 15 / 14 + 1
            return room >= 0
        }
        return String(decoding: beginning, as: UTF8.self) + "…"
    }

    /// After DejaVu Sans, the widest of the fonts that are asked for.
    private static func width(_ byte: UInt8) -> Int {
        switch byte {
        case 0x4D, 0x57, 0x6D: 14  // M W m
        case 0x41...0x5A, 0x77: 10  // A–Z w
        case 0x20, 0x2C, 0x2D, 0x2E, 0x66, 0x69, 0x6A, 0x6C, 0x72, 0x74: 6  // space , - . f i j l r t
        default: 9
        }
    }
}

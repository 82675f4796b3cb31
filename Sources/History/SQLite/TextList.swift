/// Several texts in one: each behind the number of its UTF-8 bytes and a colon, like `7:extract4:load`.
enum TextList {
    static func text(_ texts: [String]) -> String {
        texts.reduce(into: "") { list, text in list += "\(text.utf8.count):\(text)" }
    }

    /// - Returns: `nil` for anything that `text` did not make.
    static func texts(_ text: String) -> [String]? {
        var texts: [String] = []
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            guard let colon = rest.firstIndex(of: 0x3A),
                let count = Int(String(decoding: rest[..<colon], as: UTF8.self)), count >= 0,
                count <= rest.endIndex - colon - 1
            else { return nil }
            let end = colon + 1 + count
            texts.append(String(decoding: rest[(colon + 1)..<end], as: UTF8.self))
            rest = rest[end...]
        }
        return texts
    }
}

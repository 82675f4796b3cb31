/// Where a terminal escape sequence in a text ends (ECMA-48, and what terminals make of it).
package enum EscapeSequence {
    private static let escape: UInt8 = 0x1B

    /// The index behind the sequence that begins at `start`; `nil` where none begins there.
    ///
    /// A control string (a window's title, a link) without its end takes only its introducer along: what follows may be
    /// the error itself. Every byte is looked at a bounded number of times, however the text nests its introducers.
    package static func end(in bytes: Span<UInt8>, from start: Int) -> Int? {
        if bytes[start] == escape {
            guard start + 1 < bytes.count else { return nil }
            switch bytes[start + 1] {
            case 0x5B: return controlSequenceEnd(in: bytes, from: start + 2)
            case 0x5D: return stringEnd(in: bytes, from: start + 2, bellEnds: true)
            case 0x50, 0x58, 0x5E, 0x5F: return stringEnd(in: bytes, from: start + 2, bellEnds: false)
            default: return shortSequenceEnd(in: bytes, from: start + 1)
            }
        }
        guard bytes[start] == 0xC2, start + 1 < bytes.count else { return nil }
        switch bytes[start + 1] {
        case 0x9B: return controlSequenceEnd(in: bytes, from: start + 2)
        case 0x9D: return stringEnd(in: bytes, from: start + 2, bellEnds: true)
        case 0x90, 0x98, 0x9E, 0x9F: return stringEnd(in: bytes, from: start + 2, bellEnds: false)
        default: return nil
        }
    }

    /// A text without them.
    package static func removed(from text: String) -> String {
        var text = text
        text.makeContiguousUTF8()
        let bytes = text.utf8.span
        var plain: [UInt8] = []
        var index = 0
        var kept = 0
        while index < bytes.count {
            guard bytes[index] == escape || bytes[index] == 0xC2, let end = end(in: bytes, from: index) else {
                index += 1
                continue
            }
            for place in kept..<index { plain.append(bytes[place]) }
            index = end
            kept = end
        }
        if kept == 0 { return text }
        for place in kept..<bytes.count { plain.append(bytes[place]) }
        return String(decoding: plain, as: UTF8.self)
    }

    /// CSI: parameters, intermediates, one final byte. What does not fit ends it and stays.
    private static func controlSequenceEnd(in bytes: Span<UInt8>, from start: Int) -> Int {
        var index = start
        while index < bytes.count, (0x30...0x3F).contains(bytes[index]) { index += 1 }
        while index < bytes.count, (0x20...0x2F).contains(bytes[index]) { index += 1 }
        if index < bytes.count, (0x40...0x7E).contains(bytes[index]) { index += 1 }
        return index
    }

    /// `ESC ( B`, `ESC 7`, `ESC c`: intermediates, one final byte.
    private static func shortSequenceEnd(in bytes: Span<UInt8>, from start: Int) -> Int? {
        var index = start
        while index < bytes.count, (0x20...0x2F).contains(bytes[index]) { index += 1 }
        guard index < bytes.count, (0x30...0x7E).contains(bytes[index]) else { return nil }
        return index + 1
    }

    /// OSC, DCS, SOS, PM, APC: up to ST, for OSC also BEL. Another escape or C1 control, CAN and SUB break it off.
    private static func stringEnd(in bytes: Span<UInt8>, from start: Int, bellEnds: Bool) -> Int {
        var index = start
        while index < bytes.count {
            switch bytes[index] {
            case 0x07 where bellEnds: return index + 1
            case 0x18, 0x1A: return index + 1
            case 0x0A, 0x0D: return start
            case escape:
                return index + 1 < bytes.count && bytes[index + 1] == 0x5C ? index + 2 : index
            case 0xC2 where index + 1 < bytes.count && (0x80...0x9F).contains(bytes[index + 1]):
                return bytes[index + 1] == 0x9C ? index + 2 : index
            default: index += 1
            }
        }
        return start
    }
}

/// How long and how large one request may become: INTERFACE "Limits".
package struct TransferLimits: Sendable, Hashable {
    package let connect: Duration
    /// No byte for so long.
    package let stall: Duration
    /// The whole request, from its start to its last byte.
    package let request: Duration
    /// An answer's body as it comes over the wire.
    package let wireBodyBytes: Int
    /// The same, unpacked.
    package let bodyBytes: Int
    /// The bodies of all answers under way together; beyond it large answers fail, and may be asked for again.
    package let heldBytes: Int
    /// All headers of an answer together. Real ones have about 2 kB.
    package let headerBytes: Int

    package init(
        connect: Duration = .seconds(10),
        stall: Duration = .seconds(20),
        request: Duration = .seconds(60),
        wireBodyBytes: Int = 16 << 20,
        bodyBytes: Int = 64 << 20,
        heldBytes: Int = 128 << 20,
        headerBytes: Int = 256 << 10
    ) {
        self.connect = connect
        self.stall = stall
        self.request = request
        self.wireBodyBytes = wireBodyBytes
        self.bodyBytes = bodyBytes
        self.heldBytes = heldBytes
        self.headerBytes = headerBytes
    }
}

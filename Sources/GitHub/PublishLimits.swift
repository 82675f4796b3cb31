/// Everything that bounds a publication, in one place.
package struct PublishLimits: Sendable {
    /// Tries of one call that gets no usable answer, throttled ones included.
    package var attempts = 4
    /// Tries of a call that names an object the service has just made and does not know yet (api/github, 6).
    package var freshObjectAttempts = 4
    /// In all, for rate limits to end.
    package var throttleWait: Duration = .seconds(120)
    /// How often a commit is built anew because the branch moved.
    package var rebuilds = 10
    /// In all, for reads of the branch that still show a head it has left.
    package var staleWait: Duration = .seconds(60)
    /// For a moved branch to show its new head.
    package var verificationWait: Duration = .seconds(30)
    /// Of one call that builds a tree: the service gives up after about ten seconds of work.
    package var entriesPerTree = 100
    /// Of one call that builds a tree, in bytes of text before it is escaped. A larger file is uploaded by itself.
    package var inlineBytesPerTree = 1_000_000
    /// Calls in a row that built no tree, before the publication fails: a chunk is halved after each second one.
    package var treeFailures = 8
    /// Files whose first line is read to learn whether dbmon wrote them.
    package var removalReads = 200
    /// Uploads at full speed; later ones keep a second apart, so that with the other writes a minute never sees more
    /// than the 80 that the service allows.
    package var uploadBurst = 15
    /// Redirects followed: a repository is rarely renamed while it is published to.
    package var redirects = 3
    /// Files of one publication: above, something is wrong with the caller.
    package var files = 20_000

    package static let standard = PublishLimits()

    package init() {}
}

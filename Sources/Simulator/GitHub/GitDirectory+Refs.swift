extension GitDirectory {
    package func ref(_ name: GitRefName) throws(GitStorageError) -> GitObjectID? {
        if let bytes = try files.read(name.text) { return GitObjectID(hex: GitFiles.firstLine(of: bytes)) }
        return try packedRefs()[name]
    }

    package func refs() throws(GitStorageError) -> [GitRef] {
        var refs = try packedRefs()
        for path in try files.list("refs") {
            guard let name = GitRefName(path), let bytes = try files.read(path) else { continue }
            guard let id = GitObjectID(hex: GitFiles.firstLine(of: bytes)) else { continue }
            refs[name] = id
        }
        return refs.map { GitRef(name: $0.key, id: $0.value) }.sorted { $0.name < $1.name }
    }

    /// Follows git's own protocol: whoever creates `REF.lock` may change the ref, and renames the lock over it.
    package mutating func move(
        _ name: GitRefName,
        from old: GitObjectID?,
        to new: GitObjectID?
    ) throws(GitStorageError) -> Bool {
        if old == nil, new != nil, try clashes(name) { return false }
        let lock = "\(name).lock"
        guard try files.create(lock, holding: Array("\(new?.hex ?? "")\n".utf8)) else {
            throw .locked(path: files.absolute(lock))
        }
        do throws(GitStorageError) {
            guard try ref(name) == old else {
                try files.remove(lock)
                return false
            }
            if new != nil {
                try files.rename(lock, to: name.text)
            } else {
                // The packed entry first: without the loose file it would come to light again.
                try unpack(name)
                try files.remove(name.text)
                try files.remove(lock)
            }
            return true
        } catch {
            try? files.remove(lock)
            throw error
        }
    }

    private func clashes(_ name: GitRefName) throws(GitStorageError) -> Bool {
        let inner = name.text + "/"
        let enclosing = Set(name.enclosing)
        return try refs().contains { $0.name.text.hasPrefix(inner) || enclosing.contains($0.name.text) }
    }

    // MARK: packed-refs, which git writes when told to pack

    private static let packedPath = "packed-refs"

    private func packedRefs() throws(GitStorageError) -> [GitRefName: GitObjectID] {
        var refs: [GitRefName: GitObjectID] = [:]
        for line in try packedLines() {
            if let ref = Self.packedRef(line) { refs[ref.name] = ref.id }
        }
        return refs
    }

    private func packedLines() throws(GitStorageError) -> [ArraySlice<UInt8>] {
        try files.read(Self.packedPath)?.split(separator: 0x0A) ?? []
    }

    /// - Returns: `nil` for the header, and for the peeled id that follows an annotated tag.
    private static func packedRef(_ line: ArraySlice<UInt8>) -> GitRef? {
        let words = String(decoding: line, as: UTF8.self).split(separator: " ")
        guard words.count == 2, let id = GitObjectID(hex: String(words[0])), let name = GitRefName(String(words[1]))
        else { return nil }
        return GitRef(name: name, id: id)
    }

    private func unpack(_ name: GitRefName) throws(GitStorageError) {
        let lines = try packedLines()
        var kept: [UInt8] = []
        var dropsPeeled = false
        var found = false
        for line in lines {
            if line.first == 0x5E, dropsPeeled { continue }
            dropsPeeled = Self.packedRef(line)?.name == name
            if dropsPeeled {
                found = true
            } else {
                kept += line + [0x0A]
            }
        }
        guard found else { return }
        let lock = "\(Self.packedPath).lock"
        guard try files.create(lock, holding: kept) else { throw .locked(path: files.absolute(lock)) }
        try files.rename(lock, to: Self.packedPath)
    }
}

/// A repository in memory: a value, so that copying it is a snapshot.
package struct MemoryGitStorage: GitStorage {
    private var objects: [GitObjectID: GitObject] = [:]
    private var heads: [GitRefName: GitObjectID] = [:]

    package init() {}

    package var objectCount: Int { objects.count }

    package func object(_ id: GitObjectID) -> GitObject? { objects[id] }

    package func outline(_ id: GitObjectID) -> GitObjectOutline? {
        objects[id].map { GitObjectOutline(kind: $0.kind, sizeBytes: $0.content.count) }
    }

    package mutating func store(_ object: GitObject) { objects[object.id] = object }

    package func ref(_ name: GitRefName) -> GitObjectID? { heads[name] }

    package func refs() -> [GitRef] { heads.map { GitRef(name: $0.key, id: $0.value) }.sorted { $0.name < $1.name } }

    package mutating func move(_ name: GitRefName, from old: GitObjectID?, to new: GitObjectID?) -> Bool {
        guard heads[name] == old else { return false }
        if old == nil, new != nil {
            let inner = name.text + "/"
            let enclosing = Set(name.enclosing)
            let clash = heads.keys.contains { $0.text.hasPrefix(inner) || enclosing.contains($0.text) }
            if clash { return false }
        }
        heads[name] = new
        return true
    }
}

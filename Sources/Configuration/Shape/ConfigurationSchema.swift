package import Model

/// `workspaces.json` as a JSON Schema (draft 2020-12), for editors.
package enum ConfigurationSchema {
    /// What fits it may still be refused by dbmon, which also looks across the file; what dbmon takes always fits it.
    package static var json: JSONText {
        .object(
            [
                ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
                ("title", .string("dbmon workspaces.json")),
                ("description", .string("The workspaces that dbmon sweeps, and where it publishes what it finds.")),
            ] + members(of: FileShape.top) + [
                ("allOf", .array(acrossTheFile)),
                ("$defs", .object(definitions)),
            ])
    }

    private static let noToken = reference("no_token")

    /// Written once each, in the order in which they are first needed.
    private static var definitions: [(key: String, value: JSONText)] {
        var found: [(key: String, value: JSONText)] = [
            (
                "no_token",
                .object([
                    ("description", .string("A secret must not be written into this file, only where it is kept.")),
                    ("not", .object([("pattern", .string(TextForm.token))])),
                ])
            )
        ]
        func visit(_ value: FileValue) {
            switch value {
            case .text, .integer, .number, .duration, .choice, .tags: break
            case .list(let element, _, _): visit(element)
            case .object(let object): object.keys.forEach { visit($0.value) }
            case .either(let values): values.forEach(visit)
            case .byType(let types): types.forEach { visit(.object($0.object)) }
            case .shared(let name, let value):
                guard !found.contains(where: { $0.key == name }) else { return }
                found.append((name, .object(members(of: value))))
                visit(value)
            }
        }
        visit(.object(FileShape.top))
        return found
    }

    // MARK: - Values

    private static func members(of value: FileValue) -> [(key: String, value: JSONText)] {
        switch value {
        case .text(.any): return [("type", .string("string")), noToken]
        case .text(let form):
            let pattern = form.pattern.map { [("pattern", JSONText.string($0))] } ?? []
            return [("type", .string("string")), noToken] + pattern
        case .integer(let range):
            return [
                ("type", .string("integer")), ("minimum", .number("\(range.lowerBound)")),
                ("maximum", .number("\(range.upperBound)")),
            ]
        case .number(let range):
            return [
                ("type", .string("number")), ("minimum", .number("\(range.lowerBound)")),
                ("maximum", .number("\(range.upperBound)")),
            ]
        case .duration(let range):
            return [("type", .string("string")), ("pattern", .string(DecimalRangePattern.durations(range)))]
        case .choice(let names): return [("enum", .array(names.map(JSONText.string)))]
        case .list(let element, let count, let isSet):
            return [("type", .string("array")), ("items", .object(members(of: element)))]
                + (count > 0 ? [("minItems", .integer(count))] : []) + (isSet ? [("uniqueItems", .bool(true))] : [])
        case .object(let object): return members(of: object)
        case .tags:
            return [
                ("type", .string("object")), ("minProperties", .integer(1)),
                ("propertyNames", .object([noToken])),
                ("additionalProperties", .object(members(of: .text(.any)))),
            ]
        case .either(let values): return [("anyOf", .array(values.map { .object(members(of: $0)) }))]
        case .byType(let types):
            let type = ("type", JSONText.object([("enum", .array(types.map { .string($0.type) }))]))
            return [
                ("type", .string("object")), ("required", .array([.string("type")])), ("properties", .object([type])),
                ("oneOf", .array(types.map { .object(members(of: $0.object)) })),
            ]
        case .shared(let name, _): return [reference(name)]
        }
    }

    private static func members(of object: FileObject) -> [(key: String, value: JSONText)] {
        let properties = object.keys.map { ($0.name, JSONText.object(members(of: $0))) }
        var rules: [(key: String, value: JSONText)] = [
            ("type", .string("object")), ("properties", .object(properties)), ("additionalProperties", .bool(false)),
        ]
        if !object.required.isEmpty { rules.append(("required", .array(object.required.map(JSONText.string)))) }
        if object.isNeverEmpty { rules.append(("minProperties", .integer(1))) }
        if !object.selectors.isEmpty { rules.append(("oneOf", .array(object.selectors.map { requires($0) }))) }
        return rules
    }

    private static func members(of key: FileKey) -> [(key: String, value: JSONText)] {
        [("description", .string(key.summary))] + members(of: key.value)
            + (key.standard.map { [("default", $0)] } ?? [])
            + (key.examples.isEmpty ? [] : [("examples", .array(key.examples))])
    }

    private static func reference(_ name: String) -> (key: String, value: JSONText) {
        ("$ref", .string("#/$defs/\(name)"))
    }

    // MARK: - Across the file

    /// Every workspace has an `auth`, its own or that of `defaults`, and a host, unless its profile gives one.
    private static var acrossTheFile: [JSONText] {
        let everyoneHasAuth = everyWorkspace(requires("auth"))
        let needsHost = JSONText.object([("if", authThatIsNoProfile), ("then", requires("host"))])
        let needsHostByDefault = everyWorkspace(.object([("anyOf", .array([requires("auth"), requires("host")]))]))
        return [
            .object([
                ("if", .object([("not", defaults(requires("auth")))])), ("then", everyoneHasAuth),
            ]),
            .object([
                ("if", defaults(authThatIsNoProfile)), ("then", needsHostByDefault),
            ]),
            everyWorkspace(needsHost),
        ]
    }

    private static func requires(_ key: String) -> JSONText { .object([("required", .array([.string(key)]))]) }

    /// A profile may name the host; nothing else does.
    private static let authThatIsNoProfile = JSONText.object([
        ("required", .array([.string("auth")])),
        (
            "properties",
            .object([
                (
                    "auth",
                    .object([
                        ("required", .array([.string("type")])),
                        (
                            "properties",
                            .object([("type", .object([("not", .object([("const", .string("profile"))]))]))])
                        ),
                    ])
                )
            ])
        ),
    ])

    private static func defaults(_ rule: JSONText) -> JSONText {
        .object([
            ("required", .array([.string("defaults")])), ("properties", .object([("defaults", rule)])),
        ])
    }

    private static func everyWorkspace(_ rule: JSONText) -> JSONText {
        .object([("properties", .object([("workspaces", .object([("items", rule)]))]))])
    }
}

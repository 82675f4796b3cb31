// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that the product's build does not carry the benchmarks. The product's interfaces are visible
// within one package alone: its sources are compiled here once more, through the link `Sources`.

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .strictMemorySafety(),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

func layer(_ name: String, below: [Target.Dependency]) -> Target {
    .target(name: name, dependencies: below, path: "Sources/\(name)", swiftSettings: settings)
}

let package = Package(
    name: "benchmarks",
    platforms: [.macOS(.v26)],
    dependencies: [.package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0")],
    targets: [
        .systemLibrary(name: "CLibcurl", path: "Sources/CLibcurl", pkgConfig: "libcurl"),
        .systemLibrary(name: "CZlib", path: "Sources/CZlib", pkgConfig: "zlib"),
        layer("Model", below: []),
        layer("Transport", below: ["Model", "CLibcurl", "CZlib"]),
        layer("Pacing", below: ["Model"]),
        layer("Databricks", below: ["Model", "Transport", "Pacing"]),
        layer(
            "History",
            below: [
                "Model", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]),
        .executableTarget(
            name: "Landing", dependencies: ["History", "Model"], path: "Landing", swiftSettings: settings),
        .executableTarget(
            name: "Scanning", dependencies: ["CZlib", "Databricks", "Model", "Transport"], path: "Scanning",
            swiftSettings: settings),
    ]
)

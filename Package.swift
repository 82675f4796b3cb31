// swift-tools-version: 6.2
import PackageDescription

/// One list for every target of ours: the Swift 6 language mode, and a warning is an error.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .strictMemorySafety(),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

/// A layer of the product: what stands in `below` is all that it may import.
func layer(_ name: String, below: [Target.Dependency]) -> Target {
    .target(name: name, dependencies: below, swiftSettings: settings)
}

func tests(of name: String, with dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
    .testTarget(
        name: "\(name)Tests",
        dependencies: [.byName(name: name)] + dependencies,
        exclude: exclude,
        swiftSettings: settings
    )
}

let package = Package(
    name: "dbmon",
    platforms: [.macOS(.v26)],
    products: [.executable(name: "dbmon", targets: ["dbmon"])],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
    ],
    targets: [
        .systemLibrary(
            name: "CLibcurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"]), .brew(["curl"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),

        layer("Model", below: []),
        layer("Transport", below: ["Model", "CLibcurl", "CZlib"]),
        layer("Pacing", below: ["Model"]),
        layer("Configuration", below: ["Model", "Transport", "Pacing"]),
        layer("Databricks", below: ["Model", "Transport", "Pacing"]),
        layer(
            "GitHub", below: ["Model", "Transport", "Pacing", .product(name: "Crypto", package: "swift-crypto")]),
        layer("Diagnosis", below: ["Model"]),
        layer("Reports", below: ["Model"]),
        layer(
            "History",
            below: [
                "Model", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]),
        layer(
            "Sweeping",
            below: [
                "Model", "Transport", "Pacing", "Configuration", "Databricks", "GitHub", "Diagnosis", "Reports",
                "History",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
            ]),
        layer(
            "Simulator",
            below: [
                "Model", "Transport", "Pacing", "CZlib",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ]),
        .executableTarget(
            name: "dbmon",
            dependencies: [
                "Model", "Transport", "Pacing", "Configuration", "History", "Reports", "Sweeping", "Simulator",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: settings
        ),

        tests(of: "Model"),
        .testTarget(
            name: "TransportTests",
            dependencies: ["Transport", "Model"],
            swiftSettings: settings,
            // A test stands in for the name service, which libcurl asks through the system's library.
            linkerSettings: [
                .unsafeFlags(
                    ["-Xlinker", "--export-dynamic-symbol=getaddrinfo"], .when(platforms: [.linux]))
            ]
        ),
        tests(of: "Pacing", with: ["Model"]),
        tests(of: "Configuration", with: ["Model", "Transport", "Pacing"], exclude: ["Snapshots"]),
        .testTarget(name: "CommandTests", dependencies: ["dbmon"], swiftSettings: settings),
        tests(of: "Databricks", with: ["Model", "Pacing", "Simulator", "Transport"]),
        tests(of: "Diagnosis", with: ["Model"]),
        tests(of: "GitHub", with: ["Model", "Pacing", "Simulator", "Transport"]),
        tests(
            of: "History", with: ["Model", .product(name: "GRDB", package: "GRDB.swift")], exclude: ["Fixtures"]),
        tests(of: "Reports", with: ["Model"], exclude: ["Snapshots"]),
        tests(of: "Simulator", with: ["Model", "Pacing", "Transport"]),
        .testTarget(
            name: "ClientTests", dependencies: ["Model", "Pacing", "Simulator"], swiftSettings: settings),
        tests(
            of: "Sweeping",
            with: [
                "Configuration", "History", "Model", "Pacing", "Reports", "Simulator", "Transport",
                .product(name: "Logging", package: "swift-log"),
            ]),
    ]
)

// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "milepost",
    products: [
        .executable(name: "milepost", targets: ["MilepostCommand"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        .target(name: "Milepost"),
        .target(
            name: "EventLog",
            dependencies: ["Milepost", .product(name: "Crypto", package: "swift-crypto")]
        ),
        .target(
            name: "EventLogSQLite",
            dependencies: [
                "Milepost", "EventLog",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            resources: [.embedInCode("SQL")]
        ),
        // Workbooks: libxlsxwriter writes them, minizip (which it loads itself) opens them again.
        .systemLibrary(
            name: "CXLSXWriter",
            pkgConfig: "xlsxwriter",
            providers: [.apt(["libxlsxwriter-dev", "zlib1g-dev"])]
        ),
        .systemLibrary(
            name: "CMinizip",
            pkgConfig: "minizip",
            providers: [.apt(["libminizip-dev", "zlib1g-dev"])]
        ),
        .target(
            name: "MilepostReports",
            dependencies: ["Milepost", "EventLog", "CXLSXWriter", "CMinizip"]
        ),
        .executableTarget(
            name: "MilepostCommand",
            dependencies: [
                "Milepost", "EventLog", "EventLogSQLite", "MilepostReports",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Yams", package: "Yams"),
            ]
        ),
        .testTarget(name: "MilepostTests", dependencies: ["Milepost"]),
        .testTarget(
            name: "StoreTests",
            dependencies: [
                "Milepost", "EventLog", "EventLogSQLite", "MilepostReports",
                .product(name: "GRDB", package: "GRDB.swift"),
            ]
        ),
        .testTarget(
            name: "MilepostReportsTests",
            dependencies: ["Milepost", "EventLog", "MilepostReports"]
        ),
        .testTarget(
            name: "MilepostCommandTests",
            dependencies: [
                "MilepostCommand", "Milepost", "EventLog", "EventLogSQLite", "MilepostReports",
            ]
        ),
        .testTarget(
            name: "CityTests",
            dependencies: [
                "MilepostCommand", "Milepost", "EventLog", "EventLogSQLite", "MilepostReports",
                .product(name: "GRDB", package: "GRDB.swift"),
            ]
        ),
        .testTarget(
            name: "ProofTests",
            dependencies: [
                "Milepost", "EventLog", .product(name: "Crypto", package: "swift-crypto"),
            ]
        ),
        // The built program as its users run it; named so that it is built before the tests.
        .testTarget(name: "EndToEndTests", dependencies: ["MilepostCommand"]),
    ],
    swiftLanguageModes: [.v6]
)

/// Every target of ours is held to the same rules; a warning fails the build.
let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]
for target in package.targets where target.type != .system {
    target.swiftSettings = (target.swiftSettings ?? []) + settings
}

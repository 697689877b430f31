// swift-tools-version: 6.2
import PackageDescription

// Each target is one layer; a target may only depend on targets listed above it (CONTRIBUTING rule checked by ImportTests).
let package = Package(
    name: "sextant",
    products: [.executable(name: "sextant", targets: ["sextant"])],
    targets: [
        .target(name: "Units"),
        .target(name: "CostModel", dependencies: ["Units"]),
        .target(name: "Catalog", dependencies: ["CostModel", "Units"]),
        .target(name: "Planning", dependencies: ["CostModel", "Units"]),
        .target(name: "Presentation", dependencies: ["Units"]),
        .target(name: "CReference", cSettings: [.unsafeFlags(["-O3"])]),
        .target(name: "Benchmark", dependencies: ["CReference", "CostModel", "Planning"]),
        .target(
            name: "Shell", dependencies: ["Benchmark", "Catalog", "CostModel", "Planning", "Presentation", "Units"]),
        .systemLibrary(name: "CLibEdit", pkgConfig: "libedit", providers: [.apt(["libedit-dev"])]),
        .target(name: "Terminal", dependencies: ["CLibEdit"]),
        .executableTarget(name: "sextant", dependencies: ["Shell", "Terminal"]),
        .testTarget(
            name: "CatalogTests", dependencies: ["Catalog", "CostModel", "Units"], resources: [.copy("Configs")]),
        .testTarget(
            name: "AccuracyTests", dependencies: ["Benchmark", "Catalog", "CostModel", "Planning", "Units"]),
    ],
    swiftLanguageModes: [.v6]
)

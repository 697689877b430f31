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
        .target(name: "Shell", dependencies: ["Catalog", "CostModel", "Planning", "Presentation", "Units"]),
        .systemLibrary(name: "CLibEdit", pkgConfig: "libedit", providers: [.apt(["libedit-dev"])]),
        .target(name: "Terminal", dependencies: ["CLibEdit"]),
        .executableTarget(name: "sextant", dependencies: ["Shell", "Terminal"]),
    ],
    swiftLanguageModes: [.v6]
)

// swift-tools-version: 6.2
import PackageDescription

// The equations are generic over what a number is; without optimisation each addition of theirs is a call, and tests that
// evaluate a million plans take ten times as long.
let engineSettings: [SwiftSetting] = [
    .unsafeFlags(
        ["-O", "-whole-module-optimization", "-num-threads", "2", "-disable-batch-mode"], .when(configuration: .debug))
]

// Each target is one layer and may only depend on targets above it; ArchitectureTests check the imports.
let package = Package(
    name: "sextant",
    products: [
        .executable(name: "sextant", targets: ["sextant"]),
        // For programs in Swift: the equations with the catalogue, and what searches with them.
        .library(name: "SextantEngine", targets: ["CostModel", "Catalog", "Units"]),
        .library(name: "SextantPlanner", targets: ["Planning", "CostModel", "Catalog", "Units"]),
    ],
    targets: [
        .target(name: "Units"),
        .target(name: "Text", dependencies: ["Units"]),
        .target(name: "Launch", dependencies: ["Text", "Units"]),
        .target(name: "Storage", dependencies: ["Units"]),
        .target(name: "Programs"),
        .target(name: "Threads"),
        .target(name: "Fitting"),
        .target(name: "Lanes", swiftSettings: engineSettings),
        .target(name: "Queueing", dependencies: ["Fitting"], swiftSettings: engineSettings),
        .target(name: "CostModel", dependencies: ["Lanes", "Queueing", "Units"], swiftSettings: engineSettings),
        // Files that C embeds, so that the program needs none beside it.
        .target(
            name: "CatalogData",
            exclude: ["architectures.json", "catalogue.jsonl", "calibrations", "class-defaults.jsonl", "models"]),
        .target(name: "Catalog", dependencies: ["CatalogData", "CostModel", "Text", "Units"]),
        .target(name: "Planning", dependencies: ["CostModel", "Lanes", "Queueing", "Threads", "Units"]),
        .target(
            name: "Measurements",
            dependencies: ["Catalog", "CostModel", "Fitting", "Queueing", "Text", "Threads", "Units"]),
        .target(name: "Presentation", dependencies: ["Text", "Units"]),
        .target(name: "Exchange", dependencies: ["Presentation", "Programs", "Storage", "Text", "Units"]),
        .target(name: "Benchmark", dependencies: ["CostModel", "Lanes", "Planning", "Programs", "Storage"]),
        .target(name: "Language", dependencies: ["Storage", "Text", "Units"]),
        .target(name: "Notebook", dependencies: ["Language", "Presentation", "Storage", "Text", "Units"]),
        .target(
            name: "Service", dependencies: ["Language", "Notebook", "Presentation", "Storage", "Text", "Units"]),
        .target(
            name: "Words",
            dependencies: [
                "Catalog", "CostModel", "Fitting", "Language", "Launch", "Measurements", "Planning", "Presentation",
                "Queueing", "Storage", "Text", "Units",
            ]),
        .target(
            name: "Verbs",
            dependencies: [
                "Benchmark", "Catalog", "CostModel", "Exchange", "Language", "Launch", "Measurements", "Notebook",
                "Planning", "Presentation", "Queueing", "Service", "Storage", "Text", "Threads", "Units", "Words",
            ]),
        .systemLibrary(name: "CLibEdit", pkgConfig: "libedit", providers: [.apt(["libedit-dev"])]),
        .target(name: "Terminal", dependencies: ["CLibEdit", "Storage", "Text", "Units"]),
        .executableTarget(
            name: "sextant",
            dependencies: ["Language", "Notebook", "Service", "Storage", "Terminal", "Text", "Units", "Verbs"]),
        .target(name: "TestSupport", dependencies: ["Fitting", "Storage"], path: "Tests/TestSupport"),
        .target(
            name: "CounterShell", dependencies: ["Language", "Notebook", "Presentation", "Storage", "Units"],
            path: "Tests/CounterShell"),
        .testTarget(
            name: "LanguageTests", dependencies: ["CounterShell", "Language", "Storage", "TestSupport", "Text"],
            exclude: ["Files"]),
        .testTarget(
            name: "NotebookTests",
            dependencies: ["CounterShell", "Language", "Notebook", "Storage", "TestSupport"]),
        // The ten lines of the article on programs.
        .executableTarget(
            name: "LibraryExample", dependencies: ["Catalog", "CostModel", "Planning"], path: "Tests/LibraryExample"),
        .executableTarget(name: "EditorEcho", dependencies: ["Terminal"], path: "Tests/EditorEcho"),
        .target(
            name: "FuzzTargets",
            dependencies: [
                "Catalog", "CostModel", "Language", "Notebook", "Measurements", "Service", "Storage", "TestSupport",
                "Text", "Verbs",
            ],
            path: "Tests/FuzzTargets"),
        .testTarget(name: "FuzzTests", dependencies: ["FuzzTargets", "TestSupport"], exclude: ["Corpus"]),
        .testTarget(name: "UnitsTests", dependencies: ["TestSupport", "Units"]),
        .testTarget(name: "TextTests", dependencies: ["Text"]),
        .testTarget(
            name: "PlanningTests",
            dependencies: ["Catalog", "CostModel", "Lanes", "Planning", "Queueing", "TestSupport"],
            exclude: ["Recorded"]),
        .testTarget(
            name: "BenchmarkTests",
            dependencies: ["Benchmark", "Catalog", "CostModel", "Lanes", "Planning", "TestSupport"]),
        .testTarget(name: "PresentationTests", dependencies: ["Presentation", "Text", "Units"]),
        .testTarget(name: "ProgramsTests", dependencies: ["Programs", "TestSupport"]),
        .testTarget(
            name: "ExchangeTests",
            dependencies: ["Exchange", "Presentation", "Programs", "Storage", "TestSupport", "Units"]),
        .testTarget(
            name: "VerbsTests",
            dependencies: [
                "Catalog", "CostModel", "Exchange", "Language", "Launch", "Notebook", "Planning", "Presentation",
                "Storage",
                "TestSupport", "Text", "Units", "Verbs", "Words",
            ],
            exclude: ["Comparisons", "Screens"]),
        .testTarget(
            name: "ServiceTests", dependencies: ["Notebook", "Service", "Storage", "TestSupport", "Text", "Verbs"]),
        .testTarget(
            name: "WordsTests",
            dependencies: [
                "Catalog", "CostModel", "Language", "Launch", "Planning", "Queueing", "TestSupport", "Text", "Units",
                "Words",
            ], exclude: ["Recorded"]),
        .testTarget(name: "LanesTests", dependencies: ["Lanes", "TestSupport"]),
        .testTarget(
            name: "QueueingTests", dependencies: ["Fitting", "Queueing", "TestSupport"], exclude: ["Recorded"]),
        .testTarget(name: "FittingTests", dependencies: ["Fitting", "TestSupport"]),
        .testTarget(
            name: "LaunchTests", dependencies: ["Launch", "TestSupport", "Text", "Units"], exclude: ["Golden"]),
        .testTarget(name: "StorageTests", dependencies: ["Storage", "TestSupport"]),
        .testTarget(
            name: "TerminalTests", dependencies: ["EditorEcho", "Storage", "Terminal", "TestSupport", "Units"],
            exclude: ["Recorded"]),
        .testTarget(
            name: "MeasurementsTests",
            dependencies: ["Catalog", "CostModel", "Fitting", "Measurements", "Queueing", "TestSupport"],
            exclude: ["Results/Files"]),
        .testTarget(name: "ArchitectureTests", dependencies: ["TestSupport"]),
        .testTarget(name: "SessionsTests", dependencies: ["sextant", "TestSupport"], exclude: ["Recorded"]),
        .testTarget(
            name: "SextantTests",
            dependencies: [
                "Catalog", "CostModel", "Language", "LibraryExample", "Notebook", "sextant", "TestSupport", "Units",
                "Verbs",
            ]),
        .testTarget(
            name: "CatalogTests",
            dependencies: ["Catalog", "CatalogData", "CostModel", "TestSupport", "Text", "Units"],
            resources: [.copy("Configs")]),
        .testTarget(
            name: "CostModelTests",
            dependencies: ["Catalog", "CostModel", "Lanes", "Planning", "Queueing", "TestSupport"],
            exclude: ["Recorded"]),
        .testTarget(
            name: "AccuracyTests",
            dependencies: ["Catalog", "CostModel", "Fitting", "Measurements", "Planning", "TestSupport", "Units"],
            resources: [.copy("Measured")]),
    ],
    swiftLanguageModes: [.v6], cLanguageStandard: .c2x
)

// `make test` tests what ships, optimised; to optimise the tests themselves takes longer than they gain.
for target in package.targets where target.type == .test {
    target.swiftSettings = [.unsafeFlags(["-Onone", "-num-threads", "2"], .when(configuration: .release))]
}

// libFuzzer brings the `main` of this program, and only `make fuzz` links it.
if Context.environment["SEXTANT_FUZZ"] != nil {
    package.targets.append(
        .executableTarget(
            name: "Fuzzer", dependencies: ["FuzzTargets"], path: "Tests/Fuzzer",
            swiftSettings: [.unsafeFlags(["-parse-as-library"])]))
}

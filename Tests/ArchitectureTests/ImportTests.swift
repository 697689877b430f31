import TestSupport
import Testing

/// The layers of the package: each file imports only what its target may depend on.
@Suite struct ImportTests {
    private let targets: [PackageTarget]

    init() throws {
        targets = try PackageTarget.all(in: try #require(TextFile.read(Project.root + "/Package.swift")))
    }

    @Test func thePackageHasItsLayers() throws {
        let names = Set(targets.map(\.name))
        #expect(
            names.isSuperset(of: [
                "Units", "CostModel", "Catalog", "Planning", "Presentation", "Language", "Notebook", "Verbs",
                "Terminal",
            ]))
        let verbs = try #require(targets.first { $0.name == "Verbs" })
        #expect(verbs.dependencies.isSuperset(of: ["CostModel", "Planning", "Units"]))
        #expect(try SourceFile.all(of: "Verbs").contains { $0.imports.contains("CostModel") })
    }

    /// The language and the notebook serve any state: neither knows a chip.
    @Test(arguments: ["Language", "Notebook"]) func theLanguageKnowsNoChip(_ target: String) throws {
        let allowed: Set = ["Units", "Text", "Storage", "Presentation", "Language", "Glibc", "Synchronization"]
        for file in try SourceFile.all(of: target) {
            #expect(Set(file.imports).isSubset(of: allowed), "\(file.path)")
        }
    }

    @Test func everyFolderOfSourcesIsATarget() {
        let names = Set(targets.map(\.name))
        for folder in Folder.names(in: Project.root + "/Sources") {
            // What is written in Python is no target.
            if Folder.files(below: Project.root + "/Sources/" + folder, ending: ".py").count > 0 { continue }
            #expect(names.contains(folder), "\(folder)")
        }
    }

    @Test func targetsOnlyDependOnTargetsListedAboveThem() {
        var above: Set<String> = []
        for target in targets {
            for dependency in target.dependencies {
                #expect(above.contains(dependency), "\(target.name) depends on \(dependency)")
            }
            above.insert(target.name)
        }
    }

    @Test func filesOnlyImportWhatTheirTargetDependsOn() throws {
        let names = Set(targets.map(\.name))
        for target in targets {
            for file in try SourceFile.all(of: target.name) {
                for module in file.imports where names.contains(module) {
                    #expect(target.dependencies.contains(module), "\(file.path) imports \(module)")
                }
            }
        }
    }

    @Test func theCostModelImportsNumbersAndQueuesAlone() throws {
        for file in try SourceFile.all(of: "CostModel") {
            #expect(Set(file.imports).isSubset(of: ["Lanes", "Queueing", "Units"]), "\(file.path)")
        }
    }

    /// A queue knows no chip and no model, so that it can be held to textbooks.
    @Test func queuesImportRandomNumbersAlone() throws {
        for file in try SourceFile.all(of: "Queueing") {
            #expect(Set(file.imports).isSubset(of: ["Fitting", "Glibc"]), "\(file.path)")
        }
    }

    @Test func lanesImportNothing() throws {
        for file in try SourceFile.all(of: "Lanes") { #expect(file.imports.isEmpty, "\(file.path)") }
    }

    @Test func unitsImportNothing() throws {
        for file in try SourceFile.all(of: "Units") { #expect(file.imports.isEmpty, "\(file.path)") }
    }

    /// Numerics that know nothing of chips can be tested against textbooks.
    @Test func fittingImportsNothingOfThePackageButUnits() throws {
        let others = Set(targets.map(\.name)).subtracting(["Units"])
        for file in try SourceFile.all(of: "Fitting") {
            #expect(others.isDisjoint(with: file.imports), "\(file.path)")
        }
    }

    /// Foundation costs 7 ms at every start and its essentials cost 2.
    @Test func noSourceImportsFoundation() throws {
        for target in targets {
            for file in try SourceFile.all(of: target.name) {
                #expect(file.imports.allSatisfy { !$0.hasPrefix("Foundation") }, "\(file.path)")
            }
        }
    }

    @Test func onlyTheTerminalImportsLibEdit() throws {
        for target in targets where target.name != "Terminal" {
            for file in try SourceFile.all(of: target.name) {
                #expect(!file.imports.contains("CLibEdit"), "\(file.path)")
            }
        }
    }

    @Test func noFileIsLongerThanFourHundredLines() throws {
        for folder in ["Sources", "Tests"] {
            let paths = Folder.files(below: Project.root + "/" + folder, ending: ".swift")
            #expect(!paths.isEmpty)
            for path in paths {
                let text = try #require(TextFile.read(Project.root + "/" + folder + "/" + path))
                #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count <= 401, "\(path)")
            }
        }
    }
}

import Catalog
import CostModel
import Exchange
import Language
import Measurements
import Presentation
import Units
import Words

extension Session {
    /// Everything that is declared, as data, in the language that is spoken.
    public static var description: ShellDescription {
        ShellDescription(
            registry,
            kinds: [
                KindDescription(
                    "metric", title: DeclarationWords.metrics, summary: DeclarationWords.metricsSummary,
                    [.init("", Metric.all.map(EntryDescription.init))]),
                KindDescription(
                    "parameter", title: DeclarationWords.parameters, summary: DeclarationWords.parametersSummary,
                    Parameter.Scope.allCases.map { scope in
                        .init("\(scope.rawValue) set", Parameter.all(in: scope).map(EntryDescription.init))
                    }),
                KindDescription(
                    "layout", title: DeclarationWords.layouts, summary: DeclarationWords.layoutsSummary,
                    isListed: false, [.init("", TableLayout.all.map(EntryDescription.init))]),
                KindDescription(
                    "format", title: DeclarationWords.formats, summary: DeclarationWords.formatsSummary,
                    isListed: false, [.init("", EntryDescription.formats)]),
                KindDescription(
                    "trust", title: DeclarationWords.trust, summary: DeclarationWords.trustSummary, isListed: false,
                    [.init("", [EntryDescription.trust])]),
                KindDescription(
                    "chip", title: ChipWords.chips, summary: ChipWords.chipsSummary, isListed: false,
                    [.init("", Catalog.chips.map(EntryDescription.init))]),
            ], topics: TopicDescription.all)
    }

    /// What completion offers behind `help`.
    @Sendable static func names() -> [Completion] {
        let all =
            description.firstWords.map { Completion($0.name, $0.summary) }
            + Metric.all.map { Completion($0.name, $0.summary, names: $0.aliases) }
            + Parameter.all.map { Completion($0.name, $0.summary, names: $0.aliases) }
        var seen: Set<String> = []
        return all.filter { seen.insert($0.text).inserted }
    }
}

extension EntryDescription {
    init(_ metric: Metric) {
        self.init(
            metric.name, title: DeclarationWords.title(metric),
            summary: metric.summary, unit: ConditionWords.unit(metric),
            names: [metric.study].compactMap(\.self) + metric.aliases,
            details: Self.otherNames(metric.study, metric.aliases) + metric.formulas.map { "= \($0)" },
            examples: ["filter \(metric.name)>0", "sort \(metric.name)"])
    }

    init(_ parameter: Parameter) {
        let range = ParameterWords.range(parameter)
        let isNumber = parameter.choices.isEmpty
        let value = parameter.get(Session().draft)
        // A metric of the same name that shows the parameter says its other names.
        let isShown = Metric.named(parameter.name)?.showsParameter == true
        self.init(
            parameter.name,
            title: ParameterWords.title(parameter),
            summary: parameter.summary, unit: parameter.dimension.unit, range: isNumber ? range : "",
            bounds: isNumber ? parameter.range : nil, isWhole: isNumber && parameter.isWhole,
            choices: parameter.choices,
            names: [parameter.study].compactMap(\.self) + parameter.aliases + [parameter.fullName],
            details: isShown ? [] : Self.otherNames(parameter.study, parameter.aliases),
            examples: [
                "sweep \(parameter.name)="
                    + (isNumber && !parameter.dimension.isWorded
                        ? Decimal.shortest(value) : ValueWords.of(value, parameter))
            ])
    }

    init(_ chip: CatalogEntry<Chip>) {
        let remarks = TrustWords.line(ChipProvenance(chip), chip.value)
        self.init(
            chip.name, title: ChipWords.title(chip.name, chip.title), summary: ChipWords.figures(chip.value),
            names: chip.aliases,
            details: (chip.aliases.isEmpty ? [] : [ChipWords.alsoNamed(chip.aliases)]) + [remarks].compactMap(\.self),
            examples: ["arch load \(chip.name)"])
    }

    init(_ layout: TableLayout) {
        self.init(
            layout.name, title: DeclarationWords.title(layout), summary: layout.summary,
            details: MeasuredFileWords.help(layout))
    }

    /// The other names that lead to something, the case study's first.
    private static func otherNames(_ study: String?, _ aliases: [String]) -> [String] {
        // Who reads English cannot type the Chinese ones.
        let shown = Tongue.current == .english ? aliases.filter { $0.allSatisfy(\.isASCII) } : aliases
        let names = [study.map(ParameterWords.studyName)].compactMap(\.self) + shown
        return names.isEmpty ? [] : [ParameterWords.otherNames(names)]
    }

    /// Formats by their names and endings.
    static var formats: [EntryDescription] {
        OutputFormat.allCases.map { format in
            EntryDescription(
                format.rawValue, title: DeclarationWords.title(format), summary: format.summary,
                names: [format.ending].compactMap(\.self).filter { $0 != format.rawValue },
                examples: ["format \(format.rawValue)"] + (format.ending.map { ["save plans.\($0)"] } ?? []))
        }
            + [
                EntryDescription(
                    ".\(SaveFormat.sessionEnding)",
                    title: DeclarationWords.ending(SaveFormat.sessionEnding, of: "save"),
                    summary: DeclarationWords.session, names: [SaveFormat.sessionEnding],
                    examples: ["save study.\(SaveFormat.sessionEnding)"])
            ]
            + WorkbookFormat.all.flatMap { format in
                format.endings.map { ending in
                    EntryDescription(
                        ".\(ending)", title: DeclarationWords.ending(ending, of: "save"), summary: format.summary,
                        names: [ending] + (ending == format.endings.first ? [format.name.lowercased()] : []),
                        examples: ["save plans.\(ending)"])
                }
            }
            + [
                EntryDescription(
                    ".pdf", title: DeclarationWords.ending("pdf", of: "export"), summary: ReportWords.pdfSummary,
                    names: ["pdf"], examples: ["export report plan.pdf"])
            ]
            + Exporter.all.map { exporter in
                EntryDescription(
                    ".\(exporter.ending)", title: DeclarationWords.ending(exporter.ending, of: "export"),
                    summary: exporter.summary, names: [exporter.ending], examples: ["export study.\(exporter.ending)"])
            }
    }

    /// What the levels of trust mean, found under the word itself and each level's.
    static var trust: EntryDescription {
        EntryDescription(
            "trust", title: TrustWords.title, summary: TrustWords.summary, names: TrustWords.names,
            details: TrustWords.details, examples: ["arch list", "pins"])
    }
}
